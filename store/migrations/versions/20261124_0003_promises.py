"""What is promised to whom, and how its sending went.

Revision: 0003, after 0002.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_AT_COMMIT: dict[str, Any] = {"deferrable": True, "initially": "DEFERRED"}


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.create_table(
        "messages",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("post_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("office_day", sa.Date(), nullable=False),
        sa.Column("dedupe_key", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=True),
        sa.Column("short_text", sa.Text(), nullable=False),
        sa.Column("header_id", sa.Text(), nullable=False),
        sa.Column("assignment_ids", JSONB(), nullable=False),
        sa.ForeignKeyConstraint(
            ["post_id"],
            ["posts.id"],
            name="fk_messages_post_id_posts",
            **_AT_COMMIT,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_messages"),
        sa.UniqueConstraint("dedupe_key", name="uq_messages_dedupe_key"),
    )
    op.create_index("ix_messages_post_id", "messages", ["post_id"], unique=False)
    op.create_index("ix_messages_day", "messages", ["office_day", "kind"])
    op.create_index(
        "ix_messages_about", "messages", ["assignment_ids"], postgresql_using="gin"
    )
    op.create_table(
        "deliveries",
        sa.Column("message_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("tries", sa.BigInteger(), nullable=False),
        sa.Column("next_try_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["message_id"],
            ["messages.id"],
            name="fk_deliveries_message_id_messages",
            **_AT_COMMIT,
        ),
        sa.PrimaryKeyConstraint("message_id", name="pk_deliveries"),
    )
    op.create_index(
        "ix_deliveries_waiting",
        "deliveries",
        ["next_try_at"],
        unique=False,
        postgresql_where=sa.text("state IN ('pending', 'handing_over')"),
    )
    op.create_table(
        "attempts",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.Column("n", sa.BigInteger(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("handed_over_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("detail", sa.Text(), nullable=True),
        sa.Column("ambiguous", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["message_id"],
            ["messages.id"],
            name="fk_attempts_message_id_messages",
            **_AT_COMMIT,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_attempts"),
        sa.UniqueConstraint("message_id", "n", name="uq_attempts_message_id_n"),
    )
    op.create_index("ix_attempts_message_id", "attempts", ["message_id"], unique=False)
    op.create_table(
        "reminders",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("obligation_id", sa.BigInteger(), nullable=False),
        sa.Column("due_revision", sa.BigInteger(), nullable=False),
        sa.Column("rung", sa.Text(), nullable=False),
        sa.Column("post_id", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("promised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["message_id"],
            ["messages.id"],
            name="fk_reminders_message_id_messages",
            **_AT_COMMIT,
        ),
        sa.ForeignKeyConstraint(
            ["obligation_id"],
            ["obligations.id"],
            name="fk_reminders_obligation_id_obligations",
            **_AT_COMMIT,
        ),
        sa.ForeignKeyConstraint(
            ["post_id"],
            ["posts.id"],
            name="fk_reminders_post_id_posts",
            **_AT_COMMIT,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_reminders"),
        sa.UniqueConstraint(
            "obligation_id",
            "due_revision",
            "rung",
            "post_id",
            name="uq_reminders_obligation_id_due_revision_rung_post_id",
        ),
    )
    op.create_index(
        "ix_reminders_message_id", "reminders", ["message_id"], unique=False
    )
    op.create_index(
        "ix_reminders_obligation_id", "reminders", ["obligation_id"], unique=False
    )
    op.create_index(
        "ix_reminders_waiting",
        "reminders",
        ["post_id"],
        unique=False,
        postgresql_where=sa.text("message_id IS NULL AND superseded_at IS NULL"),
    )
    op.create_table(
        "escalations",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("obligation_id", sa.BigInteger(), nullable=False),
        sa.Column("due_revision", sa.BigInteger(), nullable=False),
        sa.Column("rung", sa.Text(), nullable=False),
        sa.Column("audience", sa.Text(), nullable=False),
        sa.Column("post_id", sa.BigInteger(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_because", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["obligation_id"],
            ["obligations.id"],
            name="fk_escalations_obligation_id_obligations",
            **_AT_COMMIT,
        ),
        sa.ForeignKeyConstraint(
            ["post_id"],
            ["posts.id"],
            name="fk_escalations_post_id_posts",
            **_AT_COMMIT,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_escalations"),
        sa.UniqueConstraint(
            "obligation_id",
            "due_revision",
            "rung",
            "post_id",
            name="uq_escalations_obligation_id_due_revision_rung_post_id",
        ),
    )
    op.create_index(
        "ix_escalations_open",
        "escalations",
        ["obligation_id"],
        unique=False,
        postgresql_where=sa.text("closed_at IS NULL"),
    )
