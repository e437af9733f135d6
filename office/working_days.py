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
from store.calendar_file import read_document
from store.days_file import added_days
from store.engine import unit_of_work

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from directive.calendar import WorkCalendar
    from office.house import House

FIRST_YEAR, LAST_YEAR = 2020, 2100
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Day:
    """A day, why it is off (None: it is worked), and whether that is no weekend.

    One that was `added` to what the law says can be taken back.
    """

    on: date
    why_off: str | None
    special: bool
    added: bool


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
        kept = rules.calendar_history(session)
        history = tuple(Set(row.version, row.set_at, row.because) for row in kept)
        document = kept[0].document if kept else read_document()
    added = {one.day for one in added_days(document)}
    months = tuple(_month(calendar, year, n, added) for n in range(1, _MONTHS + 1))
    return Year(
        year=year,
        version=calendar.version,
        confirmed=year in calendar.confirmed_years,
        months=months,
        named=tuple(day for month in months for day in _days(month) if day.special),
        history=history,
    )


def _month(
    calendar: WorkCalendar, year: int, number: int, added: Collection[date]
) -> Month:
    weeks = tuple(
        tuple(_day(calendar, date(year, number, n), added) if n else None for n in week)
        for week in monthcalendar(year, number)
    )
    worked = sum(day is not None and day.why_off is None for w in weeks for day in w)
    return Month(number, weeks, worked)


def _day(calendar: WorkCalendar, on: date, added: Collection[date]) -> Day:
    why = calendar.why_off(on)
    special = why not in {None, WEEKEND} or on in calendar.extra_working
    return Day(on, why, special, on in added)


def _days(month: Month) -> list[Day]:
    return [day for week in month.weeks for day in week if day is not None]
