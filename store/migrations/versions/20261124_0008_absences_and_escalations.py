"""Who stands in for whom, and what became of an escalation.

Revision: 0008, after 0007.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_AT_COMMIT: dict[str, Any] = {"deferrable": True, "initially": "DEFERRED"}
_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.create_table(
        "absences",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("post_id", sa.BigInteger(), nullable=False),
        sa.Column("substitute_id", sa.BigInteger(), nullable=True),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("entered_at", _MOMENT, nullable=False),
        sa.Column("ended_at", _MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["post_id"], ["posts.id"], name="fk_absences_post_id_posts", **_AT_COMMIT
        ),
        sa.ForeignKeyConstraint(
            ["substitute_id"],
            ["posts.id"],
            name="fk_absences_substitute_id_posts",
            **_AT_COMMIT,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_absences"),
    )
    op.create_index("ix_absences_post_id", "absences", ["post_id"], unique=False)
    for name in ("acknowledged_at", "answered_at", "returned_at", "closing_told_at"):
        op.add_column("escalations", sa.Column(name, _MOMENT, nullable=True))
    for name in ("acknowledged_by", "answer", "answer_note"):
        op.add_column("escalations", sa.Column(name, sa.Text(), nullable=True))
    op.create_index(
        "ix_escalations_closing",
        "escalations",
        ["post_id"],
        unique=False,
        postgresql_where=sa.text("closed_at IS NOT NULL AND closing_told_at IS NULL"),
    )
