"""Indexes of the ledger of messages: its filters, each in the order of its pages.

Revision: 0019, after 0018.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.create_index("ix_messages_day_place", "messages", ["office_day", "id"])
    op.create_index("ix_messages_kind", "messages", ["kind", "id"])
    op.create_index("ix_messages_post_place", "messages", ["post_id", "id"])
    op.drop_index("ix_messages_post_id", "messages")
    op.create_index(
        "ix_deliveries_unsent",
        "deliveries",
        ["state", "message_id"],
        postgresql_where=sa.text("state <> 'sent'"),
    )
    op.create_index(
        "ix_deliveries_not_mailed",
        "deliveries",
        ["channel", "message_id"],
        postgresql_where=sa.text("channel <> 'email'"),
    )
    op.create_index(
        "ix_attempts_ambiguous",
        "attempts",
        ["message_id"],
        postgresql_where=sa.text("ambiguous"),
    )
