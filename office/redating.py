"""Set due dates, keep those before, and tell the agencies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from directive.acts import PARTY_NAMES, Act
from directive.policy import Audience
from notifications.messages import DueSet
from office import moving, telling
from office.hearing import hearers
from office.house import office_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from directive.calendar import WorkCalendar
    from directive.deadlines import Due
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
