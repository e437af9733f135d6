"""The book of the process that swaps Zalo's tokens: one at a time, one commit each.

Only psycopg is imported: that process lives for a moment and should be up at once.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import psycopg

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

_LOCK = 5_011_960  # our number among PostgreSQL's advisory locks


@dataclass(frozen=True, slots=True)
class Kept:
    """What the book says of an application's pair."""

    generation: int
    sealed: str


class Book:
    """The row of one application; every statement commits by itself."""

    def __init__(self, line: psycopg.Connection, app_id: str) -> None:
        self._line = line
        self._app_id = app_id

    def read(self) -> Kept | None:
        """Return the pair that holds now."""
        found = self._line.execute(
            "SELECT generation, sealed FROM zalo_tokens WHERE app_id = %s",
            [self._app_id],
        ).fetchone()
        return Kept(*found) if found else None

    def asking(self, generation: int, *, now: datetime) -> bool:
        """Note that Zalo is asked now; False when the pair is another one already."""
        done = self._line.execute(
            "UPDATE zalo_tokens SET asked_at = %s"
            " WHERE app_id = %s AND generation = %s",
            [now, self._app_id, generation],
        )
        return done.rowcount == 1

    def keep(
        self, generation: int, sealed: str, *, expires_at: datetime, now: datetime
    ) -> bool:
        """Put a new pair in the place of that of `generation`.

        Returns False, and writes nothing, when somebody logged in meanwhile.
        """
        done = self._line.execute(
            "UPDATE zalo_tokens SET generation = generation + 1, sealed = %s,"
            " obtained_at = %s, access_expires_at = %s, begun_at = NULL,"
            " asked_at = NULL, refused_at = NULL, refusal = NULL"
            " WHERE app_id = %s AND generation = %s",
            [sealed, now, expires_at, self._app_id, generation],
        )
        return done.rowcount == 1

    def failed(self, generation: int, *, refusal: str | None, now: datetime) -> None:
        """Note that no new pair came; `refusal` when Zalo said no."""
        self._line.execute(
            "UPDATE zalo_tokens SET begun_at = NULL, refusal = coalesce(%s, refusal),"
            " refused_at = CASE WHEN %s THEN %s ELSE refused_at END"
            " WHERE app_id = %s AND generation = %s",
            [refusal, refusal is not None, now, self._app_id, generation],
        )


@contextmanager
def opened(url: str, app_id: str, *, alone: bool = True) -> Iterator[Book]:
    """Open the book; alone, when nobody else swaps: whoever comes second waits.

    The server gives the lock up when this process is gone.

    Args:
        url: `postgresql://…`, as `store.engine.bind` takes it.
        app_id: Of the application at Zalo.
        alone: Take the lock.
    """
    plain = url.replace("+psycopg", "", 1)
    with psycopg.connect(plain, autocommit=True, connect_timeout=10) as line:
        if alone:
            line.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        yield Book(line, app_id)
