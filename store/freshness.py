"""Whether anything was written since: what was reckoned before then still holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from sqlalchemy import text

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

State: TypeAlias = tuple[str, int, tuple[int, ...]]

_STATE = text(
    """
    SELECT current_database() || ' ' || pg_postmaster_start_time(),
           coalesce((SELECT max(id) FROM events), 0),
           ARRAY(SELECT pg_snapshot_xip(pg_current_snapshot())::text::bigint)
    """
)


def state(session: Session) -> State:
    """Return what changes with every change of the office, whoever made it.

    Every change writes an event. One that was begun earlier may be committed later
    than one with a higher number: so what is under way is named too.
    """
    database, last, under_way = session.execute(_STATE).one()
    return database, last, tuple(under_way)
