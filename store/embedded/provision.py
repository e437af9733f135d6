"""What the first start puts into a new cluster: the application role, the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from psycopg import sql

if TYPE_CHECKING:
    import psycopg

_FIND_ROLE = "SELECT 1 FROM pg_roles WHERE rolname = %s"
_FIND_DATABASE = "SELECT 1 FROM pg_database WHERE datname = %s"


def provide(
    connection: psycopg.Connection,
    *,
    app_role: str,
    app_password: str,
    database: str,
) -> None:
    """Make the application role and the database where they are missing.

    Args:
        connection: The owner's, with autocommit.
        app_role: The role the program works as: no superuser, makes no database.
        app_password: Its password; set again on each start.
        database: The database to make.
    """
    role = sql.Identifier(app_role)
    if connection.execute(_FIND_ROLE, (app_role,)).fetchone() is None:
        connection.execute(sql.SQL("CREATE ROLE {} LOGIN").format(role))
    rights = "ALTER ROLE {} NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD {}"
    connection.execute(sql.SQL(rights).format(role, sql.Literal(app_password)))
    if connection.execute(_FIND_DATABASE, (database,)).fetchone() is None:
        name = sql.Identifier(database)
        connection.execute(sql.SQL("CREATE DATABASE {}").format(name))
