"""Acknowledge what was taken up, and answer it; moving the assignment closes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from directive.taking_up import Answer
from office import moving
from office.errors import NotFoundError, OfficeError
from store import escalations, people
from store.engine import unit_of_work
from store.trail import Entry, record

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from office.actor import Actor
    from store.tables import AssignmentRow, EscalationRow


@dataclass(frozen=True, slots=True)
class Open:
    """An escalation that is open: about what, told to whom, and what became of it."""

    id: int
    assignment: str
    agency: str
    rung: str
    told: str
    opened_at: datetime
    acknowledged_at: datetime | None
    answer: str | None


def acknowledge(escalation_id: int, *, actor: Actor, now: datetime) -> None:
    """Say that an escalation was seen; when nothing follows, it comes back.

    Args:
        escalation_id: What was taken up.
        actor: A leader, the office, or the agency that owes it.
        now: The moment, aware.

    Raises:
        NotFoundError: There is no such escalation.
        ForbiddenError: It is another agency's.
        OfficeError: It is closed, or was acknowledged and did not come back yet.
    """
    with unit_of_work() as session:
        row, assignment = _open(session, escalation_id, actor)
        if row.acknowledged_at and not (
            row.returned_at and row.returned_at > row.acknowledged_at
        ):
            raise OfficeError("Cảnh báo này đã được tiếp nhận.")
        row.acknowledged_at, row.acknowledged_by = now, str(actor)
        act = "acknowledge_escalation"
        _keep(session, row, assignment, act=act, actor=actor, now=now)


def explain(escalation_id: int, *, words: str, actor: Actor, now: datetime) -> None:
    """Answer an escalation with an explanation; it stays open and does not come back.

    A new date or another agency is an answer too: granting more time, setting the
    date and reassigning close what was taken up and are kept as its answer.

    Args:
        escalation_id: What was taken up.
        words: Why it is late and what follows.
        actor: A leader, the office, or the agency that owes it.
        now: The moment, aware.

    Raises:
        NotFoundError: There is no such escalation.
        ForbiddenError: It is another agency's.
        OfficeError: It is closed, or nothing is said.
    """
    if not words.strip():
        raise OfficeError("Phải ghi nội dung giải trình.")
    with unit_of_work() as session:
        row, assignment = _open(session, escalation_id, actor)
        row.answered_at, row.answer, row.answer_note = now, Answer.EXPLANATION, words
        act = "explain_escalation"
        _keep(session, row, assignment, act=act, actor=actor, now=now)


def listed() -> Sequence[Open]:
    """Return what is open, by post, oldest first."""
    with unit_of_work() as session:
        titles = {post.id: post.title for post in people.posts(session).values()}
        return [
            Open(
                id=row.id,
                assignment=assignment.code,
                agency=assignment.agency_code,
                rung=row.rung,
                told=titles[row.post_id],
                opened_at=row.opened_at,
                acknowledged_at=row.acknowledged_at,
                answer=row.answer,
            )
            for row, _, assignment in escalations.listed(session)
        ]


def _open(
    session: Session, escalation_id: int, actor: Actor
) -> tuple[EscalationRow, AssignmentRow]:
    found = escalations.one(session, escalation_id)
    if found is None:
        raise NotFoundError("Không tìm thấy cảnh báo này.")
    case = moving.load(session, found.obligation_id, actor=actor)
    found = escalations.one(session, escalation_id) or found  # as the lock leaves it
    if found.closed_at is not None:
        raise OfficeError("Cảnh báo này đã khép lại.")
    return found, case.assignment


def _keep(
    session: Session,
    row: EscalationRow,
    assignment: AssignmentRow,
    *,
    act: str,
    actor: Actor,
    now: datetime,
) -> None:
    entry = Entry(
        "assignment",
        str(assignment.id),
        act,
        (row,),
        policy_version=assignment.policy_version,
    )
    record(session, [entry], actor=str(actor), now=now)
