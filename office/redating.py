"""Set due dates, keep those before, and tell the agencies."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from directive.acts import PARTY_NAMES, Act
from directive.deadlines import Due
from directive.policy import Audience
from notifications.messages import DueSet
from office import moving, telling
from office.errors import OfficeError
from office.hearing import hearers
from office.house import office_day
from office.in_force import in_force
from store.engine import unit_of_work
from store.trail import record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from directive.calendar import WorkCalendar
    from office.actor import Actor
    from office.house import House
    from office.moving import Case
    from store.queueing import Letter
    from store.trail import Entry

_WHY = "Cơ quan được giao nhiệm vụ này."


def set_due(
    session: Session,
    case: Case,
    due: Due | None,
    *,
    reason: str,
    calendar: WorkCalendar,
    actor: Actor,
    now: datetime,
) -> Entry:
    """Give an obligation its due date; return the event, for the caller to record.

    The ladder of the date starts anew; what was told of other things stands.

    Args:
        session: The transaction.
        case: The obligation, locked.
        due: What holds from now on; None for no date.
        reason: One sentence in Vietnamese, kept with the date.
        calendar: What it was counted with.
        actor: On whose behalf.
        now: The moment, aware.

    Raises:
        NotAllowedError: Nothing is owed any more, or the actor may not do this.
    """
    row = case.obligation
    rows = moving.advance(session, case, Act.SET_DUE, actor=actor, now=now)
    row.due_on = due.on if due else None
    row.due_at = due.at if due else None
    row.last_working_day = due.last_working_day if due else None
    rows.append(moving.revise(session, case, reason, now=now))
    return moving.entry(case, Act.SET_DUE, rows, calendar=calendar)


def set_date(
    obligation_id: int,
    until: date,
    *,
    reason: str,
    house: House,
    actor: Actor,
    now: datetime,
) -> None:
    """Give an obligation a later last day, of the leader's own accord; tell the agency.

    Args:
        obligation_id: What is owed.
        until: The last permitted day.
        reason: Why, as the agency reads it.
        house: The calendar.
        actor: A leader or the office.
        now: The moment, aware.

    Raises:
        NotFoundError: There is no such obligation.
        NotAllowedError: Nothing is owed any more, or the actor may not do this.
        OfficeError: No reason, or a day that is past or not after the present one.
    """
    if not reason.strip():
        raise OfficeError("Phải nêu lý do ấn định thời hạn mới.")
    with unit_of_work() as session:
        house = in_force(session, house)
        case = moving.load(session, obligation_id, actor=actor)
        before = case.obligation.due_on
        earliest = max(office_day(now), before or date.min)
        if until < office_day(now) or (before and until <= before):
            raise OfficeError(
                "Thời hạn mới phải sau ngày {earliest}.", earliest=earliest
            )
        due = Due(until, house.calendar.last_working_day(until))
        calendar = house.calendar
        entry = set_due(
            session, case, due, reason=reason, calendar=calendar, actor=actor, now=now
        )
        record(session, [entry], actor=str(actor), now=now)
        told = letters(
            session, [case], reason=reason, house=house, actor=actor, now=now
        )
        queued = telling.queue(session, list(told), house=house, now=now)
        record(session, queued, actor=str(actor), now=now)


def letters(
    session: Session,
    cases: Sequence[Case],
    *,
    reason: str,
    house: House,
    actor: Actor,
    now: datetime,
) -> Iterator[Letter]:
    """Yield one letter for each agency about the dates that were set."""
    agencies: dict[str, list[Case]] = {}
    for case in cases:
        agencies.setdefault(case.assignment.agency_code, []).append(case)
    who = hearers(session, house=house, now=now)
    for code, own in agencies.items():
        post, note = who.stand_in(code, Audience.FOCAL_POINT)
        payload = DueSet(
            to=post.title,
            office=house.office_name,
            lines=tuple(
                telling.line(session, case, why=_WHY + note, house=house, now=now)
                for case in own
            ),
            reason=reason,
            decided_by=PARTY_NAMES[actor.party],
            decided_on=office_day(now),
        )
        first = own[0].obligation
        yield telling.letter(
            payload,
            post=post,
            once=f"{first.id}:{first.due_revision}",
            assignment_ids=tuple(dict.fromkeys(case.assignment.id for case in own)),
            house=house,
            now=now,
        )
