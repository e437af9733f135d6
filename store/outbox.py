"""The outbox: promises to send, claimed in batches, settled one by one.

claim leases a batch; hand_over commits just before a message leaves; settle commits
right after the answer. A row found in `handing_over` after its lease ran out is
ambiguous: nobody knows whether it left, and the try says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import insert, select, update

from store import ids
from store.queueing import failed_task
from store.tables import (
    AttemptRow,
    ContactRow,
    DeliveryRow,
    Kept,
    MessageRow,
)
from store.trail import Entry, record

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

LEASE = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message to send now, by which channel and to which address."""

    message_id: int
    channel: str
    address: str
    subject: str
    text: str
    html: str | None
    short_text: str
    header_id: str
    tries: int


@dataclass(frozen=True, slots=True)
class Settlement:
    """How one try ended, and what becomes of its message."""

    message_id: int
    status: str  # what the channel said: sent, temporary, permanent, reschedule
    code: str | None
    detail: str | None
    ambiguous: bool  # given away, but no answer came
    state: str  # of the message now: sent, pending, failed
    next_try_at: datetime
    channel: str
    address: str


def claim(
    session: Session, *, now: datetime, limit: int = 100, lease: timedelta = LEASE
) -> list[Claimed]:
    """Lease up to `limit` messages whose time has come, oldest first.

    Messages whose deliverer died while handing them over are recorded as ambiguous
    and are claimed once more.
    """
    due = (
        select(DeliveryRow.message_id)
        .where(
            DeliveryRow.state.in_(("pending", "handing_over")),
            DeliveryRow.next_try_at <= now,
            (DeliveryRow.leased_until.is_(None)) | (DeliveryRow.leased_until < now),
        )
        .order_by(DeliveryRow.next_try_at, DeliveryRow.message_id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    numbers = session.scalars(due).all()
    if not numbers:
        return []
    _record_ambiguous(session, numbers, now=now)
    session.execute(
        update(DeliveryRow)
        .where(DeliveryRow.message_id.in_(numbers))
        .values(leased_until=now + lease, state="pending")
    )
    found = session.execute(
        select(MessageRow, DeliveryRow)
        .join(DeliveryRow, DeliveryRow.message_id == MessageRow.id)
        .where(MessageRow.id.in_(numbers))
        .order_by(DeliveryRow.next_try_at, MessageRow.id)
        .execution_options(populate_existing=True)
    )
    return [
        Claimed(
            message_id=message.id,
            channel=delivery.channel,
            address=delivery.address,
            subject=message.subject,
            text=message.text,
            html=message.html,
            short_text=message.short_text,
            header_id=message.header_id,
            tries=delivery.tries,
        )
        for message, delivery in found
    ]


def hand_over(session: Session, message: Claimed, *, now: datetime) -> bool:
    """Note that the message leaves now; False when the lease was lost to another."""
    changed = session.execute(
        update(DeliveryRow)
        .where(
            DeliveryRow.message_id == message.message_id,
            DeliveryRow.state == "pending",
            DeliveryRow.tries == message.tries,
        )
        .values(state="handing_over", tries=DeliveryRow.tries + 1)
        .returning(DeliveryRow.tries)
    ).scalar()
    if changed is None:
        return False
    session.execute(
        insert(AttemptRow).values(
            id=ids.take(session),
            message_id=message.message_id,
            n=changed,
            channel=message.channel,
            address=message.address,
            handed_over_at=now,
            status="handing_over",
            ambiguous=False,
        )
    )
    return True


def settle(session: Session, settlement: Settlement, *, now: datetime) -> None:
    """Write how a try ended; a message that failed for good becomes an office task."""
    delivery = session.get_one(
        DeliveryRow, settlement.message_id, populate_existing=True
    )
    attempt = session.scalars(
        select(AttemptRow).where(
            AttemptRow.message_id == settlement.message_id,
            AttemptRow.settled_at.is_(None),
        )
    ).first()
    if attempt is None:  # refused before it was handed over: still a try
        delivery.tries += 1
        attempt = AttemptRow(
            id=ids.take(session),
            message_id=delivery.message_id,
            n=delivery.tries,
            channel=delivery.channel,
            address=delivery.address,
            handed_over_at=now,
        )
    attempt.settled_at = now
    attempt.status = settlement.status
    attempt.code = settlement.code
    attempt.detail = settlement.detail
    attempt.ambiguous = settlement.ambiguous
    delivery.state = settlement.state
    delivery.next_try_at = settlement.next_try_at
    delivery.channel = settlement.channel
    delivery.address = settlement.address
    delivery.leased_until = None
    delivery.sent_at = now if settlement.state == "sent" else None
    rows: tuple[Kept, ...] = (attempt, delivery)
    if settlement.state == "failed":
        task = failed_task(session, delivery.message_id, settlement.detail, now)
        rows = (*rows, task)
    entry = Entry("message", str(delivery.message_id), settlement.status, rows)
    record(session, [entry], actor="clock", now=now)


def release(session: Session, numbers: Sequence[int]) -> None:
    """Give back the leases of messages that were not tried."""
    session.execute(
        update(DeliveryRow)
        .where(DeliveryRow.message_id.in_(numbers), DeliveryRow.state == "pending")
        .values(leased_until=None)
    )


def next_contact(session: Session, message_id: int) -> ContactRow | None:
    """Return the contact after the one that failed, in order of rank."""
    delivery = session.get_one(DeliveryRow, message_id)
    post = select(MessageRow.post_id).where(MessageRow.id == message_id)
    ranked = session.scalars(
        select(ContactRow)
        .where(ContactRow.post_id == post.scalar_subquery())
        .order_by(ContactRow.rank)
    ).all()
    tried = [c.rank for c in ranked if c.channel == delivery.channel]
    return next((c for c in ranked if tried and c.rank > tried[0]), None)


def _record_ambiguous(
    session: Session, numbers: Sequence[int], *, now: datetime
) -> None:
    unknown = session.execute(
        select(AttemptRow, DeliveryRow)
        .join(DeliveryRow, DeliveryRow.message_id == AttemptRow.message_id)
        .where(AttemptRow.message_id.in_(numbers), AttemptRow.settled_at.is_(None))
    ).all()
    found = []
    for attempt, delivery in unknown:
        attempt.status = "unknown"
        attempt.ambiguous = True
        attempt.settled_at = now
        delivery.state = "pending"
        found.append(
            Entry("message", str(attempt.message_id), "unknown", (attempt, delivery))
        )
    record(session, found, actor="clock", now=now)
