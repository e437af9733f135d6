"""Which agencies an assignment can be given to instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from office.errors import NotFoundError
from store import assignments
from store.engine import unit_of_work

if TYPE_CHECKING:
    from collections.abc import Mapping

    from office.rights import Scope

SHOWN = 40


def offered(code: str, words: str, *, scope: Scope) -> Mapping[str, str]:
    """Return names by code of agencies that are called so and have not got it yet.

    Raises:
        NotFoundError: No assignment within the scope has this code.
    """
    with unit_of_work() as session:
        if not assignments.is_within(
            session, code, None, own=scope.agency, directive=scope.directive
        ):
            raise NotFoundError("Không có nhiệm vụ mang mã {code}.", code=code)
        return assignments.could_get(session, code, words, limit=SHOWN)
