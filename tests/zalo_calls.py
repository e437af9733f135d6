"""Calls that Zalo makes to us: signed as its tables say, over real HTTP."""

from __future__ import annotations

import hashlib
import itertools
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import httpx

from web.hooks import HookKeys

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

KEYS = HookKeys(bot="khoa-cua-bot", account="khoa-cua-tai-khoan", signer="4420")


def bot_call(
    number: object, chat: str, now: datetime, text: str = "", photo: str | None = None
) -> bytes:
    """Return the body of a call of the Bot Platform."""
    kind = "image" if photo else "text"
    message: dict[str, Any] = {
        "message_id": number,
        "date": int(now.timestamp() * 1000),
        "chat": {"id": chat, "chat_type": "PRIVATE"},
        "from": {"id": chat, "display_name": "x", "is_bot": False},
    }
    if text:
        message["text"] = text
    if photo:
        message["photo_url"] = photo
    return json.dumps(
        {"event_name": f"message.{kind}.received", "message": message}
    ).encode()


def account_call(
    number: str, user: str, now: datetime, text: str = "", files: tuple[str, ...] = ()
) -> bytes:
    """Return the body of a call of the Official Account."""
    message: dict[str, Any] = {"msg_id": number, "text": text}
    if files:
        message["attachments"] = [
            {"type": "image", "payload": {"url": f}} for f in files
        ]
    return json.dumps(
        {
            "app_id": KEYS.signer,
            "sender": {"id": user},
            "recipient": {"id": "oa"},
            "event_name": "user_send_image" if files else "user_send_text",
            "message": message,
            "timestamp": str(int(now.timestamp() * 1000)),
        }
    ).encode()


def signature(raw: bytes, *, secret: str = KEYS.account) -> str:
    """Return the header that signs a call of the Official Account."""
    stamp = str(json.loads(raw)["timestamp"]).encode()
    made = hashlib.sha256(KEYS.signer.encode() + raw + stamp + secret.encode())
    return f"mac={made.hexdigest()}"


@dataclass
class Chat:
    """A person's chat with the bot, as our site hears of it."""

    base: str
    name: str
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def body(self, now: datetime, text: str = "", photo: str | None = None) -> bytes:
        """Return the call for a new message."""
        return bot_call(
            f"{self.name}-{next(self.numbers)}", self.name, now, text, photo
        )

    def say(self, now: datetime, text: str = "", photo: str | None = None) -> None:
        """Write to the bot; the platform tells us once."""
        self.deliver(self.body(now, text, photo))

    def deliver(self, *bodies: bytes) -> None:
        """Let the platform make calls, in this order."""
        for body in bodies:
            answer = httpx.post(
                f"{self.base}/hooks/zalo/bot",
                content=body,
                headers={"X-Bot-Api-Secret-Token": KEYS.bot},
            )
            assert answer.status_code == 200, answer.text
