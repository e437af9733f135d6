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
from store.tables import (
    AttemptRow,
    ContactRow,
    DeliveryRow,
    Kept,
    MessageRow,
    OfficeTaskRow,
)
from store.trail import Entry, record

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from sqlalchemy.orm import Session

LEASE = timedelta(minutes=2)
NO_CHANNEL = "none"


@dataclass(frozen=True, slots=True)
class Letter:
    """A message to queue once: `dedupe_key` says what "once" means for it."""

    post_id: int
    kind: str
    office_day: date
    dedupe_key: str
    subject: str
    text: str
    html: str | None
    short_text: str
    assignment_ids: tuple[int, ...] = ()


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
    state: str  # of the message now: sent, pending, failed
    next_try_at: datetime
    channel: str
    address: str


def entries(
    session: Session, letters: Sequence[Letter], *, now: datetime, domain: str
) -> list[Entry]:
    """Return what must be recorded to queue the letters that are not there yet.

    A letter to a post that nothing reaches fails at once and opens a task for the
    office. `domain` ends the Message-ID.
    """
    keys = [letter.dedupe_key for letter in letters]
    there = set(
        session.scalars(
            select(MessageRow.dedupe_key).where(MessageRow.dedupe_key.in_(keys))
        )
    )
    fresh = {x.dedupe_key: x for x in letters if x.dedupe_key not in there}
    first = _first_contacts(session, {x.post_id for x in fresh.values()})
    return [
        _entry(
            session, letter, number, first.get(letter.post_id), now=now, domain=domain
        )
        for letter, number in zip(
            fresh.values(), ids.take_many(session, len(fresh)), strict=True
        )
    ]


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
    delivery.state = settlement.state
    delivery.next_try_at = settlement.next_try_at
    delivery.channel = settlement.channel
    delivery.address = settlement.address
    delivery.leased_until = None
    delivery.sent_at = now if settlement.state == "sent" else None
    rows: tuple[Kept, ...] = (attempt, delivery)
    if settlement.state == "failed":
        task = _failed_task(session, delivery.message_id, settlement.detail, now)
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


def _entry(
    session: Session,
    letter: Letter,
    number: int,
    contact: ContactRow | None,
    *,
    now: datetime,
    domain: str,
) -> Entry:
    message = MessageRow(
        id=number,
        post_id=letter.post_id,
        kind=letter.kind,
        office_day=letter.office_day,
        dedupe_key=letter.dedupe_key,
        created_at=now,
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        short_text=letter.short_text,
        header_id=f"<m{number}.{letter.kind}@{domain}>",
        assignment_ids=list(letter.assignment_ids),
    )
    delivery = DeliveryRow(
        message_id=number,
        state="pending" if contact else "failed",
        channel=contact.channel if contact else NO_CHANNEL,
        address=contact.address if contact else "",
        tries=0,
        next_try_at=now,
    )
    if contact:
        return Entry("message", str(number), "queue", (message, delivery))
    reason = "Chức danh này chưa có địa chỉ liên hệ nào"
    task = _failed_task(session, number, reason, now)
    return Entry("message", str(number), "queue", (message, delivery, task))


def _failed_task(
    session: Session, message_id: int, detail: str | None, now: datetime
) -> OfficeTaskRow:
    return OfficeTaskRow(
        id=ids.take(session),
        kind="undeliverable",
        reason=detail or "Không gửi được thông báo",
        opened_at=now,
        message_id=message_id,
    )


def _first_contacts(session: Session, post_ids: set[int]) -> dict[int, ContactRow]:
    found = session.scalars(
        select(ContactRow)
        .where(ContactRow.post_id.in_(post_ids))
        .order_by(ContactRow.post_id, ContactRow.rank.desc())
    )
    return {contact.post_id: contact for contact in found}
