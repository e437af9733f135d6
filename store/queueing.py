"""Queue a message once: the promise to send it stands in its writer's transaction."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from directive.ways import in_order
from store import ids
from store.tables import ContactRow, DeliveryRow, MessageRow, OfficeTaskRow
from store.trail import Entry

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from sqlalchemy.orm import Session

NO_CHANNEL = "none"
MAIL = "email"


@dataclass(frozen=True, slots=True)
class Letter:
    """A message to queue once: `dedupe_key` says what "once" means for it.

    `way` is the channel and address that alone may get it; None goes the post's own
    ways, those by `channels` before the others. `number` is the one of its message,
    where it was taken before.
    """

    post_id: int
    kind: str
    office_day: date
    dedupe_key: str
    subject: str
    text: str
    html: str | None
    short_text: str
    assignment_ids: tuple[int, ...] = ()
    way: tuple[str, str] | None = None
    channels: tuple[str, ...] = ()
    number: int | None = None


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
            select(MessageRow.dedupe_key).where(MessageRow.dedupe_key == func.any(keys))
        )
    )
    fresh = {x.dedupe_key: x for x in letters if x.dedupe_key not in there}
    posts = {x.post_id for x in fresh.values() if x.way is None}
    ways = _ways(session, posts)
    unnumbered = sum(letter.number is None for letter in fresh.values())
    numbers = ids.take_many(session, unnumbered) if unnumbered else iter(())
    return [
        _entry(
            session,
            letter,
            letter.number or next(numbers),
            letter.way or _first(letter, ways[letter.post_id]),
            now=now,
            domain=domain,
        )
        for letter in fresh.values()
    ]


def _entry(
    session: Session,
    letter: Letter,
    number: int,
    way: tuple[str, str] | None,
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
        channels=list(letter.channels) or None,
    )
    channel, address = way or (NO_CHANNEL, "")
    delivery = DeliveryRow(
        message_id=number,
        state="pending" if way else "failed",
        channel=channel,
        address=address,
        tries=0,
        next_try_at=now,
    )
    if way:
        return Entry("message", str(number), "queue", (message, delivery))
    reason = "Chức danh này chưa có địa chỉ liên hệ nào"
    task = failed_task(session, number, reason, now)
    return Entry("message", str(number), "queue", (message, delivery, task))


def failed_task(
    session: Session, message_id: int, detail: str | None, now: datetime
) -> OfficeTaskRow:
    """Return the office's task about a message that does not get through."""
    return OfficeTaskRow(
        id=ids.take(session),
        kind="undeliverable",
        reason=detail or "Không gửi được thông báo",
        opened_at=now,
        message_id=message_id,
    )


def _first(letter: Letter, ways: Sequence[ContactRow]) -> tuple[str, str] | None:
    """Return channel and address of the way that is tried first, if there is any."""
    contact = next(iter(in_order(ways, letter.channels)), None)
    return (contact.channel, contact.address) if contact else None


def _ways(session: Session, post_ids: set[int]) -> Mapping[int, Sequence[ContactRow]]:
    ways: dict[int, list[ContactRow]] = defaultdict(list)
    for contact in session.scalars(
        select(ContactRow).where(
            ContactRow.post_id == func.any(list(post_ids)),
            ContactRow.ended_at.is_(None),
        )
    ):
        ways[contact.post_id].append(contact)
    return ways
