"""When a leader asked for an explanation of what was taken up, and in which words.

Revision: 0015, after 0014.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.add_column(
        "escalations",
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
    )
    for name in ("asked_by", "question"):
        op.add_column("escalations", sa.Column(name, sa.Text(), nullable=True))
