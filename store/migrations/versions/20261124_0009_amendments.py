"""Earlier directives that a directive changes, and the question about their work.

Revision: 0009, after 0008.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.add_column("directives", sa.Column("amends", JSONB(), nullable=True))
    op.add_column(
        "office_tasks", sa.Column("directive_id", sa.BigInteger(), nullable=True)
    )
    op.create_foreign_key(
        "fk_office_tasks_directive_id_directives",
        "office_tasks",
        "directives",
        ["directive_id"],
        ["id"],
        deferrable=True,
        initially="DEFERRED",
    )
