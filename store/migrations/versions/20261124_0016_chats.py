"""What comes in from chats, the codes that pair them, and ways that have ended.

Revision: 0016, after 0015.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_AT_COMMIT: dict[str, Any] = {"deferrable": True, "initially": "DEFERRED"}
_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.add_column("contacts", sa.Column("ended_at", _MOMENT, nullable=True))
    op.create_table(
        "heard",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("sender", sa.Text(), nullable=False),
        sa.Column("sent_at", _MOMENT, nullable=False),
        sa.Column("come_at", _MOMENT, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("files", JSONB(), nullable=False),
        sa.Column("worked_at", _MOMENT, nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("tries", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_heard"),
        sa.UniqueConstraint("channel", "number", name="uq_heard_channel_number"),
    )
    op.create_index(
        "ix_heard_waiting",
        "heard",
        ["id"],
        postgresql_where=sa.text("worked_at IS NULL"),
    )
    op.create_index("ix_heard_sender", "heard", ["channel", "sender", "sent_at"])
    op.create_table(
        "pairings",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("post_id", sa.BigInteger(), nullable=False),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("expires_at", _MOMENT, nullable=False),
        sa.Column("used_at", _MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["post_id"], ["posts.id"], name="fk_pairings_post_id_posts", **_AT_COMMIT
        ),
        sa.PrimaryKeyConstraint("digest", name="pk_pairings"),
    )
    op.create_index("ix_pairings_post_id", "pairings", ["post_id"])
