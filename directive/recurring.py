"""Recurring deadlines, generated one period ahead: "tháng 11/2025", "quý IV/2025"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from directive.deadlines import (
    BY_LAW,
    Due,
    Reckoning,
    add_months,
    day_in_month,
    settle,
)

if TYPE_CHECKING:
    from directive.calendar import WorkCalendar
    from directive.model import Deadline

_LENGTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
_FRIDAY = 5
_QUARTERS = ("I", "II", "III", "IV")
_HALVES = ("6 tháng đầu năm", "6 tháng cuối năm")
_LONGEST = 800


@dataclass(frozen=True, slots=True)
class Period:
    """One period of a recurring deadline: [first, last], and when it is due."""

    label: str
    first: date
    last: date
    due: Due


def next_period(
    deadline: Deadline,
    calendar: WorkCalendar,
    *,
    after: date,
    reckoning: Reckoning = BY_LAW,
) -> Period | None:
    """Return the first period that is due after a day; None if no period is named.

    A day of a quarter, a half-year or a year falls in its last month, unless
    `deadline.day` names the month of a yearly one. A week without a day ends on
    its Friday, every other period on its last day. A day that a month does not
    have is that month's last.

    Args:
        deadline: A recurring deadline; `start` is the day it begins to hold.
        calendar: The working days.
        after: The due day of the period before, or the day of issue.
        reckoning: The office's rules where they differ from the law's.
    """
    if deadline.recurrence is None:
        return None
    floor = max(after, deadline.start - timedelta(days=1)) if deadline.start else after
    probe = floor
    for _ in range(_LONGEST):
        period = _period(deadline, probe, calendar, reckoning)
        if period is None or period.due.on > floor:
            return period
        probe = period.last + timedelta(days=1)
    return None


def _period(
    deadline: Deadline, inside: date, calendar: WorkCalendar, reckoning: Reckoning
) -> Period | None:
    """Return the period that a day lies in."""
    recurrence = deadline.recurrence
    if recurrence is None:
        return None
    every, day = recurrence.every, recurrence.day
    if every == "day":
        due = settle(inside, calendar, deadline, reckoning=reckoning)
        return Period(f"ngày {inside:%d/%m/%Y}", inside, inside, due)
    if every == "week":
        first = inside - timedelta(days=inside.weekday())
        last = first + timedelta(days=6)
        named = first + timedelta(days=(day or _FRIDAY) - 1)
    elif every in _LENGTHS:
        length = _LENGTHS[every]
        month = (inside.month - 1) // length * length + 1
        first = date(inside.year, month, 1)
        last = add_months(first, length) - timedelta(days=1)
        of = deadline.day.month if every == "year" and deadline.day else last.month
        named = day_in_month(last.year, of, day) if day else last
    else:
        return None
    if day and not deadline.inclusive and reckoning.before_excludes:
        named -= timedelta(days=1)
    due = settle(named, calendar, deadline, reckoning=reckoning)
    return Period(_label(every, first), first, last, due)


def _label(every: str, first: date) -> str:
    match every:
        case "week":
            year, week, _ = first.isocalendar()
            return f"tuần {week}/{year}"
        case "month":
            return f"tháng {first.month}/{first.year}"
        case "quarter":
            return f"quý {_QUARTERS[first.month // 3]}/{first.year}"
        case "half_year":
            return f"{_HALVES[first.month // 7]} {first.year}"
        case _:
            return f"năm {first.year}"
