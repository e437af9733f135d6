"""A mail that comes back is a failed delivery: the next way, or a task; no phase."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from arrivals import NOW, config, kept, phases
from builders import keep
from returns import a_bounce
from servers import imap_server
from sqlalchemy import select

from notifications.catcher import MailCatcher
from notifications.channels import ChannelsConfig, build
from notifications.smtp import SmtpServer
from office.collecting import collect_mail
from office.delivering import deliver
from store import audit, ids
from store.engine import unit_of_work
from store.tables import (
    AttemptRow,
    ContactRow,
    DeliveryRow,
    MessageRow,
    OfficeTaskRow,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from model_office import Issued
    from servers import ImapServer


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ImapServer]:
    log: Path = tmp_path_factory.mktemp("imap") / "log"
    with imap_server(log) as running:
        yield running


def sent_one() -> MessageRow:
    """Deliver all that waits, and return the first message."""
    with MailCatcher() as catcher:
        smtp = SmtpServer("127.0.0.1", catcher.port, "nhiemvu@vpubnd.cao-bang.example")
        deliver(build(ChannelsConfig(smtp=smtp)), clock=lambda: NOW)
    with unit_of_work() as session:
        return session.scalars(select(MessageRow).order_by(MessageRow.id)).all()[0]


def take(
    server: ImapServer, issued: Issued, message: MessageRow, **said: str
) -> tuple[DeliveryRow, dict[str, int]]:
    """Let a bounce of a message come in; return its delivery, and what it came to."""
    with unit_of_work() as session:
        to = session.get_one(DeliveryRow, message.id).address
    values = {"recipient": to.upper(), "message_id": message.header_id} | said
    server.append(a_bounce(number=message.id, **values))  # type: ignore[arg-type]
    done = collect_mail(config(server), house=issued.house, now=NOW)
    with unit_of_work() as session:
        assert audit.verify(session).fault is None
        return session.get_one(DeliveryRow, message.id), dict(done)


def test_it_fails_the_delivery_and_opens_a_task(
    server: ImapServer, issued: Issued
) -> None:
    message = sent_one()
    before = phases()

    delivery, done = take(server, issued, message)

    assert done == {"bounced": 1}
    assert (delivery.state, delivery.sent_at) == ("failed", None)
    assert phases() == before
    assert [row.verdict for row in kept()] == ["ignored"]
    with unit_of_work() as session:
        (task,) = session.scalars(select(OfficeTaskRow))
        tries = session.scalars(
            select(AttemptRow).where(AttemptRow.message_id == message.id)
        ).all()
    assert (task.kind, task.message_id) == ("undeliverable", message.id)
    assert [(row.status, row.code) for row in tries] == [("permanent", "5.1.1")]


def test_the_next_channel_takes_over(server: ImapServer, issued: Issued) -> None:
    message = sent_one()
    with unit_of_work() as session:
        contact = ContactRow(
            id=ids.take(session),
            post_id=message.post_id,
            channel="zalo_bot",
            address="4711",
            rank=9,
        )
        keep(session, "contact", contact.id, contact)

    delivery, done = take(server, issued, message)

    assert done == {"bounced": 1}
    assert (delivery.state, delivery.channel) == ("pending", "zalo_bot")


LEFT_ALONE = {
    "delayed only": {"action": "delayed", "status": "4.4.1"},
    "another address": {"recipient": "ai-do@xa.example"},
    "a mail that is not ours": {"message_id": "<m1.issued@khac.example>"},
    "no mail at all": {"message_id": "", "returned": ""},
}


@pytest.mark.parametrize("said", LEFT_ALONE.values(), ids=LEFT_ALONE)
def test_what_proves_no_failure_changes_nothing(
    said: dict[str, str], server: ImapServer, issued: Issued
) -> None:
    delivery, done = take(server, issued, sent_one(), **said)

    assert done == {"ignored": 1}
    assert delivery.state == "sent"
