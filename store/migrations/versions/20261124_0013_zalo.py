"""The tokens of Zalo, sealed, and the quota of ZNS by the day.

Revision: 0013, after 0012.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.create_table(
        "zalo_tokens",
        sa.Column("app_id", sa.Text(), nullable=False),
        sa.Column("generation", sa.BigInteger(), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("obtained_at", _MOMENT, nullable=False),
        sa.Column("access_expires_at", _MOMENT, nullable=False),
        sa.Column("begun_at", _MOMENT, nullable=True),
        sa.Column("asked_at", _MOMENT, nullable=True),
        sa.Column("refused_at", _MOMENT, nullable=True),
        sa.Column("refusal", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("app_id", name="pk_zalo_tokens"),
    )
    op.create_table(
        "zalo_quota",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("taken", sa.BigInteger(), nullable=False),
        sa.Column("daily", sa.BigInteger(), nullable=True),
        sa.Column("remaining", sa.BigInteger(), nullable=True),
        sa.Column("told_at", _MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("day", name="pk_zalo_quota"),
    )
