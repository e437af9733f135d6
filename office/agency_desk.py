"""An agency's first page: what it owes by urgency, what came back, what it checks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from directive.acts import Phase
from directive.progress import Figures
from directive.timeliness import Timeliness, timeliness
from office.house import office_day
from office.in_force import in_force
from store import collected, desk, standing
from store.engine import unit_of_work

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from office.house import House
    from store.collected import Sender
    from store.desk import Asked, Owed

MOST_OWED = 60
SHOWN = 20
URGENCY = (
    Timeliness.OVERDUE,
    Timeliness.DUE_SOON,
    Timeliness.IN_TIME,
    Timeliness.NO_DEADLINE,
)


@dataclass(frozen=True, slots=True)
class Due:
    """A thing that is owed, how timely it is, and the working days left of it."""

    owed: Owed
    timeliness: Timeliness
    days: int | None  # negative is late; None without a date


@dataclass(frozen=True, slots=True)
class Collected:
    """What others send to an agency: how much came, and whose is missing."""

    sent: int
    to_check: int
    not_sent: int
    overdue: int  # of what was not sent
    missing: tuple[Sender, ...]  # the most overdue first


@dataclass(frozen=True, slots=True)
class AgencyDesk:
    """Everything that waits for one agency."""

    as_of: date
    figures: Figures
    owed: tuple[tuple[Timeliness, tuple[Due, ...]], ...]  # the most urgent first
    returned: tuple[tuple[Due, str], ...]  # with the reason
    to_check: tuple[Owed, ...]
    to_check_in_all: int
    to_explain: tuple[Asked, ...]
    collected: Collected | None  # None: it collects nothing


def of(agency: str, *, house: House, now: datetime) -> AgencyDesk:
    """Return what waits for an agency.

    Args:
        agency: Its code: nothing of another one is read, but for what it collects.
        house: The calendar.
        now: The moment, aware.
    """
    today = office_day(now)
    with unit_of_work() as session:
        house = in_force(session, house)
        stands = standing.by_agency(
            session, today=today, calendar=house.calendar, agency=agency
        )
        owed = desk.owed_by(session, agency, limit=MOST_OWED)
        returned = desk.returned_to(session, agency, limit=SHOWN)
        to_check, in_all = desk.to_check(session, agency, limit=SHOWN)
        to_explain = desk.to_explain(session, agency)
        senders = collected.senders(session, agency, now=now, calendar=house.calendar)
    due = [_due(one, house=house, now=now) for one in owed]
    by_urgency = (
        (how, tuple(one for one in due if one.timeliness is how)) for how in URGENCY
    )
    return AgencyDesk(
        as_of=today,
        figures=stands[0].figures if stands else Figures(),
        owed=tuple((how, ones) for how, ones in by_urgency if ones),
        returned=tuple((_due(one, house=house, now=now), why) for one, why in returned),
        to_check=tuple(to_check),
        to_check_in_all=in_all,
        to_explain=tuple(to_explain),
        collected=_collected(senders),
    )


def _collected(senders: Sequence[Sender]) -> Collected | None:
    if not senders:
        return None
    missing = [one for one in senders if one.not_sent]
    return Collected(
        sent=sum(one.sent for one in senders),
        to_check=sum(one.to_check for one in senders),
        not_sent=sum(one.not_sent for one in senders),
        overdue=sum(one.overdue for one in senders),
        missing=tuple(sorted(missing, key=lambda one: (-one.overdue, -one.not_sent))),
    )


def _due(owed: Owed, *, house: House, now: datetime) -> Due:
    state = timeliness(
        Phase(owed.phase),
        due_on=owed.due_on,
        due_at=owed.due_at,
        submitted_at=owed.submitted_at,
        now=now,
        calendar=house.calendar,
    )
    left = None
    if owed.due_on is not None:
        left = house.calendar.working_days_between(office_day(now), owed.due_on)
    return Due(owed, state, left)
