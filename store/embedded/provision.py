"""What the first start puts into a new cluster: the application role, the database."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import psycopg
from psycopg import sql
from sqlalchemy import make_url

from store.errors import EmbeddedDatabaseError

if TYPE_CHECKING:
    from collections.abc import Callable

_FIND_ROLE = "SELECT 1 FROM pg_roles WHERE rolname = %s"
_FIND_DATABASE = "SELECT 1 FROM pg_database WHERE datname = %s"


def provide(
    owner_url: Callable[[str], str],
    *,
    app_role: str,
    app_password: str,
    database: str,
    within: float,
) -> None:
    """Make the application role and the database where they are missing.

    Args:
        owner_url: Gives the owner's URL for the name of a database.
        app_role: The role the program works as: no superuser, makes no database.
        app_password: Its password; set again on each start.
        database: The database to make.
        within: Seconds to wait until the server takes connections.

    Raises:
        EmbeddedDatabaseError: The server lets us in too late or not at all.
    """
    with _connect(owner_url("postgres"), within=within) as connection:
        role = sql.Identifier(app_role)
        if connection.execute(_FIND_ROLE, (app_role,)).fetchone() is None:
            connection.execute(sql.SQL("CREATE ROLE {} LOGIN").format(role))
        rights = "ALTER ROLE {} NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD {}"
        connection.execute(sql.SQL(rights).format(role, sql.Literal(app_password)))
        if connection.execute(_FIND_DATABASE, (database,)).fetchone() is None:
            name = sql.Identifier(database)
            connection.execute(sql.SQL("CREATE DATABASE {}").format(name))


def _connect(url: str, *, within: float) -> psycopg.Connection[tuple[object, ...]]:
    parts = make_url(url)
    give_up = time.monotonic() + within
    while True:
        try:
            return psycopg.connect(
                host=str(parts.query["host"]),
                user=parts.username,
                password=parts.password,
                dbname=parts.database,
                autocommit=True,
            )
        except psycopg.OperationalError as error:
            if time.monotonic() > give_up or "starting up" not in str(error):
                raise EmbeddedDatabaseError(
                    f"PostgreSQL runs but does not let namro in: {error}"
                ) from error
            time.sleep(0.1)
