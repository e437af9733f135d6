"""When an agency was merged or dissolved, and why.

Revision: 0021, after 0020.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.add_column(
        "agencies", sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True)
    )
    op.add_column("agencies", sa.Column("ended_because", sa.Text(), nullable=True))
