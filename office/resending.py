"""Messages as they went, and one that failed sent again because somebody asks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from directive.ways import in_order
from office.errors import NotFoundError, OfficeError
from store import mail_list, people
from store.engine import unit_of_work
from store.queueing import MAIL
from store.trail import Entry, record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from sqlalchemy.orm import Session

    from office.actor import Actor
    from store.mail_list import MailFilters, MailPage
    from store.mails import MessageLine
    from store.tables import DeliveryRow, Kept, MessageRow

SHOWN = 30
COUNT_UP_TO = 10_000
MOST_EXPORTED = 50_000
PIECE = 2_000  # messages that an export reads at once
SIGN_IN = "sign_in"
ONE_ADDRESS = frozenset({"receipt", "chat_echo"})
"""Kinds that go to whoever wrote, not to the ways of a post."""
_SIGNED = re.compile(r"(/l/)[^\s\"'<>)\]]+")


@dataclass(frozen=True, slots=True)
class Mails:
    """A page of messages; `is_more` than `total`, where counting stopped."""

    page: MailPage
    total: int
    is_more: bool
    agencies: Mapping[str, str]


def listed(
    filters: MailFilters, *, older_than: int | None, newer_than: int | None
) -> Mails:
    """Return a page of the messages that the filters leave, the newest first."""
    with unit_of_work() as session:
        found = mail_list.page(
            session, filters, limit=SHOWN, older_than=older_than, newer_than=newer_than
        )
        total = mail_list.count(session, filters, at_most=COUNT_UP_TO)
        agencies = {one.code: one.name for one in people.all_agencies(session)}
    return Mails(found, total, total == COUNT_UP_TO, agencies)


def exported(filters: MailFilters) -> Iterator[MessageLine | None]:
    """Yield what `listed` shows on all its pages; None when there is more than fits.

    No transaction stays open between two pieces, however slowly they are taken.
    """
    place: int | None = None
    for _ in range(MOST_EXPORTED // PIECE):
        with unit_of_work() as session:
            found = mail_list.page(session, filters, limit=PIECE, older_than=place)
        yield from found.lines
        place = found.older
        if place is None:
            return
    yield None


def masked(words: str) -> str:
    """Return words in which no signed link opens anything."""
    return _SIGNED.sub(r"\1…", words)


def send_again(number: int, *, actor: Actor, now: datetime) -> None:
    """Let a message that failed for good wait for the belt once more.

    It goes the first way that its post has now: an address that was corrected is used.
    The tries go on being counted, and the office's task about it is closed.

    Args:
        number: Of the message.
        actor: Who asks for it.
        now: The moment, aware.

    Raises:
        NotFoundError: There is no such message.
        OfficeError: It did not fail, its link is out of date, or nothing reaches its
            post.
    """
    with unit_of_work() as session:
        found = mail_list.delivery(session, number)
        if found is None:
            raise NotFoundError("Không có thông báo này.")
        delivery, message = found
        if delivery.state != "failed":
            raise OfficeError(
                "Thông báo này không ở tình trạng “không gửi được” nên không gửi lại."
            )
        if message.kind == SIGN_IN:
            raise OfficeError(
                "Liên kết đăng nhập đã hết hạn; người nhận hãy xin liên kết mới."
            )
        delivery.channel, delivery.address = _way(session, delivery, message)
        delivery.state, delivery.next_try_at = "pending", now
        delivery.leased_until = None
        rows: list[Kept] = [delivery]
        for task in mail_list.open_tasks(session, number):
            task.closed_at = now
            rows.append(task)
        entry = Entry("message", str(number), "send_again", tuple(rows))
        record(session, [entry], actor=str(actor), now=now)


def _way(
    session: Session, delivery: DeliveryRow, message: MessageRow
) -> tuple[str, str]:
    """Return channel and address of the post's first way; else the one it had."""
    if message.kind in ONE_ADDRESS:
        return delivery.channel, delivery.address
    alive = people.ways_to(session, message.post_id)
    way = next(iter(in_order(alive, message.channels or ())), None)
    if way is not None:
        return way.channel, way.address
    if delivery.address and delivery.channel == MAIL:
        return delivery.channel, delivery.address
    raise OfficeError(
        "Chức danh nhận chưa có địa chỉ liên hệ nào; hãy bổ sung rồi gửi lại."
    )
