"""What was promised to whom, and how its sending went."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.base import Base, JsonList, Kept, refers_to


class ReminderRow(Kept):
    """A promise: one rung of one obligation's ladder, for one post, made once."""

    __tablename__ = "reminders"
    __table_args__ = (
        UniqueConstraint("obligation_id", "due_revision", "rung", "post_id"),
        Index(
            "ix_reminders_waiting",
            "post_id",
            postgresql_where=text("message_id IS NULL AND superseded_at IS NULL"),
        ),
        Index(
            "ix_reminders_gathered",
            "message_id",
            postgresql_where=text("message_id IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    obligation_id: Mapped[int] = mapped_column(refers_to("obligations.id"))
    due_revision: Mapped[int]
    rung: Mapped[str]
    post_id: Mapped[int] = mapped_column(refers_to("posts.id"))
    digest: Mapped[str]  # the kind of message that gathers it
    why: Mapped[str]
    promised_at: Mapped[datetime]
    message_id: Mapped[int | None] = mapped_column(
        refers_to("messages.id"), default=None
    )
    superseded_at: Mapped[datetime | None] = mapped_column(default=None)
    moved_from: Mapped[date | None] = mapped_column(default=None)  # the day it fell on


class NextLookRow(Base):
    """When a rung of an obligation's ladder can be reached next, as last reckoned.

    Triggers write that something changed which a ladder depends on; the walks of the
    ladder reckon anew. None of it is history: it can be reckoned again at any time.
    """

    __tablename__ = "next_looks"
    __table_args__ = (Index("ix_next_looks_due", "reckoned_by", "look_at"),)

    obligation_id: Mapped[int] = mapped_column(
        ForeignKey("obligations.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    )
    changes: Mapped[int] = mapped_column(default=0)  # how often something changed
    reckoned_by: Mapped[str] = mapped_column(default="")  # rules; "" since a change
    look_at: Mapped[datetime | None] = mapped_column(default=None)  # None: never


class EscalationRow(Kept):
    """An overdue obligation taken up to a post, open until the obligation moves."""

    __tablename__ = "escalations"
    __table_args__ = (
        UniqueConstraint("obligation_id", "due_revision", "rung", "post_id"),
        Index(
            "ix_escalations_open",
            "obligation_id",
            postgresql_where=text("closed_at IS NULL"),
        ),
        Index(
            "ix_escalations_asked",
            "obligation_id",
            postgresql_where=text("closed_at IS NULL AND asked_at IS NOT NULL"),
        ),
        Index(
            "ix_escalations_closing",
            "post_id",
            postgresql_where=text("closed_at IS NOT NULL AND closing_told_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    obligation_id: Mapped[int] = mapped_column(refers_to("obligations.id"))
    due_revision: Mapped[int]
    rung: Mapped[str]
    audience: Mapped[str]
    post_id: Mapped[int] = mapped_column(refers_to("posts.id"))
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None] = mapped_column(default=None)
    closed_because: Mapped[str | None] = mapped_column(default=None)
    acknowledged_at: Mapped[datetime | None] = mapped_column(default=None)
    acknowledged_by: Mapped[str | None] = mapped_column(default=None)
    answered_at: Mapped[datetime | None] = mapped_column(default=None)
    answer: Mapped[str | None] = mapped_column(default=None)  # see `office.escalations`
    answer_note: Mapped[str | None] = mapped_column(default=None)
    asked_at: Mapped[datetime | None] = mapped_column(default=None)  # to explain
    asked_by: Mapped[str | None] = mapped_column(default=None)
    question: Mapped[str | None] = mapped_column(default=None)
    returned_at: Mapped[datetime | None] = mapped_column(default=None)
    closing_told_at: Mapped[datetime | None] = mapped_column(default=None)


class MessageRow(Kept):
    """A message as rendered, never changed: `dedupe_key` lets it exist once."""

    __tablename__ = "messages"
    __table_args__ = (
        Index("ix_messages_about", "assignment_ids", postgresql_using="gin"),
        Index("ix_messages_day", "office_day", "kind"),
        Index("ix_messages_day_place", "office_day", "id"),
        Index("ix_messages_kind", "kind", "id"),
        Index("ix_messages_post_place", "post_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    post_id: Mapped[int] = mapped_column(refers_to("posts.id"))
    kind: Mapped[str]
    office_day: Mapped[date]
    dedupe_key: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    subject: Mapped[str]
    text: Mapped[str]
    html: Mapped[str | None]
    short_text: Mapped[str]  # what Zalo may carry: code, deadline and link
    header_id: Mapped[str]  # Message-ID, the same on every try
    assignment_ids: Mapped[JsonList]
    channels: Mapped[JsonList | None] = mapped_column(  # to try first, in order
        JSONB(none_as_null=True), default=None
    )


class DeliveryRow(Kept):
    """Where a message stands; the lease columns are the belt's own, not history."""

    __tablename__ = "deliveries"
    __table_args__ = (
        Index(
            "ix_deliveries_waiting",
            "next_try_at",
            postgresql_where=text("state IN ('pending', 'handing_over')"),
        ),
        Index(
            "ix_deliveries_unsent",
            "state",
            "message_id",
            postgresql_where=text("state <> 'sent'"),
        ),
        Index(
            "ix_deliveries_not_mailed",
            "channel",
            "message_id",
            postgresql_where=text("channel <> 'email'"),
        ),
    )

    message_id: Mapped[int] = mapped_column(
        refers_to("messages.id"), primary_key=True, autoincrement=False
    )
    state: Mapped[str]  # pending, handing_over, sent, failed, superseded
    channel: Mapped[str]
    address: Mapped[str]
    tries: Mapped[int]
    next_try_at: Mapped[datetime]
    sent_at: Mapped[datetime | None] = mapped_column(default=None)
    leased_until: Mapped[datetime | None] = mapped_column(
        info={"lease": True}, default=None
    )


class AttemptRow(Kept):
    """One try to send one message; `ambiguous` when nobody knows how it ended."""

    __tablename__ = "attempts"
    __table_args__ = (
        UniqueConstraint("message_id", "n"),
        Index(
            "ix_attempts_ambiguous", "message_id", postgresql_where=text("ambiguous")
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    message_id: Mapped[int] = mapped_column(refers_to("messages.id"), index=True)
    n: Mapped[int]
    channel: Mapped[str]
    address: Mapped[str]
    handed_over_at: Mapped[datetime] = mapped_column(index=True)
    settled_at: Mapped[datetime | None] = mapped_column(default=None)
    status: Mapped[str] = mapped_column(default="handing_over")
    code: Mapped[str | None] = mapped_column(default=None)
    detail: Mapped[str | None] = mapped_column(default=None)
    ambiguous: Mapped[bool] = mapped_column(default=False)
