"""Migrations reach the head, agree with the tables, and set the rights."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg
import pytest
from alembic import command
from sqlalchemy import inspect

from store import migrate
from store.engine import connect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Database


@pytest.fixture
def same_role(database: Database) -> Iterator[str]:
    """Give the URL of a role, no superuser, that owns the tables and uses them."""
    plain = database.owner_url.replace("+psycopg", "", 1)
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute("CREATE ROLE sole LOGIN PASSWORD 'sole'")
        connection.execute("CREATE DATABASE sole OWNER sole")
    host = database.owner_url.split("?")[1]
    yield f"postgresql+psycopg://sole:sole@/sole?{host}"
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute("DROP DATABASE sole WITH (FORCE)")
        connection.execute("DROP ROLE sole")


def rights(url: str, role: str, table: str) -> set[str]:
    asked = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE")
    plain = url.replace("+psycopg", "", 1)
    with psycopg.connect(plain) as connection:
        return {
            right
            for right in asked
            if connection.execute(
                "SELECT has_table_privilege(%s, %s, %s)", (role, table, right)
            ).fetchone()
            == (True,)
        }


def test_the_template_is_at_the_head(database: Database) -> None:
    assert migrate.current(database.url) == migrate.head() is not None


def test_upgrading_again_changes_nothing(database: Database) -> None:
    migrate.upgrade(database.owner_url, "namro")

    assert migrate.current(database.url) == migrate.head()


def test_revisions_agree_with_the_tables(database: Database) -> None:
    engine = connect(database.owner_url)
    with engine.begin() as connection:
        command.check(migrate.config(connection))
        names = inspect(connection).get_table_names()
    engine.dispose()

    assert "events" in names


def test_the_application_works_with_rows_but_not_on_history(
    database: Database,
) -> None:
    rows = {"SELECT", "INSERT", "UPDATE", "DELETE"}

    assert rights(database.url, "namro", "agencies") == rows
    for table in migrate.APPEND_ONLY:
        assert rights(database.url, "namro", table) == {"SELECT", "INSERT"}


def test_one_role_for_both_cannot_change_history_either(same_role: str) -> None:
    migrate.upgrade(same_role, "sole")
    migrate.upgrade(same_role, "sole")

    assert migrate.current(same_role) == migrate.head()
    for table in migrate.APPEND_ONLY:
        assert rights(same_role, "sole", table) == {"SELECT", "INSERT"}
