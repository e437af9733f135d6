"""What the machine had read where a person corrected it.

Revision: 0007, after 0006.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.add_column("directives", sa.Column("machine_header", JSONB(), nullable=True))
    op.add_column("instructions", sa.Column("machine_reading", JSONB(), nullable=True))
