"""Deadlines that wait for an event or come back, and what they count from.

Revision: 0005, after 0004.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.add_column("obligations", sa.Column("deadline", JSONB(), nullable=True))
    op.add_column("obligations", sa.Column("anchored_on", sa.Date(), nullable=True))
    op.create_index(
        "uq_obligations_period",
        "obligations",
        ["assignment_id", "kind", "label", "original_due_on"],
        unique=True,
        postgresql_where=sa.text("deadline ->> 'kind' = 'recurring'"),
    )
