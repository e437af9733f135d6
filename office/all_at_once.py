"""One act to everything that a filter leaves, once a person has seen how much it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from directive.acts import Act
from office import at_once, status
from office.errors import OfficeError

if TYPE_CHECKING:
    from datetime import date, datetime

    from office.house import House
    from office.rights import Scope
    from office.status import Listed
    from store.listing import Filters

UNDONE = {Act.SUSPEND: "tiếp tục nhiệm vụ", Act.SET_DUE: "ấn định lại thời hạn"}
"""The acts that may be done to rows nobody has ticked, and what undoes each.

A result is accepted, and work withdrawn, only by who ticked it.
"""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What would be done, and to which rows; nothing was done yet."""

    act: Act
    rows: tuple[Listed, ...]

    @property
    def assignments(self) -> int:
        """How many assignments the rows belong to."""
        return len({one.line.code for one in self.rows})

    @property
    def agencies(self) -> int:
        """How many agencies would read of it."""
        return len({one.line.agency_code for one in self.rows})


def chosen(
    act: str,
    filters: Filters,
    *,
    reason: str,
    until: date | None,
    scope: Scope,
    house: House,
    now: datetime,
) -> Chosen:
    """Return the rows that an act would be done to.

    Args:
        act: One of UNDONE.
        filters: What leaves these rows.
        reason: Why, one for all; every agency reads it.
        until: The last permitted day, to set a date.
        scope: What the reader may see.
        house: The calendar.
        now: The moment, aware.

    Raises:
        OfficeError: Not such an act, no reason, no date, no row, or too many.
    """
    wanted = at_once.wanted(act, reason=reason, until=until)
    if wanted not in UNDONE:
        raise OfficeError(
            "Việc này chỉ làm với các dòng đã đánh dấu, không làm với cả bộ lọc."
        )
    found = status.assignments(
        filters, scope=scope, house=house, now=now, limit=at_once.MOST
    )
    if found.after is not None:
        raise OfficeError(
            "Bộ lọc còn quá nhiều dòng để làm một lần; hãy lọc hẹp hơn rồi làm lại."
        )
    if not found.rows:
        raise OfficeError("Không có dòng nào khớp với bộ lọc.")
    return Chosen(wanted, found.rows)
