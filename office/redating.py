"""Set the due date of an obligation, keep the one before, and tell the agency."""

from __future__ import annotations

from typing import TYPE_CHECKING

from directive.acts import PARTY_NAMES, Act
from notifications.messages import DueSet
from office import moving, telling
from office.house import office_day

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

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
    house: House,
    actor: Actor,
    now: datetime,
) -> tuple[Entry, Letter]:
    """Give an obligation its due date; return the event and the letter to its agency.

    The ladder of the date starts anew; what was told of other things stands.

    Args:
        session: The transaction; the caller records the event and queues the letter.
        case: The obligation, locked.
        due: What holds from now on; None for no date.
        reason: One sentence, in Vietnamese: kept with the date, told to the agency.
        house: The office that speaks.
        actor: On whose behalf.
        now: The moment, aware.

    Raises:
        NotAllowedError: Nothing is owed any more, or the actor may not do this.
        NotFoundError: The agency has no focal point.
    """
    row, before = case.obligation, case.obligation.due_on
    rows = moving.advance(session, case, Act.SET_DUE, actor=actor, now=now)
    row.due_on = due.on if due else None
    row.due_at = due.at if due else None
    row.last_working_day = due.last_working_day if due else None
    rows.append(moving.revise(session, case, reason, now=now))
    post = telling.post_of(session, "focal_point", case.assignment.agency_code)
    payload = DueSet(
        to=post.title,
        office=house.office_name,
        line=telling.line(session, case, why=_WHY, house=house, now=now),
        due_before=before,
        reason=reason,
        decided_by=PARTY_NAMES[actor.party],
        decided_on=office_day(now),
    )
    letter = telling.letter(
        payload,
        post=post,
        once=f"{row.id}:{row.due_revision}",
        assignment_ids=(case.assignment.id,),
        house=house,
        now=now,
    )
    return moving.entry(case, Act.SET_DUE, rows), letter
