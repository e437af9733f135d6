"""Bring the schema up to date, and say what the application may do with it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from store.engine import connect

if TYPE_CHECKING:
    from sqlalchemy import Connection

APPEND_ONLY = ("events", "checkpoints")
_ONE_AT_A_TIME = 5_011_945  # our number among PostgreSQL's advisory locks


def upgrade(owner_url: str, app_role: str) -> None:
    """Run every revision that is missing, then grant `app_role` its rights.

    All in one transaction: it either reaches the head or changes nothing. Of two
    processes that upgrade at once, the second waits and finds nothing to do. The
    application reads and writes rows, but neither changes nor deletes an event or
    a checkpoint, also when it is the owner itself (unless a superuser).

    Args:
        owner_url: Connects as the role that owns the tables.
        app_role: The role the program works as; may be the owner.

    Raises:
        DatabaseUnavailableError: The database does not answer.
    """
    engine = connect(owner_url)
    try:
        with engine.begin() as connection:
            connection.execute(
                text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ONE_AT_A_TIME}
            )
            command.upgrade(config(connection), "head")
            _grant(connection, app_role)
    finally:
        engine.dispose()


def current(url: str) -> str | None:
    """Return the revision the database is at; None when it has no table of ours.

    Raises:
        DatabaseUnavailableError: The database does not answer.
    """
    engine = connect(url)
    try:
        with engine.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision()
    finally:
        engine.dispose()


def head() -> str | None:
    """Return the newest revision that this program knows."""
    return ScriptDirectory.from_config(config()).get_current_head()


def config(connection: Connection | None = None) -> Config:
    """Return the settings for Alembic's own commands, to work on `connection`."""
    made = Config()
    folder = str(Path(__file__).parent / "migrations")
    made.set_main_option("script_location", folder.replace("%", "%%"))
    made.set_main_option("path_separator", "os")
    made.set_main_option(
        "file_template", "%%(year)d%%(month).2d%%(day).2d_%%(rev)s_%%(slug)s"
    )
    made.attributes["connection"] = connection
    return made


def _grant(connection: Connection, app_role: str) -> None:
    role = connection.dialect.identifier_preparer.quote(app_role)
    schema = "IN SCHEMA public"
    statements = [
        f"GRANT USAGE ON SCHEMA public TO {role}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES {schema} TO {role}",
        f"GRANT USAGE ON ALL SEQUENCES {schema} TO {role}",
    ]
    there = inspect(connection).get_table_names()
    statements += [
        f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {role}"
        for table in APPEND_ONLY
        if table in there
    ]
    for statement in statements:
        connection.execute(text(statement))
