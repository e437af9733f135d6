"""Ways that a message is tried by first; findings accepted; names of files beside.

Revision: 0014, after 0013.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.add_column("messages", sa.Column("channels", JSONB(), nullable=True))
    op.create_table(
        "accepted_findings",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("accepted_by", sa.Text(), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_accepted_findings"),
        sa.UniqueConstraint("key", name="uq_accepted_findings_key"),
    )
    op.alter_column("evidence", "name", nullable=True)
    op.add_column("evidence", sa.Column("name_salt", sa.Text(), nullable=True))
    op.add_column("evidence", sa.Column("name_digest", sa.Text(), nullable=True))
    op.alter_column("inbound", "files", nullable=True)
    op.add_column("inbound", sa.Column("kept", JSONB(), nullable=True))
