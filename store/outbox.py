"""The outbox: promises to send, claimed in batches, settled one by one.

claim leases a batch; `belt.hand_over` commits just before a message leaves; settle
commits right after the answer. A row found in `handing_over` after its lease ran out is
ambiguous: nobody knows whether it left, and the try says so. The moment that a lease
ends tells whose it is: who lost his lease changes nothing any more.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import Text, cast, select, true, tuple_, update

from directive.ways import in_order
from store import ids, people
from store.queueing import failed_task
from store.tables import (
    AttemptRow,
    ContactRow,
    DeliveryRow,
    HeadRow,
    Kept,
    MessageRow,
)
from store.trail import Entry, record

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

LEASE = timedelta(minutes=2)

ONE_WAY = frozenset({"sign_in", "chat_echo"})
"""Kinds of message whose words are for one address: a link that signs in, an echo."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message to send now, by which channel and to which address.

    `tries` counts this one too once the message is handed over; `head` is the number
    and hash of the last event of its chain.
    """

    message_id: int
    channel: str
    address: str
    subject: str
    text: str
    html: str | None
    short_text: str
    header_id: str
    tries: int
    leased_until: datetime
    head: tuple[int, str]
    kind: str = ""  # of the message
    attempt_id: int = 0  # of the try, once the message is handed over
    handed_over_at: datetime | None = None

    @property
    def handed_over(self) -> bool:
        """Tell whether it was given away, or was about to be."""
        return self.handed_over_at is not None


@dataclass(frozen=True, slots=True)
class Settlement:
    """How one try ended, and what becomes of its message."""

    claimed: Claimed  # as `belt.hand_over` left it, if it came to that
    status: str  # what the channel said: sent, temporary, permanent, reschedule
    code: str | None
    detail: str | None
    ambiguous: bool  # given away, but no answer came
    state: str  # of the message now: sent, pending, failed
    next_try_at: datetime
    channel: str
    address: str


def claim(
    session: Session,
    *,
    now: datetime,
    limit: int = 100,
    lease: timedelta = LEASE,
    only: str | None = None,
    without: Collection[str] = (),
) -> list[Claimed]:
    """Lease up to `limit` messages whose time has come, oldest first.

    Messages whose deliverer died while handing them over are recorded as ambiguous
    and are claimed once more. `only` this channel, or all but those `without`.
    """
    due = (
        select(DeliveryRow.message_id)
        .where(
            DeliveryRow.state.in_(("pending", "handing_over")),
            DeliveryRow.next_try_at <= now,
            (DeliveryRow.leased_until.is_(None)) | (DeliveryRow.leased_until < now),
            DeliveryRow.channel == only if only else true(),
            DeliveryRow.channel.not_in(without) if without else true(),
        )
        .order_by(DeliveryRow.next_try_at, DeliveryRow.message_id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    numbers = session.scalars(due).all()
    if not numbers:
        return []
    _record_ambiguous(session, numbers, now=now)
    leased_until = now + lease
    session.execute(
        update(DeliveryRow)
        .where(DeliveryRow.message_id.in_(numbers))
        .values(leased_until=leased_until, state="pending")
    )
    found = session.execute(
        select(
            MessageRow.id,
            DeliveryRow.channel,
            DeliveryRow.address,
            MessageRow.subject,
            MessageRow.text,
            MessageRow.html,
            MessageRow.short_text,
            MessageRow.header_id,
            DeliveryRow.tries,
            MessageRow.kind,
            HeadRow.seq,
            HeadRow.hash,
        )
        .join(DeliveryRow, DeliveryRow.message_id == MessageRow.id)
        .join(HeadRow, HeadRow.aggregate_id == cast(MessageRow.id, Text))
        .where(MessageRow.id.in_(numbers), HeadRow.aggregate == "message")
        .order_by(DeliveryRow.next_try_at, MessageRow.id)
    )
    return [
        Claimed(
            message_id=row.id,
            channel=row.channel,
            address=row.address,
            subject=row.subject,
            text=row.text,
            html=row.html,
            short_text=row.short_text,
            header_id=row.header_id,
            tries=row.tries,
            leased_until=leased_until,
            head=(row.seq, row.hash),
            kind=row.kind,
        )
        for row in found
    ]


def settle(session: Session, settlement: Settlement, *, now: datetime) -> bool:
    """Write how a try ended; a message that failed for good becomes an office task.

    Returns False, and writes nothing, when the lease was lost to another: what this
    try came to is then recorded as unknown already, or was no try.
    """
    claimed = settlement.claimed
    delivery = session.get_one(
        DeliveryRow, claimed.message_id, populate_existing=True, with_for_update=True
    )
    if delivery.leased_until != claimed.leased_until:
        return False
    attempt = _attempt(session, claimed, delivery, now=now)
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
    return True


def release(session: Session, claims: Sequence[Claimed]) -> None:
    """Give back the leases of messages that were not tried."""
    held = [(claimed.message_id, claimed.leased_until) for claimed in claims]
    session.execute(
        update(DeliveryRow)
        .where(
            tuple_(DeliveryRow.message_id, DeliveryRow.leased_until).in_(held),
            DeliveryRow.state == "pending",
        )
        .values(leased_until=None)
    )


def next_contact(session: Session, message_id: int) -> ContactRow | None:
    """Return the contact after the one that failed, as `directive.ways` orders them.

    A message of ONE_WAY is for its first address alone, and has no other.
    """
    delivery = session.get_one(DeliveryRow, message_id)
    post, channels, kind = session.execute(
        select(MessageRow.post_id, MessageRow.channels, MessageRow.kind).where(
            MessageRow.id == message_id
        )
    ).one()
    if kind in ONE_WAY:
        return None
    found = people.ways_to(session, post)
    ways = iter(in_order(found, channels or ()))
    tried = any(way.channel == delivery.channel for way in ways)
    return next(ways, None) if tried else None


def last_unsent(session: Session) -> AttemptRow | None:
    """Return the last try that did not send its message."""
    return session.scalars(
        select(AttemptRow)
        .where(AttemptRow.status.in_(("temporary", "permanent")))
        .order_by(AttemptRow.settled_at.desc(), AttemptRow.id.desc())
        .limit(1)
    ).one_or_none()


def _attempt(
    session: Session, claimed: Claimed, delivery: DeliveryRow, *, now: datetime
) -> AttemptRow:
    """Return the row of this try; one that was refused at the door is a try too."""
    if claimed.handed_over:
        found = select(AttemptRow).where(
            AttemptRow.message_id == claimed.message_id, AttemptRow.n == claimed.tries
        )
        return session.scalars(found).one()
    delivery.tries += 1
    return AttemptRow(
        id=ids.take(session),
        message_id=delivery.message_id,
        n=delivery.tries,
        channel=delivery.channel,
        address=delivery.address,
        handed_over_at=now,
    )


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
