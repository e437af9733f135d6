"""Mails to the office's mailbox, and what came of them."""

from __future__ import annotations

from collections import Counter
from email.message import EmailMessage
from typing import TYPE_CHECKING

from model_office import at
from sqlalchemy import func, select

from notifications.mailbox import MailboxConfig
from office.collecting import collect_mail
from store import people
from store.engine import unit_of_work
from store.tables import (
    InboundRow,
    MessageRow,
    ObligationRow,
    OfficeTaskRow,
    SubmissionRow,
)

if TYPE_CHECKING:
    from model_office import Issued
    from servers import ImapServer

PDF = b"%PDF-1.7 \x00\xff ket qua"
NOW = at("2025-12-10", "09:00")
STP, STC = "vanthu@stp.cao-bang.example", "vanthu@stc.cao-bang.example"


def config(server: ImapServer) -> MailboxConfig:
    return MailboxConfig(server.host, server.port, server.user, server.password, "none")


def a_reply(
    subject: str,
    text: str = "Xin gửi báo cáo.",
    *,
    sender: str = STP,
    attached: bool = True,
    **headers: str,
) -> EmailMessage:
    mail = EmailMessage()
    values = {"From": sender, "Subject": subject, "Message-ID": "<1@stp.example>"}
    values |= {name.replace("_", "-"): value for name, value in headers.items()}
    for name, value in values.items():
        mail[name] = value
    mail.set_content(text)
    if attached:
        mail.add_attachment(
            PDF, maintype="application", subtype="pdf", filename="Báo cáo.pdf"
        )
    return mail


def collect(server: ImapServer, issued: Issued, *mails: EmailMessage) -> Counter[str]:
    for mail in mails:
        server.append(mail.as_bytes())
    return collect_mail(config(server), house=issued.house, now=NOW)


def kept() -> list[InboundRow]:
    with unit_of_work() as session:
        return list(session.scalars(select(InboundRow).order_by(InboundRow.id)))


def tasks() -> list[OfficeTaskRow]:
    with unit_of_work() as session:
        return list(session.scalars(select(OfficeTaskRow)))


def receipts() -> list[MessageRow]:
    with unit_of_work() as session:
        found = select(MessageRow).where(MessageRow.kind == "receipt")
        return list(session.scalars(found))


def submissions() -> int:
    with unit_of_work() as session:
        return session.scalar(select(func.count()).select_from(SubmissionRow)) or 0


def phases() -> Counter[str]:
    with unit_of_work() as session:
        return Counter(session.scalars(select(ObligationRow.phase)))


def quoted(agency: str) -> str:
    """Return the message that an agency got, as a reply quotes it."""
    with unit_of_work() as session:
        post = people.post(session, agency, "focal_point")
        assert post is not None
        text = session.scalars(
            select(MessageRow.text).where(MessageRow.post_id == post.id)
        ).first()
    assert text is not None
    lines = "\n".join(f"> {line}" for line in text.splitlines())
    return (
        f"Vào T.4, 20 thg 8, 2025 lúc 08:00 Văn phòng <vp@x.example> đã viết:\n{lines}"
    )
