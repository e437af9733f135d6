"""A mail that came in, as plain values: parsed leniently, never refused."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email import policy
from email.errors import MessageError
from typing import TYPE_CHECKING

from imap_tools import MailMessage

from notifications.plain import from_html

if TYPE_CHECKING:
    from datetime import datetime

_REPLY_ROBOTS = ("auto_reply", "bulk", "junk")
_DAEMONS = ("mailer-daemon", "postmaster")
_MESSAGE_IDS = re.compile(r"<[^<>\s]+>")


@dataclass(frozen=True, slots=True)
class Attachment:
    """One attached file: its name as the sender gave it, its stated media type."""

    name: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class InboundMail:
    """A mail in the mailbox.

    `uid` identifies it in its folder, `received_at` (aware) is when the server took
    it, not what the sender wrote into Date. `text` is the plain part, else the
    HTML as text, with what was quoted marked by ">". `auto_submitted` is an answer
    by a machine, `is_delivery_report` a bounce or a receipt of the mail system:
    neither may change a phase. `oversize`: only the headers were read.
    """

    uid: str
    message_id: str
    from_address: str
    subject: str
    text: str
    attachments: tuple[Attachment, ...]
    auto_submitted: bool
    is_delivery_report: bool
    received_at: datetime
    in_reply_to: str | None
    references: tuple[str, ...]
    oversize: bool = False


def read(
    raw: bytes, *, uid: str, received_at: datetime, oversize: bool = False
) -> InboundMail:
    """Return the mail that these bytes are."""
    message = MailMessage.from_bytes(raw)
    in_reply_to = _MESSAGE_IDS.findall(_header(message, "in-reply-to"))
    return InboundMail(
        uid=uid,
        message_id=_header(message, "message-id"),
        from_address=message.from_.lower(),
        subject=_subject(message),
        text=message.text if message.text.strip() else from_html(message.html),
        attachments=tuple(
            Attachment(
                attached.filename or "khong-ten",
                attached.content_type,
                attached.payload,
            )
            for attached in message.attachments
            if attached.content_disposition != "inline" or attached.filename
        ),
        auto_submitted=_is_automatic(message),
        is_delivery_report=_is_delivery_report(message),
        received_at=received_at,
        in_reply_to=in_reply_to[0] if in_reply_to else None,
        references=tuple(_MESSAGE_IDS.findall(_header(message, "references"))),
        oversize=oversize,
    )


def _subject(message: MailMessage) -> str:
    """Decode the subject; imap_tools loses a space after an encoded word."""
    raw = _header(message, "subject").encode("ascii", "surrogateescape")
    words = raw.decode("utf-8", "replace")
    try:
        words = policy.default.header_fetch_parse("Subject", words)
    except (ValueError, LookupError, MessageError):
        words = message.subject
    return " ".join(words.split())


def _header(message: MailMessage, name: str) -> str:
    if name not in message.headers:
        return ""
    return " ".join(str(message.headers[name][0]).split())


def _is_automatic(message: MailMessage) -> bool:
    """RFC 3834, and the older ways of saying so."""
    submitted = _header(message, "auto-submitted").lower()
    return (
        (bool(submitted) and not submitted.startswith("no"))
        or "x-autoreply" in message.headers
        or "x-autorespond" in message.headers
        or _header(message, "precedence").lower() in _REPLY_ROBOTS
    )


def _is_delivery_report(message: MailMessage) -> bool:
    user = message.from_.partition("@")[0].lower()
    return (
        message.obj.get_content_type() == "multipart/report"
        or user in _DAEMONS
        or _header(message, "return-path") == "<>"
        or "x-failed-recipients" in message.headers
    )
