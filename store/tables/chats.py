"""What came in from chats, and the codes that link a chat to a post."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.base import Base, JsonList, refers_to


class HeardRow(Base):
    """A message from a chat, kept once however often it is delivered.

    What it led to has events of its own; the words are personal and can be erased.
    """

    __tablename__ = "heard"
    __table_args__ = (
        UniqueConstraint("channel", "number"),
        Index("ix_heard_waiting", "id", postgresql_where=text("worked_at IS NULL")),
        Index("ix_heard_sender", "channel", "sender", "sent_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    channel: Mapped[str]
    number: Mapped[str]
    sender: Mapped[str]
    sent_at: Mapped[datetime]
    come_at: Mapped[datetime]
    text: Mapped[str]
    files: Mapped[JsonList]
    worked_at: Mapped[datetime | None] = mapped_column(default=None)
    outcome: Mapped[str | None] = mapped_column(default=None)  # see `office.chatting`
    tries: Mapped[int] = mapped_column(default=0)


class PairingRow(Base):
    """A one-time code that links a chat to a post; only its digest is kept."""

    __tablename__ = "pairings"

    digest: Mapped[str] = mapped_column(primary_key=True)
    post_id: Mapped[int] = mapped_column(refers_to("posts.id"), index=True)
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None] = mapped_column(default=None)
