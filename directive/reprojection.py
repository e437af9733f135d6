"""What a new calendar does to a date that was reckoned by the old one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from directive.deadlines import Due, work_out
from directive.model import DeadlineKind

if TYPE_CHECKING:
    from datetime import date

    from directive.calendar import WorkCalendar
    from directive.model import Deadline

_CALENDAR_UNITS = ("working_day", "day", "month")


def reproject(
    due_on: date,
    calendar: WorkCalendar,
    *,
    deadline: Deadline | None = None,
    anchored_on: date | None = None,
    agreed: bool = False,
) -> Due:
    """Return when an open obligation is due by a calendar that holds from now on.

    A period ("05 ngày làm việc kể từ …") is counted again from its anchor; a fixed
    date stays, and so does one that the office agreed upon. In each case the last
    working day on or before it is looked up again.

    Args:
        due_on: The last permitted day so far.
        calendar: The working days that now hold.
        deadline: As read, where it counts from an event.
        anchored_on: The day of that event, as recorded.
        agreed: The date was granted or set by hand: it is not counted again.
    """
    counted = (
        deadline is not None
        and deadline.kind is DeadlineKind.RELATIVE
        and deadline.unit in _CALENDAR_UNITS
        and anchored_on is not None
        and not agreed
    )
    due = None
    if counted and deadline is not None:
        due = work_out(deadline, calendar, anchored=anchored_on)
    return due or Due(due_on, calendar.last_working_day(due_on))
