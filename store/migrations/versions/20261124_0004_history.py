"""The audit trail, and the figures that a trigger keeps.

Revision: 0004, after 0003.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_AT_COMMIT: dict[str, Any] = {"deferrable": True, "initially": "DEFERRED"}

_COUNT = """
    INSERT INTO figures (agency_code, directive_id, phase, due_on, submitted_on, n)
    SELECT agency_code, directive_id, phase, due_on,
           (submitted_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date, {sign} count(*)
    FROM {rows} GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5
    ON CONFLICT (agency_code, directive_id, phase, due_on, submitted_on)
    DO UPDATE SET n = figures.n + excluded.n;
"""
_KEEP_FIGURES = f"""
    CREATE FUNCTION keep_figures() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP <> 'INSERT' THEN {_COUNT.format(sign="-", rows="old_rows")} END IF;
        IF TG_OP <> 'DELETE' THEN {_COUNT.format(sign="", rows="new_rows")} END IF;
        RETURN NULL;
    END $$
"""
_TRIGGERS = {
    "INSERT": "NEW TABLE AS new_rows",
    "UPDATE": "OLD TABLE AS old_rows NEW TABLE AS new_rows",
    "DELETE": "OLD TABLE AS old_rows",
}


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.create_table(
        "events",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("aggregate", sa.Text(), nullable=False),
        sa.Column("aggregate_id", sa.Text(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("schema_version", sa.BigInteger(), nullable=False),
        sa.Column("policy_version", sa.Text(), nullable=True),
        sa.Column("calendar_version", sa.Text(), nullable=True),
        sa.Column("rows", JSONB(), nullable=False),
        sa.Column("previous", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_events"),
        sa.UniqueConstraint(
            "aggregate",
            "aggregate_id",
            "seq",
            name="uq_events_aggregate_aggregate_id_seq",
        ),
    )
    op.create_table(
        "heads",
        sa.Column("aggregate", sa.Text(), nullable=False),
        sa.Column("aggregate_id", sa.Text(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("aggregate", "aggregate_id", name="pk_heads"),
    )
    op.create_table(
        "checkpoints",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_event_id", sa.BigInteger(), nullable=False),
        sa.Column("chains", sa.BigInteger(), nullable=False),
        sa.Column("heads_hash", sa.Text(), nullable=False),
        sa.Column("previous", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_checkpoints"),
        sa.UniqueConstraint("day", name="uq_checkpoints_day"),
    )
    op.create_table(
        "figures",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("agency_code", sa.Text(), nullable=False),
        sa.Column("directive_id", sa.BigInteger(), nullable=False),
        sa.Column("phase", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("submitted_on", sa.Date(), nullable=True),
        sa.Column("n", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_code"],
            ["agencies.code"],
            name="fk_figures_agency_code_agencies",
            **_AT_COMMIT,
        ),
        sa.ForeignKeyConstraint(
            ["directive_id"],
            ["directives.id"],
            name="fk_figures_directive_id_directives",
            **_AT_COMMIT,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_figures"),
        sa.UniqueConstraint(
            "agency_code",
            "directive_id",
            "phase",
            "due_on",
            "submitted_on",
            name="uq_figures_agency_code_directive_id_phase_due_on_submitted_on",
            postgresql_nulls_not_distinct=True,
        ),
    )
    op.execute(_KEEP_FIGURES)
    for operation, tables in _TRIGGERS.items():
        op.execute(
            f"CREATE TRIGGER figures_after_{operation.lower()}"
            f" AFTER {operation} ON obligations REFERENCING {tables}"
            " FOR EACH STATEMENT EXECUTE FUNCTION keep_figures()"
        )
