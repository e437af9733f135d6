"""Let the server write while we reckon what to write next, in one transaction."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeAlias

from sqlalchemy import event

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from concurrent.futures import Future

    from sqlalchemy import Connection, Executable
    from sqlalchemy.orm import Session

Write: TypeAlias = "tuple[Executable, Mapping[str, Any]]"

_KEY = "ahead"
_BEFORE = ("do_orm_execute", "before_flush", "before_commit")


class _Ahead:
    """At most one list of statements under way on the connection of a session."""

    def __init__(self, session: Session) -> None:
        self._connection = session.connection()
        self._thread = ThreadPoolExecutor(1, "ahead")
        self._running: Future[None] | None = None

    def begin(self, writes: Sequence[Write]) -> None:
        self.wait()
        self._running = self._thread.submit(_run, self._connection, writes)

    def wait(self, *_: object) -> None:
        """Wait for what is under way; raise what went wrong in it."""
        running, self._running = self._running, None
        if running:
            running.result()

    def end(self) -> None:
        self._thread.shutdown()


@contextmanager
def writing_ahead(session: Session) -> Iterator[None]:
    """Let `execute` return before the server is done, until the block ends.

    Whatever else the session does waits first. So a statement that fails is told
    of at the next one, at the latest at the end of the block: nothing is committed.
    """
    ahead = session.info[_KEY] = _Ahead(session)
    for name in _BEFORE:
        event.listen(session, name, ahead.wait)
    try:
        yield
        ahead.wait()
    finally:
        ahead.end()
        for name in _BEFORE:
            event.remove(session, name, ahead.wait)
        del session.info[_KEY]


def execute(session: Session, writes: Sequence[Write]) -> None:
    """Run statements that answer nothing, one after the other."""
    ahead: _Ahead | None = session.info.get(_KEY)
    if ahead:
        ahead.begin(writes)
    else:
        _run(session.connection(), writes)


def _run(connection: Connection, writes: Sequence[Write]) -> None:
    for statement, given in writes:
        connection.execute(statement, given)
