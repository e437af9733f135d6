"""A month of deadlines, with the days that are not worked and why."""

from __future__ import annotations

from calendar import Calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from directive.calendar import WEEKEND
from office.house import office_day
from office.in_force import in_force
from store import month as counted
from store.engine import unit_of_work

if TYPE_CHECKING:
    from datetime import datetime

    from directive.calendar import WorkCalendar
    from office.house import House
    from office.rights import Scope

FIRST_YEAR, LAST_YEAR = 2000, 2100


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the month, or one beside it that fills the week.

    Attributes:
        day: Which.
        inside: It belongs to the month.
        why_off: Why it is not worked, in Vietnamese; None for a working day.
        named: It is a holiday or swapped, not just a weekend.
        swapped: A weekend day that is worked in exchange.
        open: How much due then is still to be done.
        done: How much due then is done.
    """

    day: date
    inside: bool
    why_off: str | None
    named: bool
    swapped: bool
    open: int
    done: int


@dataclass(frozen=True, slots=True)
class Month:
    """The weeks of a month from Monday to Sunday, and the months beside it."""

    first: date
    before: date | None
    after: date | None
    weeks: tuple[tuple[Day, ...], ...]
    today: date
    unconfirmed: str | None  # a warning that the year's days off are not official


def of(first: date, *, scope: Scope, house: House, now: datetime) -> Month:
    """Return a month of what a scope lets see.

    Args:
        first: Any day of it.
        scope: What the reader may see; nothing beyond it is counted.
        house: The calendar.
        now: The moment, aware.
    """
    first = first.replace(day=1)
    weeks = Calendar().monthdatescalendar(first.year, first.month)
    with unit_of_work() as session:
        house = in_force(session, house)
        due = counted.due_by_day(
            session,
            weeks[0][0],
            weeks[-1][-1],
            own=scope.agency,
            directive=scope.directive,
        )
    after = (first + timedelta(days=31)).replace(day=1)
    before = (first - timedelta(days=1)).replace(day=1)
    calendar = house.calendar
    return Month(
        first=first,
        before=before if before.year >= FIRST_YEAR else None,
        after=after if after.year <= LAST_YEAR else None,
        weeks=tuple(
            tuple(_day(one, first, due.get(one, (0, 0)), calendar) for one in week)
            for week in weeks
        ),
        today=office_day(now),
        unconfirmed=calendar.warn_if_unconfirmed(first.year),
    )


def _day(day: date, first: date, due: tuple[int, int], calendar: WorkCalendar) -> Day:
    why = calendar.why_off(day)
    return Day(
        day=day,
        inside=(day.year, day.month) == (first.year, first.month),
        why_off=why,
        named=why not in {None, WEEKEND},
        swapped=day in calendar.extra_working,
        open=due[0],
        done=due[1],
    )
