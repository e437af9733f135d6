"""A mail that came in, as plain values: parsed leniently, never refused."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email import policy
from email.errors import MessageError
from typing import TYPE_CHECKING

from imap_tools import MailMessage

from notifications import bounces
from notifications.authenticity import is_doubtful
from notifications.plain import from_html

if TYPE_CHECKING:
    from datetime import datetime

    from imap_tools import MailAttachment

    from notifications.bounces import Bounce

_REPLY_ROBOTS = ("auto_reply", "bulk", "junk")
_DAEMONS = ("mailer-daemon", "postmaster")
UNREADABLE = "(thư không đọc được)"
_OWN_ID = re.compile(rb"^message-id:\s*(<[^<>\s\0]+>)", re.IGNORECASE | re.MULTILINE)
_MESSAGE_IDS = re.compile(r"<[^<>\s]+>")
_TO = ("to", "cc", "delivered-to", "x-original-to")
_SIGNATURES = (
    "application/pkcs7-signature",
    "application/x-pkcs7-signature",
    "application/pgp-signature",
    "text/x-vcard",
    "text/vcard",
)


@dataclass(frozen=True, slots=True)
class Attachment:
    """One attached file: its name as the sender gave it, its stated media type.

    `letterhead`: a picture that the mail's own HTML shows (a logo), a signature or
    a visiting card; it came along, and proves nothing.
    """

    name: str
    media_type: str
    data: bytes
    letterhead: bool = False


@dataclass(frozen=True, slots=True)
class InboundMail:
    """A mail in the mailbox.

    `uid` identifies it in its folder, `received_at` (aware) is when the server took
    it, not what the sender wrote into Date. `text` is the plain part, else the
    HTML as text, with what was quoted marked by ">". `auto_submitted` is an answer
    by a machine, `is_delivery_report` a bounce or a receipt of the mail system:
    neither may change a phase. `doubtful`: its headers speak against `from_address`.
    `oversize`: only the headers were read. `bounces`: what a delivery report says.
    `to_addresses`: the headers that name whom it was sent to, as they came.
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
    doubtful: bool = False
    oversize: bool = False
    bounces: tuple[Bounce, ...] = ()
    to_addresses: tuple[str, ...] = ()


def read(
    raw: bytes, *, uid: str, received_at: datetime, oversize: bool = False
) -> InboundMail:
    """Return the mail that these bytes are.

    One that cannot be parsed comes without sender and words, for a person to look at.
    """
    try:
        return _parsed(raw, uid, received_at, oversize=oversize)
    except (ValueError, LookupError, MessageError):
        found = _OWN_ID.search(raw)
        return InboundMail(
            uid=uid,
            message_id=found[1].decode("ascii", "replace") if found else "",
            from_address="",
            subject=UNREADABLE,
            text="",
            attachments=(),
            auto_submitted=False,
            is_delivery_report=False,
            received_at=received_at,
            in_reply_to=None,
            references=(),
            oversize=oversize,
        )


def _parsed(
    raw: bytes, uid: str, received_at: datetime, *, oversize: bool
) -> InboundMail:
    message = MailMessage.from_bytes(raw)
    in_reply_to = _MESSAGE_IDS.findall(_header(message, "in-reply-to"))
    text = message.text if message.text.strip() else from_html(message.html)
    return InboundMail(
        uid=uid,
        message_id=sayable(_header(message, "message-id")),
        from_address=sayable(message.from_.lower()),
        subject=sayable(_subject(message)),
        text=sayable(text),
        attachments=tuple(
            Attachment(
                sayable(attached.filename or "khong-ten"),
                attached.content_type,
                attached.payload,
                letterhead=_is_letterhead(attached, message.html),
            )
            for attached in message.attachments
            if attached.content_disposition != "inline" or attached.filename
        ),
        auto_submitted=_is_automatic(message),
        is_delivery_report=_is_delivery_report(message),
        received_at=received_at,
        in_reply_to=in_reply_to[0] if in_reply_to else None,
        references=tuple(_MESSAGE_IDS.findall(_header(message, "references"))),
        doubtful=is_doubtful(
            message.from_,
            return_path=_header(message, "return-path"),
            authentication=message.headers.get("authentication-results", ()),
        ),
        oversize=oversize,
        bounces=bounces.read(message.obj),
        to_addresses=tuple(_header(message, name) for name in _TO),
    )


def sayable(words: str) -> str:
    """Return the words without what no database keeps: NUL, broken characters."""
    return words.encode("utf-8", "replace").decode().replace("\0", "")


def _is_letterhead(attached: MailAttachment, html: str) -> bool:
    shown = bool(attached.content_id) and f"cid:{attached.content_id}" in html
    is_picture = attached.content_type.startswith("image/")
    return (is_picture and shown) or attached.content_type in _SIGNATURES


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
