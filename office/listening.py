"""Keep what came in from a chat, to be worked on by `office.chatting`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store import heard
from store.engine import unit_of_work

if TYPE_CHECKING:
    from datetime import datetime

    from notifications.zalo.inbound import Heard


def keep(message: Heard, *, now: datetime) -> bool:
    """Keep a message once, however often it is delivered; False when it is there."""
    with unit_of_work() as session:
        return heard.keep(
            session,
            channel=message.channel,
            number=message.number,
            sender=message.sender,
            sent_at=message.sent_at,
            text=message.text,
            files=message.files,
            now=now,
        )
