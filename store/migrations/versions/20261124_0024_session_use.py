"""When a session was used last, and whether a link opened it.

Revision: 0024, after 0023.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.add_column(
        "sessions", sa.Column("used_at", sa.DateTime(timezone=True), nullable=True)
    )
    op.add_column("sessions", sa.Column("by_link", sa.Boolean(), nullable=True))
