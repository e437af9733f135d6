"""What Zalo tells us: who wrote what, once its signature holds.

The Bot Platform sends a secret in a header; the Official Account signs the raw bytes.
Sources differ on the parts of that signature, so their order is a setting.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

BOT, ACCOUNT = "zalo_bot", "zalo_oa"
WINDOW = timedelta(hours=2)
"""How old a call may be: Zalo tries again for an hour and three quarters."""
AHEAD = timedelta(minutes=5)
LONGEST_TEXT = 4_000
_MOST_FILES = 10
_MS = 1000


@dataclass(frozen=True, slots=True)
class Heard:
    """One message from a person; `files` are addresses to fetch, in their order."""

    channel: str
    number: str  # of the message, at Zalo
    sender: str  # chat or user id
    sent_at: datetime
    text: str = ""
    files: tuple[str, ...] = ()


def is_from_bot(given: str, secret: str) -> bool:
    """Tell whether the header X-Bot-Api-Secret-Token is ours, in constant time."""
    return bool(secret) and hmac.compare_digest(given.encode(), secret.encode())


def is_from_account(raw: bytes, given: str, *, app_id: str, secret: str) -> bool:
    """Tell whether the header X-ZEvent-Signature signs these bytes, in constant time.

    It is the SHA-256 of the application's id, the body, the body's own timestamp and
    the secret key of the account, after "mac=".
    """
    if not secret:
        return False
    signed = given.removeprefix("mac=").strip().lower().encode()
    stamp = _stamp(raw)
    made = hashlib.sha256(app_id.encode() + raw + stamp + secret.encode()).hexdigest()
    return hmac.compare_digest(signed, made.encode())


def heard_by_bot(raw: bytes, *, now: datetime) -> Heard | None:
    """Return what a person wrote to the bot; None for what is not that, or is old."""
    body = _object(raw)
    body = body["result"] if isinstance(body.get("result"), dict) else body
    event = str(body.get("event_name", ""))
    message = body.get("message")
    if not event.startswith("message.") or not isinstance(message, dict):
        return None
    sender, chat = _part(message, "from"), _part(message, "chat")
    if sender.get("is_bot") or chat.get("chat_type", "PRIVATE") != "PRIVATE":
        return None
    photo = message.get("photo_url")
    return _heard(
        BOT,
        number=message.get("message_id"),
        sender=chat.get("id") or sender.get("id"),
        stamp=message.get("date"),
        text=message.get("text") or message.get("caption"),
        files=[photo] if isinstance(photo, str) else [],
        now=now,
    )


def heard_by_account(raw: bytes, *, now: datetime) -> Heard | None:
    """Return what a person wrote to the account; None for anything else, or if old."""
    body = _object(raw)
    message = body.get("message")
    if not str(body.get("event_name", "")).startswith("user_send_"):
        return None
    if not isinstance(message, dict):
        return None
    attached = message.get("attachments")
    files = [
        url
        for one in (attached if isinstance(attached, list) else [])[:_MOST_FILES]
        if isinstance(one, dict)
        and isinstance(url := _part(one, "payload").get("url"), str)
    ]
    return _heard(
        ACCOUNT,
        number=message.get("msg_id"),
        sender=_part(body, "sender").get("id"),
        stamp=body.get("timestamp"),
        text=message.get("text"),
        files=files,
        now=now,
    )


def _heard(
    channel: str,
    *,
    number: object,
    sender: object,
    stamp: object,
    text: object,
    files: list[str],
    now: datetime,
) -> Heard | None:
    sent_at = _moment(stamp)
    if sent_at is None or not now - WINDOW <= sent_at <= now + AHEAD:
        return None
    if not (_is_name(number) and _is_name(sender)):
        return None
    words = text if isinstance(text, str) else ""
    kept = words.replace("\0", "")[:LONGEST_TEXT]
    return Heard(channel, str(number), str(sender), sent_at, kept, tuple(files))


def _object(raw: bytes) -> dict[str, Any]:
    try:
        read = json.loads(raw)
    except (ValueError, RecursionError):
        return {}
    return read if isinstance(read, dict) else {}


def _part(body: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = body.get(name)
    return found if isinstance(found, dict) else {}


def _stamp(raw: bytes) -> bytes:
    return str(_object(raw).get("timestamp", "")).encode()


def _moment(stamp: object) -> datetime | None:
    """Return a moment given in milliseconds, as a number or as digits."""
    digits = str(stamp)
    if not (digits.isascii() and digits.isdecimal() and len(digits) < 15):  # noqa: PLR2004 - a year of five digits
        return None
    return datetime.fromtimestamp(int(digits) / _MS, UTC)


def _is_name(value: object) -> bool:
    words = str(value) if isinstance(value, str | int) else ""
    return 0 < len(words) <= 128 and words.isascii() and words.isprintable()  # noqa: PLR2004 - longer ids are made up
