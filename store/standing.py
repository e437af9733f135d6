"""The figures of every agency from their own table: counted by the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import Date, and_, cast, func, or_, select

from directive.lifecycle import OWED, WAITING, Phase
from directive.progress import LONG_OVERDUE_DAYS, Figures
from directive.ranking import Settled
from store.tables import AgencyRow, FigureRow, ObligationRow
from store.timely import COUNTED, DOING, no_longer_soon, submitted_day

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from directive.calendar import WorkCalendar

Row = FigureRow


@dataclass(frozen=True, slots=True)
class Standing:
    """How one agency stands; `oldest` is the due day of what is longest overdue."""

    code: str
    name: str
    figures: Figures
    oldest: date | None


def by_agency(
    session: Session, *, today: date, calendar: WorkCalendar, agency: str | None = None
) -> list[Standing]:
    """Return the figures of each agency that was given something, in name order.

    `silent` and `no_person` are not known to the figures and stay 0.

    Args:
        session: The transaction.
        today: The day (Asia/Ho_Chi_Minh) at which things are late or not.
        calendar: Says from which day on a date is not soon any more.
        agency: Only this one; None for all.
    """
    counts = _counts(today, no_longer_soon(today, calendar))
    wanted = (
        select(
            Row.agency_code,
            AgencyRow.name,
            func.min(Row.due_on).filter(and_(Row.phase.in_(OWED), Row.due_on < today)),
            *(func.coalesce(func.sum(Row.n).filter(c), 0) for c in counts.values()),
        )
        .join(AgencyRow, AgencyRow.code == Row.agency_code)
        .where(Row.n > 0)
        .group_by(Row.agency_code, AgencyRow.name, AgencyRow.sort_key)
        .order_by(AgencyRow.sort_key)
    )
    if agency is not None:
        wanted = wanted.where(Row.agency_code == agency)
    return [
        Standing(
            code,
            name,
            Figures(**dict(zip(counts, map(int, numbers), strict=True))),
            oldest,
        )
        for code, name, oldest, *numbers in session.execute(wanted)
    ]


def latest_done(session: Session) -> dict[str, tuple[date, date]]:
    """Return by agency (due, handed in) of what was accepted after the most days."""
    found = session.execute(
        select(Row.agency_code, Row.due_on, Row.submitted_on)
        .distinct(Row.agency_code)
        .where(Row.n > 0, Row.phase == Phase.ACCEPTED, Row.submitted_on > Row.due_on)
        .order_by(Row.agency_code, (Row.submitted_on - Row.due_on).desc(), Row.id)
    )
    return {code: (due, handed_in) for code, due, handed_in in found}


def load(session: Session, *, first: date, weeks: int) -> list[tuple[date, int, int]]:
    """Return (Monday, done, not done) of what is due in each week from `first` on.

    Args:
        session: The transaction.
        first: A Monday.
        weeks: How many.
    """
    week = cast(func.date_trunc("week", cast(Row.due_on, Date)), Date)
    done = Row.phase == Phase.ACCEPTED
    found = session.execute(
        select(
            week,
            func.coalesce(func.sum(Row.n).filter(done), 0),
            func.coalesce(func.sum(Row.n).filter(~done), 0),
        )
        .where(
            Row.n > 0,
            Row.phase.in_(COUNTED),
            Row.due_on >= first,
            Row.due_on < first + timedelta(weeks=weeks),
        )
        .group_by(week)
    )
    counted = {day: (int(n), int(open_)) for day, n, open_ in found}
    days = (first + timedelta(weeks=n) for n in range(weeks))
    return [(day, *counted.get(day, (0, 0))) for day in days]


def moved(
    session: Session, *, today: date, calendar: WorkCalendar
) -> dict[str, tuple[Settled, Settled]]:
    """Return (by the agreed, by the original date) of what was given another date.

    By agency, of obligations whose two dates differ: for all others one holds for
    both.
    """
    handed_in = submitted_day(calendar)
    counts = [
        func.count().filter(condition)
        for due in (ObligationRow.due_on, ObligationRow.original_due_on)
        for condition in (
            and_(ObligationRow.phase == Phase.ACCEPTED, handed_in <= due),
            and_(ObligationRow.phase == Phase.ACCEPTED, handed_in > due),
            or_(
                and_(ObligationRow.phase.in_(OWED), due < today),
                and_(ObligationRow.phase.in_(WAITING), handed_in > due),
            ),
        )
    ]
    found = session.execute(
        select(ObligationRow.agency_code, *counts)
        .where(ObligationRow.due_on.is_distinct_from(ObligationRow.original_due_on))
        .group_by(ObligationRow.agency_code)
    )
    return {code: (Settled(*n[:3]), Settled(*n[3:])) for code, *n in found}


def _counts(today: date, not_soon: date) -> dict[str, ColumnElement[bool]]:
    """Return by the name of each figure when a row counts in it."""
    owed, waiting = Row.phase.in_(OWED), Row.phase.in_(WAITING)
    done, doing = Row.phase == Phase.ACCEPTED, Row.phase.in_(DOING)
    dated, undated = Row.due_on.is_not(None), Row.due_on.is_(None)
    late = Row.submitted_on > Row.due_on
    end = func.coalesce(Row.submitted_on, today)
    overdue = (owed & (Row.due_on < today)) | (waiting & late)
    in_time = (owed & (Row.due_on >= today)) | (
        waiting & (Row.submitted_on <= Row.due_on)
    )
    too_long = (owed & (Row.due_on < today - timedelta(days=LONG_OVERDUE_DAYS))) | (
        waiting & (end - Row.due_on > LONG_OVERDUE_DAYS)
    )
    return {
        "done_on_time": done & dated & (Row.submitted_on <= Row.due_on),
        "done_late": done & dated & late,
        "done_undated": done & undated,
        "doing_in_time": in_time,
        "doing_overdue": overdue,
        "doing_undated": doing & undated,
        "due_soon": owed & (Row.due_on >= today) & (Row.due_on < not_soon),
        "waiting": waiting,
        "overdue_over_30": too_long,
        "returned": Row.phase == Phase.RETURNED,
        "not_acknowledged": Row.phase == Phase.ISSUED,
        "not_counted": Row.phase.not_in(COUNTED),
    }
