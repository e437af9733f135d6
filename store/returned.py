"""Mails that came back: find the try that counted as sent, and undo that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select, true

from store.queueing import failed_task
from store.tables import AttemptRow, ContactRow, DeliveryRow, Kept, MessageRow
from store.trail import Entry, record

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

CHANNEL = "email"


@dataclass(frozen=True, slots=True)
class Sent:
    """A delivery that counts as sent, and the try that it was sent by."""

    delivery: DeliveryRow
    attempt: AttemptRow


def sent_by_mail(
    session: Session, message_id: int, *, header_id: str, address: str
) -> Sent | None:
    """Return a message that counts as sent by mail to this address, and lock it.

    Args:
        session: The transaction.
        message_id: Its number here.
        header_id: Its Message-ID, if that is known; else empty.
        address: To whom it was sent, whatever the case of its letters.
    """
    found = session.execute(
        select(DeliveryRow, AttemptRow)
        .join(MessageRow, MessageRow.id == DeliveryRow.message_id)
        .join(AttemptRow, AttemptRow.message_id == DeliveryRow.message_id)
        .where(
            DeliveryRow.message_id == message_id,
            DeliveryRow.state == "sent",
            DeliveryRow.channel == CHANNEL,
            func.lower(DeliveryRow.address) == address.lower(),
            AttemptRow.n == DeliveryRow.tries,
            (MessageRow.header_id == header_id) if header_id else true(),
        )
        .with_for_update(of=DeliveryRow)
    ).one_or_none()
    return Sent(*found) if found else None


def fail(
    session: Session,
    sent: Sent,
    *,
    code: str,
    detail: str,
    state: str,
    contact: ContactRow | None,
    now: datetime,
) -> None:
    """Write that a try came back; `contact` is tried next.

    A message that has failed for good opens a task for the office.
    """
    delivery, attempt = sent.delivery, sent.attempt
    attempt.status, attempt.code, attempt.detail = "permanent", code, detail
    delivery.state = state
    delivery.sent_at = None
    delivery.next_try_at = now
    if contact is not None:
        delivery.channel, delivery.address = contact.channel, contact.address
    rows: tuple[Kept, ...] = (attempt, delivery)
    if state == "failed":
        rows = (*rows, failed_task(session, delivery.message_id, detail, now))
    entry = Entry("message", str(delivery.message_id), "bounce", rows)
    record(session, [entry], actor="clock", now=now)
