"""The first page of each role: how things stand, and what waits for whom."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from directive.progress import Figures
from office.house import office_day
from office.in_force import in_force
from office.memory import Memory
from office.status import Escalation, escalation
from store import ailing, desk, standing, views
from store.engine import unit_of_work

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from sqlalchemy.orm import Session

    from office.house import House
    from store.ailing import Ailing
    from store.desk import Task
    from store.views import DirectiveLine

WEEKS = 16
WEEKS_BACK = 4  # of these, what has just been due
SHOWN = 6
MANY = 50_000  # open obligations from which on nobody waits for new figures
REST = 30.0  # seconds from one reckoning of so many to the next
LOOK_AGAIN = 600.0  # seconds until an office may have become so large
MOST_TASKS = 200


@dataclass(frozen=True, slots=True)
class AgencyLine:
    """The figures of an agency, and by how many working days it is or was late."""

    code: str
    name: str
    figures: Figures
    open_late: int  # what is longest overdue
    done_late: int  # what was done after the most days


@dataclass(frozen=True, slots=True)
class Week:
    """What is due from Monday `first` to Sunday `last`: done, and not done yet."""

    first: date
    last: date
    done: int
    open: int


@dataclass(frozen=True, slots=True)
class Overview:
    """How all agencies stand as of a day (Asia/Ho_Chi_Minh).

    `counted_at` is when that was so, where something was changed since; else None.
    """

    as_of: date
    total: Figures
    agencies: tuple[AgencyLine, ...]  # the most overdue first
    load: tuple[Week, ...]
    assignments: int
    escalations: tuple[Escalation, ...]  # the most severe first
    escalated: int
    directives: tuple[DirectiveLine, ...]  # the newest first
    without_breakdown: tuple[tuple[str, str, int], ...]  # code, name, assignments
    counted_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Installation:
    """What an administrator has to repair."""

    ailing: Ailing
    unconfirmed: tuple[int, ...]  # years whose working days no official notice confirms
    sealed_late: bool


def of_office(*, house: House, now: datetime) -> tuple[Overview, Mapping[str, int]]:
    """Return how all stand, and how many tasks of each kind wait for the office.

    Args:
        house: The calendar.
        now: The moment, aware.
    """
    with unit_of_work() as session:
        house = in_force(session, house)
        waiting = desk.waiting(session)
        return _seen(session, house=house, now=now), waiting


def keep(*, house: House, now: datetime) -> float:
    """Have the figures of a large office reckoned where they are old.

    The first time it waits for them. Returns in how many seconds to ask again.
    """
    with unit_of_work() as session:
        house = in_force(session, house)
        seen = _seen(session, house=house, now=now)
    return _rest(seen) / 2 or LOOK_AGAIN


def _seen(session: Session, *, house: House, now: datetime) -> Overview:
    found = _overviews.look(
        session,
        "all",
        lambda own: of_all(own, house=house, now=now),
        under=(office_day(now), house.calendar.version),
    )
    return replace(found.value, counted_at=None) if found.is_current else found.value


def of_all(session: Session, *, house: House, now: datetime) -> Overview:
    """Reckon how all agencies stand at `now`."""
    today = office_day(now)
    calendar = house.calendar
    monday = today - timedelta(days=today.weekday(), weeks=WEEKS_BACK)
    stands = standing.by_agency(session, today=today, calendar=calendar)
    silent, no_person = views.not_in_figures(session, now=now, calendar=calendar)
    climbed, escalated = views.open_escalations(session, limit=SHOWN)
    total = sum((one.figures for one in stands), Figures())
    latest = standing.latest_done(session)
    days = calendar.working_days_between
    agencies = [
        AgencyLine(
            one.code,
            one.name,
            one.figures,
            open_late=days(one.oldest, today) if one.oldest else 0,
            done_late=days(*latest[one.code]) if one.code in latest else 0,
        )
        for one in stands
    ]
    return Overview(
        as_of=today,
        total=replace(total, silent=silent, no_person=no_person),
        agencies=tuple(sorted(agencies, key=_most_overdue)),
        load=tuple(
            Week(first, first + timedelta(days=6), done, open_)
            for first, done, open_ in standing.load(session, first=monday, weeks=WEEKS)
        ),
        assignments=views.assignments(session),
        escalations=tuple(escalation(one, today, house) for one in climbed),
        escalated=escalated,
        directives=tuple(views.directives(session, limit=SHOWN)),
        without_breakdown=tuple(views.without_breakdown(session)),
        counted_at=now,
    )


def tasks(kind: str) -> tuple[Task, ...]:
    """Return what of a kind waits for the office, the oldest first."""
    with unit_of_work() as session:
        return tuple(desk.tasks(session, kind, limit=MOST_TASKS))


def of_installation(*, house: House, now: datetime) -> Installation:
    """Return what is broken, for whoever keeps the installation."""
    today = office_day(now)
    with unit_of_work() as session:
        house = in_force(session, house)
        found = ailing.of(session, now=now)
    years = {today.year, (today + timedelta(days=90)).year}
    sealed = found.sealed_on
    return Installation(
        ailing=found,
        unconfirmed=tuple(sorted(years - house.calendar.confirmed_years)),
        sealed_late=sealed is None or today - sealed > timedelta(days=2),
    )


def _most_overdue(one: AgencyLine) -> tuple[int, ...]:
    counted = one.figures
    return (
        -counted.doing_overdue,
        -one.open_late,
        -counted.done_late,
        -one.done_late,
        -counted.assigned,
    )


def _rest(seen: Overview) -> float:
    return REST if seen.total.doing > MANY else 0.0


_overviews: Memory[Overview] = Memory(most=4, lasts=_rest)
