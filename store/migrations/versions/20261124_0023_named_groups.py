"""Groups of agencies may name some, and may end.

Revision: 0023, after 0022.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.add_column("agency_groups", sa.Column("codes", JSONB(), nullable=True))
    op.add_column(
        "agency_groups",
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
    )
