"""Acknowledge what was taken up, and answer it; moving the assignment closes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from directive.acts import Party
from directive.policy import Audience
from directive.taking_up import Answer
from notifications.messages import ExplanationAsked
from office import moving, telling
from office.errors import ForbiddenError, NotFoundError, OfficeError
from office.hearing import hearers
from office.house import office_day
from office.in_force import in_force
from store import escalations, people
from store.engine import unit_of_work
from store.trail import Entry, record

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from office.actor import Actor
    from office.house import House
    from office.moving import Case
    from store.queueing import Letter
    from store.tables import EscalationRow


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
        row, case = _open(session, escalation_id, actor)
        if not _needs_answer(row):
            raise OfficeError("Cảnh báo này đã được tiếp nhận.")
        row.acknowledged_at, row.acknowledged_by = now, str(actor)
        act = "acknowledge_escalation"
        _keep(session, row, case, act=act, actor=actor, now=now)


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
        row, case = _open(session, escalation_id, actor)
        row.answered_at, row.answer, row.answer_note = now, Answer.EXPLANATION, words
        act = "explain_escalation"
        _keep(session, row, case, act=act, actor=actor, now=now)


def ask(
    escalation_id: int, *, question: str, house: House, actor: Actor, now: datetime
) -> None:
    """Ask the head of the agency to explain, and tell him so at once.

    Whoever asks has seen it. It comes back to him when it is explained, and when
    nothing follows for as long as after an acknowledgement. An explanation that was
    given before stays to be read, but answers no more.

    Args:
        escalation_id: What was taken up.
        question: What is to be explained.
        house: Posts, calendar, name and address of the office.
        actor: A leader or the office.
        now: The moment, aware.

    Raises:
        NotFoundError: There is no such escalation.
        ForbiddenError: The actor is not above the agency.
        OfficeError: It is closed, was asked and not answered yet, or nothing is said.
    """
    if actor.party not in _ABOVE:
        raise ForbiddenError("Chỉ lãnh đạo và Văn phòng yêu cầu giải trình.")
    if not question.strip():
        raise OfficeError("Phải ghi nội dung cần giải trình.")
    with unit_of_work() as session:
        house = in_force(session, house)
        row, case = _open(session, escalation_id, actor)
        if row.asked_at and not row.answered_at:
            raise OfficeError("Đã yêu cầu giải trình, cơ quan chưa trả lời.")
        row.asked_at, row.asked_by, row.question = now, str(actor), question
        row.acknowledged_at, row.acknowledged_by = now, str(actor)
        row.answered_at = row.answer = None
        _keep(session, row, case, act="ask_explanation", actor=actor, now=now)
        letter = _asking(session, row, case, house=house, now=now)
        queued = telling.queue(session, [letter], house=house, now=now)
        record(session, queued, actor=str(actor), now=now)


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
) -> tuple[EscalationRow, Case]:
    found = escalations.one(session, escalation_id)
    if found is None:
        raise NotFoundError("Không tìm thấy cảnh báo này.")
    case = moving.load(session, found.obligation_id, actor=actor)
    found = escalations.one(session, escalation_id) or found  # as the lock leaves it
    if found.closed_at is not None:
        raise OfficeError("Cảnh báo này đã khép lại.")
    return found, case


def _needs_answer(row: EscalationRow) -> bool:
    """Tell whether it was not acknowledged, or something came after that."""
    seen = row.acknowledged_at
    return seen is None or any(
        later is not None and later > seen
        for later in (row.returned_at, row.answered_at)
    )


def _asking(
    session: Session, row: EscalationRow, case: Case, *, house: House, now: datetime
) -> Letter:
    who = hearers(session, house=house, now=now)
    post, note = who.stand_in(case.assignment.agency_code, Audience.HEAD)
    payload = ExplanationAsked(
        to=post.title,
        office=house.office_name,
        line=telling.line(session, case, why=_WHY + note, house=house, now=now),
        question=row.question or "",
        asked_by=who.by_id[row.post_id].title,
        asked_on=office_day(now),
    )
    return telling.letter(
        payload,
        post=post,
        once=f"{row.id}:{now.isoformat()}",
        assignment_ids=(case.assignment.id,),
        house=house,
        now=now,
    )


def _keep(
    session: Session,
    row: EscalationRow,
    case: Case,
    *,
    act: str,
    actor: Actor,
    now: datetime,
) -> None:
    entry = Entry(
        "assignment",
        str(case.assignment.id),
        act,
        (row,),
        policy_version=case.assignment.policy_version,
    )
    record(session, [entry], actor=str(actor), now=now)


_ABOVE = (Party.LEADER, Party.OFFICE)
_WHY = "Thủ trưởng cơ quan trả lời khi lãnh đạo yêu cầu giải trình."
