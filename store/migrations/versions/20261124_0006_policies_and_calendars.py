"""Ladders and calendars as data, and the day a promise was moved from.

Revision: 0006, after 0005.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_AT_COMMIT: dict[str, Any] = {"deferrable": True, "initially": "DEFERRED"}


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.add_column("reminders", sa.Column("moved_from", sa.Date(), nullable=True))
    op.create_table(
        "policies",
        sa.Column("version", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("n", sa.BigInteger(), nullable=False),
        sa.Column("document", JSONB(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("version", name="pk_policies"),
        sa.UniqueConstraint("n", name="uq_policies_n"),
    )
    op.create_table(
        "calendars",
        sa.Column("version", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("n", sa.BigInteger(), nullable=False),
        sa.Column("document", JSONB(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("version", name="pk_calendars"),
        sa.UniqueConstraint("n", name="uq_calendars_n"),
    )
    op.create_table(
        "shifts",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("obligation_id", sa.BigInteger(), nullable=False),
        sa.Column("calendar_version", sa.Text(), nullable=False),
        sa.Column("due_before", sa.Date(), nullable=False),
        sa.Column("due_after", sa.Date(), nullable=False),
        sa.Column("last_working_day_before", sa.Date(), nullable=True),
        sa.Column("last_working_day_after", sa.Date(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("shifted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["obligation_id"],
            ["obligations.id"],
            name="fk_shifts_obligation_id_obligations",
            **_AT_COMMIT,
        ),
        sa.ForeignKeyConstraint(
            ["calendar_version"],
            ["calendars.version"],
            name="fk_shifts_calendar_version_calendars",
            **_AT_COMMIT,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_shifts"),
        sa.UniqueConstraint(
            "obligation_id",
            "calendar_version",
            name="uq_shifts_obligation_id_calendar_version",
        ),
    )
