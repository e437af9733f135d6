"""How timely an obligation is: derived from its phase, its dates and the moment."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from directive.lifecycle import OWED, WAITING, Phase

if TYPE_CHECKING:
    from datetime import date, datetime

    from directive.calendar import WorkCalendar


class Timeliness(StrEnum):
    """The second axis of a status; never stored."""

    IN_TIME = "in_time"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    NO_DEADLINE = "no_deadline"
    ON_TIME = "on_time"
    LATE = "late"
    NOT_COUNTED = "not_counted"


TIMELINESS_NAMES: dict[Timeliness, str] = {
    Timeliness.IN_TIME: "trong hạn",
    Timeliness.DUE_SOON: "sắp đến hạn",
    Timeliness.OVERDUE: "quá hạn",
    Timeliness.NO_DEADLINE: "không thời hạn",
    Timeliness.ON_TIME: "hoàn thành đúng hạn",
    Timeliness.LATE: "hoàn thành quá hạn",
    Timeliness.NOT_COUNTED: "không tính",
}


def timeliness(
    phase: Phase,
    *,
    due_on: date | None,
    due_at: datetime | None = None,
    submitted_at: datetime | None,
    now: datetime,
    calendar: WorkCalendar,
    soon_days: int = 3,
) -> Timeliness:
    """Return how timely an obligation is.

    While the agency owes it (returned ones included) the clock runs to `now`. While
    it waits for others it is frozen at `submitted_at`: in time or overdue, never
    due soon, since nothing is asked of the agency. Once accepted that submission is
    compared with the due date. What is in draft, declined, suspended or withdrawn
    is not counted.

    Args:
        phase: The stored phase.
        due_on: The last permitted day; the original one answers for the original.
        due_at: The last permitted moment, aware, where an hour was named.
        submitted_at: The submission that counts (the last, or by policy the first),
            aware.
        now: The moment, aware.
        calendar: The working days and the time zone.
        soon_days: Working days before the last working day that count as soon.

    Raises:
        ValueError: It waits or is accepted, but no submission is given.
    """
    if phase not in (*OWED, *WAITING, Phase.ACCEPTED):
        return Timeliness.NOT_COUNTED
    due_on = calendar.day_of(due_at) if due_on is None and due_at else due_on
    if due_on is None:
        return Timeliness.NO_DEADLINE
    if phase in OWED:
        if _is_past(now, due_on, due_at, calendar):
            return Timeliness.OVERDUE
        left = calendar.working_days_between(
            calendar.day_of(now), calendar.last_working_day(due_on)
        )
        return Timeliness.DUE_SOON if left <= soon_days else Timeliness.IN_TIME
    if submitted_at is None:
        raise ValueError(f"an obligation that is {phase} has a submission")
    late = _is_past(submitted_at, due_on, due_at, calendar)
    if phase is Phase.ACCEPTED:
        return Timeliness.LATE if late else Timeliness.ON_TIME
    return Timeliness.OVERDUE if late else Timeliness.IN_TIME


def _is_past(
    moment: datetime, due_on: date, due_at: datetime | None, calendar: WorkCalendar
) -> bool:
    return moment > due_at if due_at else moment >= calendar.end_of(due_on)
