"""Fewer indexes of promises: what none needs costs every promise a write.

Revision: 0020, after 0019.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.drop_index("ix_reminders_obligation_id", "reminders")  # the unique key serves
    op.drop_index("ix_reminders_message_id", "reminders")
    op.create_index(
        "ix_reminders_gathered",
        "reminders",
        ["message_id"],
        postgresql_where=sa.text("message_id IS NOT NULL"),
    )
