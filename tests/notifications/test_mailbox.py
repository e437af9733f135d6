"""Mails out of a real IMAP server: what they say, and what is only a machine's."""

from __future__ import annotations

from datetime import UTC, datetime
from email.message import EmailMessage
from typing import TYPE_CHECKING

import pytest
from servers import ImapServer, free_port, imap_server

from notifications import inbound, mailbox, plain
from notifications.mailbox import MailboxConfig, MailboxError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PDF = b"%PDF-1.7 \x00\xff bao cao"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ImapServer]:
    with imap_server(tmp_path / "pymap.log") as running:
        yield running


def config(server: ImapServer, largest: int = 10**6) -> MailboxConfig:
    return MailboxConfig(
        server.host,
        server.port,
        server.user,
        server.password,
        "none",
        largest=largest,
    )


def a_mail(text: str = "Xin gửi báo cáo.", **headers: str) -> EmailMessage:
    mail = EmailMessage()
    values = {
        "From": "Văn thư Sở Xây dựng <VanThu@sxd.cao-bang.example>",
        "To": "ketqua@vpubnd.cao-bang.example",
        "Subject": "Re: [NV-2025-000123] Đôn đốc",
        "Date": "Mon, 01 Jan 2001 00:00:00 +0000",
        "Message-ID": "<reply-1@sxd.cao-bang.example>",
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    for name, value in values.items():
        mail[name] = value
    mail.set_content(text)
    return mail


def put(server: ImapServer, *mails: EmailMessage) -> None:
    for mail in mails:
        server.append(mail.as_bytes())


def test_a_reply_with_its_document(server: ImapServer) -> None:
    reply = a_mail(In_Reply_To="<m1@vpubnd.example>", References="<m0@x> <m1@x>")
    reply.add_attachment(
        PDF, maintype="application", subtype="pdf", filename="Báo cáo quý IV.pdf"
    )
    put(server, reply)

    with mailbox.opened(config(server)) as box:
        (mail,) = box.fetch_new()

    (attachment,) = mail.attachments
    assert mail.from_address == "vanthu@sxd.cao-bang.example"
    assert mail.subject == "Re: [NV-2025-000123] Đôn đốc"
    assert mail.text.strip() == "Xin gửi báo cáo."
    assert mail.message_id == "<reply-1@sxd.cao-bang.example>"
    assert mail.in_reply_to == "<m1@vpubnd.example>"
    assert mail.references == ("<m0@x>", "<m1@x>")
    assert attachment.name == "Báo cáo quý IV.pdf"
    assert (attachment.media_type, attachment.data) == ("application/pdf", PDF)
    assert (mail.auto_submitted, mail.is_delivery_report) == (False, False)


def test_the_servers_date_counts_not_the_senders(server: ImapServer) -> None:
    put(server, a_mail())

    with mailbox.opened(config(server)) as box:
        (mail,) = box.fetch_new()

    assert mail.received_at > datetime(2020, 1, 1, tzinfo=UTC)


def test_a_mail_comes_again_until_it_is_marked(server: ImapServer) -> None:
    put(server, a_mail(Message_ID="<1@x>"), a_mail(Message_ID="<2@x>"))

    with mailbox.opened(config(server)) as box:
        first = [x.message_id for x in box.fetch_new()]
        again = list(box.fetch_new())
        box.mark_seen(again[0].uid)
    with mailbox.opened(config(server)) as box:
        left = [x.message_id for x in box.fetch_new()]

    assert first == [x.message_id for x in again] == ["<1@x>", "<2@x>"]
    assert left == ["<2@x>"]


def test_only_the_headers_of_a_huge_mail_are_read(server: ImapServer) -> None:
    put(server, a_mail("x" * 5000))

    with mailbox.opened(config(server, largest=4000)) as box:
        (mail,) = box.fetch_new()

    assert mail.oversize
    assert mail.subject.startswith("Re: [NV-2025-000123]")
    assert "xxx" not in mail.text


MACHINES = {
    "a person": ({}, False, False),
    "says no": ({"Auto_Submitted": "no"}, False, False),
    "out of office": ({"Auto_Submitted": "auto-replied"}, True, False),
    "our own kind": ({"Auto_Submitted": "auto-generated; x=y"}, True, False),
    "older robots": ({"X_Autoreply": "yes"}, True, False),
    "a list": ({"Precedence": "bulk"}, True, False),
    "mail system": ({"From": "MAILER-DAEMON@mx.example"}, False, True),
    "empty return path": ({"Return_Path": "<>"}, False, True),
    "failed recipients": ({"X_Failed_Recipients": "a@b.example"}, False, True),
}


@pytest.mark.parametrize(
    ("headers", "automatic", "report"), MACHINES.values(), ids=MACHINES
)
def test_machines_are_told_from_people(
    headers: dict[str, str], automatic: bool, report: bool
) -> None:
    received = datetime(2025, 12, 12, tzinfo=UTC)

    mail = inbound.read(a_mail(**headers).as_bytes(), uid="1", received_at=received)

    assert (mail.auto_submitted, mail.is_delivery_report) == (automatic, report)


def test_a_delivery_report_is_known_by_its_type() -> None:
    raw = (
        b"From: post@mx.example\r\nSubject: Undelivered\r\n"
        b"Content-Type: multipart/report; boundary=b\r\n\r\n--b\r\n\r\nx\r\n--b--\r\n"
    )

    mail = inbound.read(raw, uid="1", received_at=datetime(2025, 12, 12, tzinfo=UTC))

    assert mail.is_delivery_report


def test_a_folded_subject_keeps_its_spaces() -> None:
    raw = b"Subject: Re: =?utf-8?b?xJDDtG4gxJHhu5Fj?=\r\n =?utf-8?b?IG5ow6k=?= NV\r\n"

    mail = inbound.read(raw, uid="1", received_at=datetime(2025, 12, 12, tzinfo=UTC))

    assert mail.subject == "Re: Đôn đốc nhé NV"


def test_a_subject_in_bare_utf8_is_read() -> None:
    raw = "Subject: Báo cáo NV-2025-000123\r\n\r\n".encode()

    mail = inbound.read(raw, uid="1", received_at=datetime(2025, 12, 12, tzinfo=UTC))

    assert mail.subject == "Báo cáo NV-2025-000123"


BROKEN = {
    "empty": b"",
    "no headers": b"\xff\xfe\x00 not a mail",
    "unknown charset": b"Content-Type: text/plain; charset=tcvn-9\r\n\r\nb\xe1o c\xe1o",
    "bad base64": b"Content-Transfer-Encoding: base64\r\n\r\n%%%",
    "unclosed part": b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nx",
}


@pytest.mark.parametrize("raw", BROKEN.values(), ids=BROKEN)
def test_a_broken_mail_is_read_as_far_as_it_goes(raw: bytes) -> None:
    mail = inbound.read(raw, uid="7", received_at=datetime(2025, 12, 12, tzinfo=UTC))

    assert mail.uid == "7"


def test_a_mailbox_that_cannot_be_opened_says_why(server: ImapServer) -> None:
    wrong = MailboxConfig(server.host, server.port, server.user, "sai", "none")
    nobody = MailboxConfig(server.host, free_port(), server.user, "sai", "none")

    with pytest.raises(MailboxError, match=rf"{server.port} cannot be opened"):
        mailbox.opened(wrong).__enter__()
    with pytest.raises(MailboxError, match="refused"):
        mailbox.opened(nobody).__enter__()


def test_html_becomes_text_with_its_quotations_marked() -> None:
    html = (
        "<html><head><style>p{}</style></head><body><p>Đã&nbsp;gửi&#x1ECD;<br>dòng 2"
        "</p><blockquote><p>NV-2025-000999</p><blockquote>cũ</blockquote></blockquote>sau"
    )

    text = plain.from_html(html)

    assert text == "Đã gửiọ\ndòng 2\n> NV-2025-000999\n> > cũ\nsau"
