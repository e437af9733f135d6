"""Indexes of the first pages: what is to be explained, what was given another date.

Revision: 0018, after 0017.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.create_index(
        "ix_escalations_asked",
        "escalations",
        ["obligation_id"],
        postgresql_where=sa.text("closed_at IS NULL AND asked_at IS NOT NULL"),
    )
    op.create_index(
        "ix_obligations_redated",
        "obligations",
        ["agency_code"],
        postgresql_where=sa.text("due_on IS DISTINCT FROM original_due_on"),
    )
