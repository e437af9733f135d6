"""Timeliness as SQL, with the bounds that `directive.timeliness` comes to.

A list of a million rows cannot ask the calendar for each of them: here the
calendar is asked once, for the day from which a date is no longer "soon".
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import Date, and_, cast, false, func, not_, or_

from directive.lifecycle import OWED, WAITING, Phase
from directive.timeliness import Timeliness
from store.tables import ObligationRow as Row

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import InstrumentedAttribute

    from directive.calendar import WorkCalendar

DOING = (*OWED, *WAITING)
COUNTED = (*DOING, Phase.ACCEPTED)


def timeliness_is(
    wanted: Timeliness, *, now: datetime, calendar: WorkCalendar, soon_days: int = 3
) -> ColumnElement[bool]:
    """Return the condition that an obligation has this timeliness at `now`.

    Args:
        wanted: The timeliness.
        now: The moment, aware.
        calendar: The working days and the time zone.
        soon_days: Working days before the last working day that count as soon.
    """
    counted = Row.phase.in_(COUNTED)
    if wanted is Timeliness.NOT_COUNTED:
        return not_(counted)
    due = due_day(calendar)
    if wanted is Timeliness.NO_DEADLINE:
        return and_(counted, due.is_(None))
    owed, waiting = Row.phase.in_(OWED), Row.phase.in_(WAITING)
    done = Row.phase == Phase.ACCEPTED
    past = _past(calendar.day_of(now), now, due)
    late = _late(due, calendar)
    soon = due < no_longer_soon(calendar.day_of(now), calendar, soon_days)
    in_time = and_(due.is_not(None), not_(past))
    return {
        Timeliness.OVERDUE: or_(and_(owed, past), and_(waiting, late)),
        Timeliness.DUE_SOON: and_(owed, in_time, soon),
        Timeliness.IN_TIME: or_(
            and_(owed, in_time, not_(soon)), and_(waiting, not_(late))
        ),
        Timeliness.ON_TIME: and_(done, not_(late)),
        Timeliness.LATE: and_(done, late),
    }[wanted]


def any_of(
    wanted: Iterable[Timeliness], *, now: datetime, calendar: WorkCalendar
) -> ColumnElement[bool]:
    """Return the condition that an obligation has one of these timelinesses."""
    return or_(
        false(), *(timeliness_is(one, now=now, calendar=calendar) for one in wanted)
    )


def due_day(calendar: WorkCalendar) -> ColumnElement[date]:
    """Return the last permitted day, of an hour the day it falls on."""
    return func.coalesce(Row.due_on, _day(Row.due_at, calendar))


def submitted_day(calendar: WorkCalendar) -> ColumnElement[date]:
    """Return the day of the submission that counts, in the calendar's zone."""
    return _day(Row.submitted_at, calendar)


def _past(today: date, now: datetime, due: ColumnElement[date]) -> ColumnElement[bool]:
    return or_(
        and_(Row.due_at.is_not(None), Row.due_at < now),
        and_(Row.due_at.is_(None), due < today),
    )


def _late(due: ColumnElement[date], calendar: WorkCalendar) -> ColumnElement[bool]:
    return or_(
        and_(Row.due_at.is_not(None), Row.submitted_at > Row.due_at),
        and_(Row.due_at.is_(None), submitted_day(calendar) > due),
    )


def no_longer_soon(today: date, calendar: WorkCalendar, soon_days: int = 3) -> date:
    """Return the first day whose last working day is more than `soon_days` away."""
    last = calendar.add_working_days(today, soon_days)
    return calendar.next_working_day(last + timedelta(days=1))


def _day(
    moment: InstrumentedAttribute[datetime | None], calendar: WorkCalendar
) -> ColumnElement[date]:
    return cast(func.timezone(str(calendar.zone), moment), Date)
