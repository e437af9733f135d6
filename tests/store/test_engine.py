"""The frame that commits, moments in UTC, and a database that is down."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import psycopg
import pytest
from sqlalchemy import bindparam, select, text
from sqlalchemy.exc import IntegrityError, StatementError

from store import engine
from store.errors import DatabaseUnavailableError
from store.types import UtcDateTime

if TYPE_CHECKING:
    from conftest import Database

    from store.embedded import Cluster

SECRET = "hunter2"  # noqa: S105 - it must not come out


def plain(url: str) -> str:
    return url.replace("+psycopg", "", 1)


@pytest.fixture
def notes(database: Database) -> None:
    with psycopg.connect(plain(database.owner_url)) as connection:
        connection.execute("CREATE TABLE notes (n int PRIMARY KEY)")
        connection.execute("GRANT ALL ON notes TO namro")


def count() -> object:
    with engine.unit_of_work() as session:
        return session.scalar(text("SELECT count(*) FROM notes"))


@pytest.mark.usefixtures("notes")
def test_commits_at_the_end() -> None:
    with engine.unit_of_work() as session:
        session.execute(text("INSERT INTO notes VALUES (1)"))

    assert count() == 1


@pytest.mark.usefixtures("notes")
def test_rolls_back_on_an_error() -> None:
    def fail() -> None:
        with engine.unit_of_work() as session:
            session.execute(text("INSERT INTO notes VALUES (1)"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert count() == 0


@pytest.mark.usefixtures("notes")
def test_an_error_of_ours_is_not_called_a_database_that_is_down() -> None:
    with pytest.raises(IntegrityError), engine.unit_of_work() as session:
        session.execute(text("INSERT INTO notes VALUES (1), (1)"))

    assert count() == 0


@pytest.mark.usefixtures("notes")
def test_a_connection_that_the_server_closed_is_replaced(database: Database) -> None:
    assert count() == 0
    with psycopg.connect(plain(database.owner_url), autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )

    assert count() == 0


@pytest.mark.usefixtures("notes")
def test_a_connection_lost_in_the_middle_is_said(database: Database) -> None:
    def work() -> None:
        with engine.unit_of_work() as session:
            pid = session.scalar(text("SELECT pg_backend_pid()"))
            with psycopg.connect(plain(database.owner_url), autocommit=True) as other:
                other.execute("SELECT pg_terminate_backend(%s, 5000)", (pid,))
            session.execute(text("INSERT INTO notes VALUES (1)"))

    with pytest.raises(DatabaseUnavailableError, match="does not answer"):
        work()
    assert count() == 0


@pytest.mark.usefixtures("database")
def test_a_moment_comes_back_in_utc() -> None:
    hanoi = datetime(2025, 8, 20, 6, 0, tzinfo=timezone(timedelta(hours=7)))
    query = select(bindparam("moment", hanoi, UtcDateTime()))

    with engine.unit_of_work() as session:
        kept = session.scalar(query)
        shown = session.scalar(
            text("SELECT CAST(:at AS timestamptz)::text"), {"at": hanoi}
        )

    assert kept == datetime(2025, 8, 19, 23, 0, tzinfo=UTC)
    assert kept is not None
    assert kept.tzinfo is UTC
    assert shown == "2025-08-19 23:00:00+00"


@pytest.mark.usefixtures("database")
def test_a_moment_without_its_time_zone_is_refused() -> None:
    naive = datetime(2025, 8, 20, 6, 0)  # noqa: DTZ001 - the fault under test
    query = select(bindparam("moment", naive, UtcDateTime()))

    with (
        pytest.raises(StatementError, match="needs its time zone"),
        engine.unit_of_work() as session,
    ):
        session.execute(query)


UNREACHABLE = {
    "no server": f"postgresql://namro:{SECRET}@127.0.0.1:1/x",
    "no socket": f"postgresql+psycopg://namro:{SECRET}@/x?host=/nowhere",
}


@pytest.mark.parametrize("url", UNREACHABLE.values(), ids=UNREACHABLE)
def test_a_database_that_is_down_is_said_in_one_sentence(url: str) -> None:
    engine.bind(url)
    with (
        pytest.raises(DatabaseUnavailableError, match=r"'x' at .*namro up") as caught,
        engine.unit_of_work() as session,
    ):
        session.execute(text("SELECT 1"))
    engine.release()

    assert "\n" not in str(caught.value)
    assert SECRET not in str(caught.value)


def test_a_wrong_password_is_said_and_not_shown(cluster: Cluster) -> None:
    right = cluster.url()
    password = right.split(":")[2].split("@")[0]
    engine.bind(right.replace(password, SECRET))
    with (
        pytest.raises(DatabaseUnavailableError, match="authentication") as caught,
        engine.unit_of_work() as session,
    ):
        session.execute(text("SELECT 1"))
    engine.release()

    assert SECRET not in str(caught.value)


NOT_URLS = {
    "a word": SECRET,
    "another database": f"sqlite:///{SECRET}",
    "a port that is none": f"postgresql://a:{SECRET}@host:port/name",
}


@pytest.mark.parametrize("url", NOT_URLS.values(), ids=NOT_URLS)
def test_what_is_no_url_of_postgresql_is_refused(url: str) -> None:
    with pytest.raises(DatabaseUnavailableError, match="NAMRO_DATABASE_URL") as caught:
        engine.bind(url)

    assert SECRET not in str(caught.value)


def test_nothing_is_bound_at_first() -> None:
    engine.release()

    with pytest.raises(DatabaseUnavailableError, match="bind"):
        engine.engine()
