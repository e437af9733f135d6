"""Orders of long lists, and the words that lists are searched for, without accents.

Revision: 0017, after 0016.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from store.folding import LETTERS

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_RANK = (
    "(\nCASE\n WHEN phase = ANY (ARRAY['issued', 'acknowledged', 'in_progress',"
    " 'returned', 'submitted', 'checked']) THEN 0\n"
    " WHEN phase = 'accepted' THEN 1\n ELSE 2\nEND)"
)
_PLACE = "COALESCE(due_on, '9999-12-31'::date)"
# table -> its key, and the columns that are searched
_SEARCHED = {
    "agencies": ("code", ("name", "code")),
    "directives": ("id", ("number", "symbol", "title")),
    "instructions": ("id", ("text",)),
}


def upgrade() -> None:
    """Bring the schema to this revision."""
    for name, keys in (
        ("ix_obligations_place", (_RANK, _PLACE, "id")),
        ("ix_obligations_due_place", (_PLACE, "id")),
        ("ix_obligations_agency_place", ("agency_code", _PLACE, "id")),
    ):
        op.create_index(name, "obligations", [sa.text(key) for key in keys])
    op.create_index(
        "ix_obligations_onward",
        "obligations",
        ["assignment_id"],
        postgresql_where=sa.text("kind = 'onward'"),
    )
    op.create_index(
        "ix_assignments_unnamed",
        "assignments",
        ["id"],
        postgresql_where=sa.text("named_at IS NULL"),
    )
    op.create_index("ix_assignments_collector", "assignments", ["collector_code"])
    op.create_table(
        "folded_words",
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("place", "key", name="pk_folded_words"),
    )
    there, bare = LETTERS
    op.execute(
        "CREATE FUNCTION fold(words text) RETURNS text LANGUAGE sql IMMUTABLE STRICT"
        f" AS $$ SELECT lower(translate(words, '{there}', '{bare}')) $$"
    )
    for table, (key, columns) in _SEARCHED.items():
        _keep(table, key, columns)


def _keep(table: str, key: str, columns: tuple[str, ...]) -> None:
    words = f"fold(concat_ws(' ', {', '.join(f'n.{name}' for name in columns)}))"
    op.execute(
        "INSERT INTO folded_words"  # noqa: S608 - of our own names
        f" SELECT '{table}', n.{key}::text, {words} FROM {table} n"
    )
    op.execute(
        f"CREATE FUNCTION fold_{table}() RETURNS trigger"  # noqa: S608 - of our own names
        " LANGUAGE plpgsql AS $$ BEGIN"
        f" INSERT INTO folded_words SELECT '{table}', n.{key}::text, {words}"
        " FROM new_rows n"
        " ON CONFLICT (place, key) DO UPDATE SET words = excluded.words"
        " WHERE folded_words.words <> excluded.words;"
        " RETURN NULL; END $$"
    )
    for operation in ("INSERT", "UPDATE"):
        op.execute(
            f"CREATE TRIGGER fold_{table}_{operation.lower()} AFTER {operation}"
            f" ON {table} REFERENCING NEW TABLE AS new_rows"
            f" FOR EACH STATEMENT EXECUTE FUNCTION fold_{table}()"
        )
