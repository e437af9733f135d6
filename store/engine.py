"""The process's connection to its database, and the frame that commits."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, OperationalError
from sqlalchemy.orm import Session, sessionmaker

from store.errors import DatabaseUnavailableError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.engine import ExceptionContext

_sessions: sessionmaker[Session] | None = None


def bind(url: str) -> None:
    """Make `url` the database of this process, instead of the one before.

    Nothing is connected yet: a database that is down shows at the first use.

    Args:
        url: `postgresql://user:password@host/name`, any driver; psycopg 3 is used.

    Raises:
        DatabaseUnavailableError: This is not the URL of a PostgreSQL database.
    """
    global _sessions  # noqa: PLW0603 - one database for each process is the point
    made = connect(url)
    release()
    _sessions = sessionmaker(made, expire_on_commit=False, autoflush=False)


def release() -> None:
    """Close all connections and forget the database of this process."""
    global _sessions  # noqa: PLW0603 - one database for each process is the point
    if _sessions is not None:
        engine().dispose()
        _sessions = None


def engine() -> Engine:
    """Return the engine of this process.

    Raises:
        DatabaseUnavailableError: `bind` was not called.
    """
    bound = _bound().kw["bind"]
    assert isinstance(bound, Engine)  # noqa: S101 - `bind` put it there
    return bound


@contextmanager
def unit_of_work() -> Iterator[Session]:
    """Open a session that commits at the end, and rolls back on any error.

    Raises:
        DatabaseUnavailableError: The database does not answer, or refuses us.
    """
    with _bound().begin() as session:
        yield session


def connect(url: str) -> Engine:
    """Return an engine for `url` that says in one sentence when it cannot connect.

    Sessions of the server run in UTC, whatever the server's own time zone is.

    Raises:
        DatabaseUnavailableError: This is not the URL of a PostgreSQL database.
    """
    made = create_engine(
        parse_url(url),
        pool_pre_ping=True,
        connect_args={"options": "-c timezone=UTC", "connect_timeout": 10},
    )
    event.listen(made, "handle_error", _explain)
    return made


def parse_url(url: str) -> URL:
    """Return the URL with psycopg 3 as its driver.

    Raises:
        DatabaseUnavailableError: This is not the URL of a PostgreSQL database.
    """
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        parsed = None
    if parsed is None or parsed.get_backend_name() not in {"postgresql", "postgres"}:
        raise DatabaseUnavailableError(
            "NAMRO_DATABASE_URL is not the URL of a PostgreSQL database: write it as"
            " postgresql://user:password@host:5432/name"
        )
    return parsed.set(drivername="postgresql+psycopg")


def _bound() -> sessionmaker[Session]:
    if _sessions is None:
        raise DatabaseUnavailableError(
            "no database was chosen: call store.engine.bind first"
        )
    return _sessions


def _explain(context: ExceptionContext) -> None:
    """Put our sentence in the place of the driver's error when we are not let in."""
    connecting = context.connection is None or context.is_pre_ping
    if not isinstance(context.sqlalchemy_exception, OperationalError):
        return
    if not (connecting or context.is_disconnect):
        return
    if context.is_pre_ping and context.is_disconnect:
        return  # the pool now connects again, and asks us again if that fails
    url = context.engine.url if context.engine else None
    where = f"{url.database!r} at {_place(url)}" if url else "of this process"
    reason = str(context.original_exception).strip().splitlines()
    raise DatabaseUnavailableError(
        f"The database {where} does not answer"
        f" ({reason[-1].strip() if reason else 'no reason given'}): start it with"
        " `namro up`, or correct NAMRO_DATABASE_URL"
    ) from None


def _place(url: URL) -> str:
    socket = url.query.get("host")
    return str(socket) if socket else f"{url.host or 'localhost'}:{url.port or 5432}"
