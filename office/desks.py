"""The posts of agencies with the ways to reach them, and who is away."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from office import standing_in
from office.errors import NotFoundError
from store import people
from store.engine import unit_of_work

if TYPE_CHECKING:
    from collections.abc import Sequence

    from office.standing_in import Absence


@dataclass(frozen=True, slots=True)
class Way:
    """One way to a post; the lowest rank is tried first."""

    channel: str
    address: str
    rank: int


@dataclass(frozen=True, slots=True)
class Desk:
    """One post, the ways that reach it, and the absence entered for it."""

    agency_code: str
    agency: str
    duty: str
    title: str
    ways: tuple[Way, ...]
    away: Absence | None


def desks(agency: str | None = None) -> Sequence[Desk]:
    """Return the posts of all agencies or of one, those that nothing reaches first."""
    away = {one.post: one for one in standing_in.absent()}
    with unit_of_work() as session:
        ways: dict[int, list[Way]] = defaultdict(list)
        for one in people.open_contacts(session, agency):
            ways[one.post_id].append(Way(one.channel, one.address, one.rank))
        made = [
            Desk(
                agency_code=post.agency_code,
                agency=name,
                duty=post.duty,
                title=post.title,
                ways=tuple(ways[post.id]),
                away=away.get((post.agency_code, post.duty)),
            )
            for post, name in people.posts_with_agency(session, agency)
        ]
    return sorted(made, key=lambda one: bool(one.ways))


def own_desks(agency: str | None) -> Sequence[Desk]:
    """Return the posts of the viewer's agency.

    Raises:
        NotFoundError: It has none.
    """
    found = desks(agency) if agency else ()
    if not found:
        raise NotFoundError("Cơ quan này chưa có đầu mối nào.")
    return found
