"""When a rung of each ladder can be reached next, kept by triggers.

Revision: 0012, after 0011.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_FORGET = """
    UPDATE next_looks l SET changes = l.changes + 1, reckoned_by = '', look_at = NULL
    FROM new_rows n JOIN old_rows USING (id) JOIN {joined}
    WHERE l.obligation_id = o.id AND {differs};
"""
# table -> how its rows lead to obligations, and what of it a ladder depends on
_CHANGES = {
    "obligations": ("obligations o ON o.id = n.id", "n IS DISTINCT FROM old_rows"),
    "assignments": (
        "obligations o ON o.assignment_id = n.id",
        "n IS DISTINCT FROM old_rows",
    ),
    "directives": (
        "obligations o ON o.directive_id = n.id",
        "n.urgency IS DISTINCT FROM old_rows.urgency",
    ),
}


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.create_table(
        "next_looks",
        sa.Column("obligation_id", sa.BigInteger(), nullable=False),
        sa.Column("changes", sa.BigInteger(), nullable=False),
        sa.Column("reckoned_by", sa.Text(), nullable=False),
        sa.Column("look_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["obligation_id"],
            ["obligations.id"],
            name="fk_next_looks_obligation_id_obligations",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("obligation_id", name="pk_next_looks"),
    )
    op.create_index("ix_next_looks_due", "next_looks", ["reckoned_by", "look_at"])
    op.create_index("ix_obligations_directive_id", "obligations", ["directive_id"])
    op.create_index("ix_attempts_handed_over_at", "attempts", ["handed_over_at"])
    op.execute(
        "INSERT INTO next_looks (obligation_id, changes, reckoned_by)"
        " SELECT id, 0, '' FROM obligations"
    )
    _keep("obligations_new", "obligations", "INSERT", "NEW TABLE AS new_rows", _BEGIN)
    for table, (joined, differs) in _CHANGES.items():
        _keep(
            f"{table}_changed",
            table,
            "UPDATE",
            "OLD TABLE AS old_rows NEW TABLE AS new_rows",
            _FORGET.format(joined=joined, differs=differs),
        )
    _keep("reminders_gone", "reminders", "DELETE", "OLD TABLE AS old_rows", _GONE)


_BEGIN = """
    INSERT INTO next_looks (obligation_id, changes, reckoned_by)
    SELECT id, 0, '' FROM new_rows;
"""
_GONE = """
    UPDATE next_looks SET changes = changes + 1, reckoned_by = '', look_at = NULL
    WHERE obligation_id IN (SELECT obligation_id FROM old_rows);
"""


def _keep(name: str, table: str, operation: str, rows: str, body: str) -> None:
    op.execute(
        f"CREATE FUNCTION look_again_{name}() RETURNS trigger LANGUAGE plpgsql"
        f" AS $$ BEGIN {body} RETURN NULL; END $$"
    )
    op.execute(
        f"CREATE TRIGGER look_again_{name} AFTER {operation} ON {table}"
        f" REFERENCING {rows}"
        f" FOR EACH STATEMENT EXECUTE FUNCTION look_again_{name}()"
    )
