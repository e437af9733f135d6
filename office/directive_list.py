"""The list of documents, as whoever asks may see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from office.naming import STAGES
from office.rights import scope_of
from store import directives_page
from store.directives_page import SENT, Wanted
from store.engine import unit_of_work

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from office.viewer import Viewer
    from store.directives_page import Listed

PAGE = 30  # documents


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of documents, and what the list can be narrowed to."""

    lines: Sequence[Listed]
    before: int | None
    after: int | None
    kinds: Sequence[str]
    stages: Mapping[str, str]


def listing(
    viewer: Viewer,
    *,
    words: str = "",
    kind: str = "",
    stage: str = "",
    beside: int | None = None,
    backwards: bool = False,
    limit: int = PAGE,
) -> Listing:
    """Return the documents that the viewer may see, the newest first.

    Args:
        viewer: An agency sees what was issued to it, and what it collects.
        words: All must stand in number, title, kind, issuer or name; accents do not
            matter.
        kind: Loại văn bản, as the documents name it.
        stage: A key of `office.naming.STAGES`; another is as none.
        beside: The id of the document beside which the page lies.
        backwards: The page before it, not after.
        limit: How many.

    Raises:
        ForbiddenError: The role reads nothing.
    """
    scope = scope_of(viewer)
    stages = {
        one: name for one, name in STAGES.items() if scope.agency is None or one in SENT
    }
    wanted = Wanted(
        words=words,
        kind=kind,
        stage=stage if stage in stages else "",
        agency=scope.agency,
    )
    with unit_of_work() as session:
        found = directives_page.page(
            session, wanted, beside=beside, backwards=backwards, limit=limit
        )
        kinds = directives_page.kinds(session)
    return Listing(found.lines, found.before, found.after, kinds, stages)
