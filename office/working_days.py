"""The working days of a year, month by month, and the calendars that were set."""

from __future__ import annotations

from calendar import monthcalendar
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from directive.calendar import WEEKEND
from office.errors import OfficeError
from office.in_force import in_force
from store import rules
from store.calendar_file import with_days
from store.engine import unit_of_work

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from typing import Any

    from directive.calendar import WorkCalendar
    from office.house import House

FIRST_YEAR, LAST_YEAR = 2020, 2100
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Day:
    """A day, why it is off (None: it is worked), and whether that is no weekend."""

    on: date
    why_off: str | None
    special: bool


@dataclass(frozen=True, slots=True)
class Month:
    """One month: its weeks from Monday, and how many days are worked."""

    number: int
    weeks: tuple[tuple[Day | None, ...], ...]
    worked: int


@dataclass(frozen=True, slots=True)
class Set:
    """One calendar that was put in force, and what it rests on."""

    version: str
    set_at: datetime
    because: str


@dataclass(frozen=True, slots=True)
class Year:
    """The working days of one year under the calendar in force."""

    year: int
    version: str
    confirmed: bool
    months: tuple[Month, ...]
    named: tuple[Day, ...]  # holidays, swapped days off and rest days that are worked
    history: tuple[Set, ...]


def year_of(year: int, *, house: House) -> Year:
    """Return the working days of a year.

    Raises:
        OfficeError: No calendar goes that far.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise OfficeError(
            "Chỉ xem được lịch từ {first_year} đến {last_year}.",
            first_year=FIRST_YEAR,
            last_year=LAST_YEAR,
        )
    with unit_of_work() as session:
        calendar = in_force(session, house).calendar
        history = tuple(
            Set(row.version, row.set_at, row.because)
            for row in rules.calendar_history(session)
        )
    months = tuple(_month(calendar, year, n) for n in range(1, _MONTHS + 1))
    return Year(
        year=year,
        version=calendar.version,
        confirmed=year in calendar.confirmed_years,
        months=months,
        named=tuple(day for month in months for day in _days(month) if day.special),
        history=history,
    )


def changed(
    document: Mapping[str, Any],
    *,
    off: Sequence[date],
    working: Sequence[date],
    because: str,
) -> dict[str, Any]:
    """Return a calendar document with more days off and more days worked.

    Raises:
        OfficeError: No day is given, one is to be both, or lies too far away.
    """
    days = [*off, *working]
    if not days:
        raise OfficeError("Hãy ghi ngày nghỉ thêm hoặc ngày làm bù.")
    if set(off) & set(working):
        raise OfficeError("Một ngày không thể vừa nghỉ vừa làm bù.")
    if any(not FIRST_YEAR <= day.year <= LAST_YEAR for day in days):
        raise OfficeError(
            "Ngày phải từ năm {first_year} đến {last_year}.",
            first_year=FIRST_YEAR,
            last_year=LAST_YEAR,
        )
    return with_days(document, off=off, working=working, because=because)


def _month(calendar: WorkCalendar, year: int, number: int) -> Month:
    weeks = tuple(
        tuple(_day(calendar, date(year, number, n)) if n else None for n in week)
        for week in monthcalendar(year, number)
    )
    worked = sum(day is not None and day.why_off is None for w in weeks for day in w)
    return Month(number, weeks, worked)


def _day(calendar: WorkCalendar, on: date) -> Day:
    why = calendar.why_off(on)
    return Day(on, why, why not in {None, WEEKEND} or on in calendar.extra_working)


def _days(month: Month) -> list[Day]:
    return [day for week in month.weeks for day in week if day is not None]
