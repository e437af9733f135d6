"""From a deadline's words to the last permitted day.

"trước ngày X" allows up to the end of X-1. A fixed date does not roll; a period
starts the day after its anchor and, when it ends on a rest day, ends on the next
working day (BLDS 2015, art. 144-148). Each of these is a flag of `Reckoning`.
"""

from __future__ import annotations

import calendar as months
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from directive.model import Deadline, DeadlineKind

if TYPE_CHECKING:
    from directive.calendar import WorkCalendar

_MONTHS_IN_YEAR = 12


@dataclass(frozen=True, slots=True)
class Reckoning:
    """How days are reckoned; the defaults are the law's.

    Attributes:
        before_excludes: "trước ngày X" excludes X itself.
        count_first_day: A period counts the day of its anchor too.
        roll_periods: A period that ends on a rest day ends on the next working day.
        roll_fixed: A fixed date on a rest day does so too.
    """

    before_excludes: bool = True
    count_first_day: bool = False
    roll_periods: bool = True
    roll_fixed: bool = False


BY_LAW = Reckoning()


@dataclass(frozen=True, slots=True)
class Due:
    """When something has to be done.

    Attributes:
        on: The last permitted day.
        last_working_day: The working day on or before it.
        at: The last permitted moment, aware, where the document names an hour.
    """

    on: date
    last_working_day: date
    at: datetime | None = None


def work_out(
    deadline: Deadline,
    calendar: WorkCalendar,
    *,
    anchored: date | None = None,
    reckoning: Reckoning = BY_LAW,
) -> Due | None:
    """Return when a deadline falls, or None while that cannot be known.

    None is the answer for no deadline, an ongoing or recurring one (see
    `directive.recurring`) and a relative one whose anchor is not recorded.

    Args:
        deadline: As read from the document or corrected by the office.
        calendar: The working days.
        anchored: The day, or the aware moment, of the event that a relative
            deadline counts from, as the office recorded it.
        reckoning: The office's rules where they differ from the law's.
    """
    if deadline.kind is DeadlineKind.RELATIVE:
        return _relative(deadline, calendar, anchored, reckoning)
    if deadline.kind in (DeadlineKind.RECURRING, DeadlineKind.ONGOING):
        return None
    last = _last_day(deadline, reckoning)
    return (
        None if last is None else settle(last, calendar, deadline, reckoning=reckoning)
    )


def settle(
    last: date,
    calendar: WorkCalendar,
    deadline: Deadline,
    *,
    reckoning: Reckoning = BY_LAW,
) -> Due:
    """Return the due date of a fixed last day, with the deadline's hour."""
    if reckoning.roll_fixed:
        last = calendar.next_working_day(last)
    at = datetime.combine(last, deadline.hour, calendar.zone) if deadline.hour else None
    return Due(last, calendar.last_working_day(last), at)


def add_months(day: date, count: int) -> date:
    """Return the corresponding day `count` months on, else the month's last day."""
    years, month = divmod(day.month - 1 + count, _MONTHS_IN_YEAR)
    return day_in_month(day.year + years, month + 1, day.day)


def day_in_month(year: int, month: int, day: int) -> date:
    """Return the day, or the last one of a month that is shorter."""
    return date(year, month, min(day, months.monthrange(year, month)[1]))


def _last_day(deadline: Deadline, reckoning: Reckoning) -> date | None:
    """Return the last permitted day of a dated deadline, before any rolling."""
    if deadline.day is None:
        return deadline.last_day
    excluded = (
        reckoning.before_excludes and not deadline.inclusive and not deadline.hour
    )
    return deadline.day - timedelta(days=1) if excluded else deadline.day


def _relative(
    deadline: Deadline,
    calendar: WorkCalendar,
    anchored: date | None,
    reckoning: Reckoning,
) -> Due | None:
    if anchored is None or deadline.amount is None:
        return None
    if deadline.unit == "hour":
        return _hours(deadline.amount, calendar, anchored)
    day = calendar.day_of(anchored) if isinstance(anchored, datetime) else anchored
    if reckoning.count_first_day:
        day -= timedelta(days=1)
    match deadline.unit:
        case "working_day":
            on = calendar.add_working_days(day, deadline.amount)
        case "day":
            on = day + timedelta(days=deadline.amount)
        case "month":
            on = add_months(day, deadline.amount)
        case _:
            return None
    if reckoning.roll_periods:
        on = calendar.next_working_day(on)
    return Due(on, calendar.last_working_day(on))


def _hours(amount: int, calendar: WorkCalendar, anchored: date) -> Due | None:
    """Count hours without a pause; a day alone says no hour to count from."""
    if not isinstance(anchored, datetime):
        return None
    at = anchored + timedelta(hours=amount)
    on = calendar.day_of(at)
    return Due(on, calendar.last_working_day(on), at)
