"""What a bounce says (RFC 3464): which mail could not be delivered, to whom and why.

Only a report with a `message/delivery-status` part is read; a notice in plain words
says nothing that a program may act on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.message import Message
from email.parser import HeaderParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_REPORT = "message/delivery-status"
_RETURNED = ("message/rfc822", "text/rfc822-headers", "message/rfc822-headers")
_STATUS = re.compile(r"\d\.\d{1,3}\.\d{1,3}")
_LONGEST = 300  # characters of a diagnosis


@dataclass(frozen=True, slots=True)
class Bounce:
    """What became of one recipient of one mail of ours.

    `message_id` (with its angle brackets) and `tracking_id` are those of the mail
    that was returned, empty when the report does not hold them. `action` is failed,
    delayed, delivered, relayed or expanded; `status` such as 5.1.1.
    """

    message_id: str
    tracking_id: str
    recipient: str
    action: str
    status: str
    diagnosis: str


def read(report: Message) -> tuple[Bounce, ...]:
    """Return what a mail reports of each recipient; nothing if it is no report."""
    parts = list(report.walk())
    returned = next(filter(None, map(_returned, parts)), Message())
    found: list[Bounce] = []
    for part in parts:
        if part.get_content_type() != _REPORT:
            continue
        blocks = part.get_payload()
        about, *recipients = blocks if isinstance(blocks, list) else [Message()]
        header_id = _said(returned, "Message-ID") or _said(about, "Original-Message-ID")
        tracking_id = _said(returned, "X-Namro-Tracking")
        found += [
            _bounce(block, header_id, tracking_id)
            for block in recipients
            if _said(block, "Action")
        ]
    return tuple(found)


def _bounce(block: object, header_id: str, tracking_id: str) -> Bounce:
    status = _STATUS.search(_said(block, "Status"))
    recipient = _said(block, "Original-Recipient") or _said(block, "Final-Recipient")
    return Bounce(
        message_id=_said(block, "Original-Message-ID") or header_id,
        tracking_id=tracking_id,
        recipient=_after_type(recipient).strip("<>").lower(),
        action=_said(block, "Action").lower(),
        status=status[0] if status else "",
        diagnosis=_after_type(_said(block, "Diagnostic-Code"))[:_LONGEST],
    )


def _returned(part: Message) -> Message | None:
    """Return the headers of the mail that comes back, if this part holds them."""
    if part.get_content_type() not in _RETURNED:
        return None
    held = part.get_payload()
    if isinstance(held, list):
        return next((one for one in held if isinstance(one, Message)), None)
    words = part.get_payload(decode=True)
    if not isinstance(words, bytes):
        return None
    return HeaderParser().parsestr(words.decode("utf-8", "replace"))


def _said(block: object, name: str) -> str:
    said = block.get(name) if isinstance(block, Message) else None
    return " ".join(str(said).split()) if said else ""


def _after_type(said: str) -> str:
    """Return what follows "rfc822;" or "smtp;"."""
    _, marked, rest = said.partition(";")
    return (rest if marked else said).strip()


def failures(bounces: tuple[Bounce, ...]) -> Iterator[Bounce]:
    """Yield those that say for good that a mail did not arrive."""
    return (
        bounce
        for bounce in bounces
        if bounce.action == "failed" and not bounce.status.startswith(("2", "4"))
    )
