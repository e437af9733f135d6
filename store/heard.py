"""Queries about what came in from chats."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from store import ids
from store.tables import (
    AssignmentRow,
    DeliveryRow,
    HeardRow,
    MessageRow,
    ObligationRow,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something an agency owes that a chat may be about."""

    code: str
    directive_id: int
    obligation_id: int
    phase: str


def keep(
    session: Session,
    *,
    channel: str,
    number: str,
    sender: str,
    sent_at: datetime,
    text: str,
    files: Sequence[str],
    now: datetime,
) -> bool:
    """Keep a message to be worked on; False when it is there already."""
    written = (
        insert(HeardRow)
        .values(
            id=ids.take(session),
            channel=channel,
            number=number,
            sender=sender,
            sent_at=sent_at,
            come_at=now,
            text=text,
            files=list(files),
            tries=0,
        )
        .on_conflict_do_nothing(index_elements=["channel", "number"])
        .returning(HeardRow.id)
    )
    return bool(session.execute(written).all())


def next_waiting(
    session: Session, *, most_tries: int, but: Collection[int]
) -> HeardRow | None:
    """Lock and return the oldest message that nobody works on, as people sent them.

    `but` are those that had their turn in this round.
    """
    return session.scalars(
        select(HeardRow)
        .where(
            HeardRow.worked_at.is_(None),
            HeardRow.tries < most_tries,
            HeardRow.id.not_in(but),
        )
        .order_by(HeardRow.sent_at, HeardRow.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    ).one_or_none()


def held(
    session: Session, row: HeardRow, outcome: str, *, since: datetime
) -> list[HeardRow]:
    """Return the sender's messages with an outcome that were sent since a moment."""
    return list(
        session.scalars(
            select(HeardRow)
            .where(
                HeardRow.channel == row.channel,
                HeardRow.sender == row.sender,
                HeardRow.outcome == outcome,
                HeardRow.sent_at >= since,
            )
            .order_by(HeardRow.sent_at, HeardRow.id)
            .with_for_update()
        )
    )


def told_last(session: Session, channel: str, address: str) -> tuple[int, ...]:
    """Return the assignments of the last message that named any to this chat."""
    found = session.scalar(
        select(MessageRow.assignment_ids)
        .join(DeliveryRow, DeliveryRow.message_id == MessageRow.id)
        .where(
            DeliveryRow.channel == channel,
            DeliveryRow.address == address,
            DeliveryRow.state == "sent",
            MessageRow.kind != "chat_echo",
            func.jsonb_array_length(MessageRow.assignment_ids) > 0,
        )
        .order_by(MessageRow.id.desc())
        .limit(1)
    )
    return tuple(found or ())


def candidates(
    session: Session,
    agency: str,
    *,
    codes: Collection[str] = (),
    numbers: Collection[int] = (),
) -> list[Candidate]:
    """Return what an agency owes under assignments, named by code or by number."""
    named = AssignmentRow.code.in_(codes) if codes else AssignmentRow.id.in_(numbers)
    found = session.execute(
        select(
            AssignmentRow.code,
            AssignmentRow.directive_id,
            ObligationRow.id,
            ObligationRow.phase,
        )
        .join(ObligationRow, ObligationRow.assignment_id == AssignmentRow.id)
        .where(AssignmentRow.agency_code == agency, named, ObligationRow.kind == "main")
        .order_by(AssignmentRow.code, ObligationRow.id)
    )
    return [Candidate(*row) for row in found]
