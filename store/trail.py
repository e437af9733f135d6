"""The audit trail: a row of ours changes only together with its event.

An event holds the full new values of the rows it wrote, and the hash of the event
before it in the same chain; personal columns stay out, only their digest enters.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Table, event, func, insert, select, text
from sqlalchemy.orm import Session, object_mapper

from store.errors import UnrecordedChangeError
from store.tables import Base, EventRow, HeadRow, Kept

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SCHEMA_VERSION = 1
GENESIS = "0" * 64
_EVENTS = Base.metadata.tables[EventRow.__tablename__]
_MOVE = text("""
INSERT INTO heads (aggregate, aggregate_id, seq, hash)
SELECT * FROM unnest(CAST(:aggregates AS text[]), CAST(:numbers AS text[]),
    CAST(:seqs AS bigint[]), CAST(:hashes AS text[]))
ON CONFLICT (aggregate, aggregate_id)
    DO UPDATE SET seq = excluded.seq, hash = excluded.hash
""")


@dataclass(frozen=True, slots=True)
class Entry:
    """One event to write: which chain, what was done, and the rows it leaves."""

    aggregate: str  # directive, assignment, agency, message, inbound, policy, …
    aggregate_id: str
    act: str
    rows: tuple[Kept, ...]
    policy_version: str | None = None
    calendar_version: str | None = None
    reason: str | None = None  # why it was done, where a reason is asked for


def record(
    session: Session, entries: Sequence[Entry], *, actor: str, now: datetime
) -> None:
    """Write the rows of all entries and their events, in the session's transaction.

    The heads of the chains are locked, so that two acts on one aggregate follow
    each other. Entries of the same chain are chained in the order given. Heads are
    written before events: a checkpoint that locks the heads sees no event whose
    number is lower than one it has sealed.
    """
    if not entries:
        return
    rows = [row for entry in entries for row in entry.rows]
    heads = _lock_heads(session, {(e.aggregate, e.aggregate_id) for e in entries})
    events = []
    for entry in entries:
        key = (entry.aggregate, entry.aggregate_id)
        seq, previous = heads.get(key, (0, GENESIS))
        values = sealed(entry, seq=seq + 1, previous=previous, actor=actor, now=now)
        heads[key] = (seq + 1, values["hash"])
        events.append(values)
    session.info.setdefault("recorded", set()).update(id(row) for row in rows)
    session.add_all(rows)
    session.flush()
    session.info["recorded"].clear()
    _move_heads(session, heads)
    session.execute(insert(_EVENTS), events)


def sealed(
    entry: Entry, *, seq: int, previous: str, actor: str, now: datetime
) -> dict[str, Any]:
    """Return the event of an entry as it is written: number `seq`, hash included.

    Args:
        entry: What was done, and the rows as they are now.
        seq: Its place in its chain, from 1.
        previous: The hash of the event before, or GENESIS.
        actor: Who did it.
        now: When, aware.
    """
    values: dict[str, Any] = {
        "aggregate": entry.aggregate,
        "aggregate_id": entry.aggregate_id,
        "seq": seq,
        "act": entry.act,
        "actor": actor,
        "at": now,
        "schema_version": SCHEMA_VERSION,
        "policy_version": entry.policy_version,
        "calendar_version": entry.calendar_version,
        "rows": {
            "written": [
                {
                    "table": object_mapper(row).local_table.description,
                    "values": public_values(row),
                }
                for row in entry.rows
            ]
        }
        | ({"reason": entry.reason} if entry.reason else {}),
        "previous": previous,
    }
    return values | {"hash": event_hash(values)}


def public_values(row: Kept) -> dict[str, Any]:
    """Return the columns of a row that may enter an event, JSON-safe."""
    return {
        column.name: _plain(getattr(row, key))
        for key, column in public_columns(type(row))
    }


def public_columns(kind: type[Kept]) -> Iterable[tuple[str, Any]]:
    """Yield (attribute, column) of what is neither personal nor a lease."""
    table = kind.__table__
    for column in table.columns if isinstance(table, Table) else ():
        if not (column.info.get("personal") or column.info.get("lease")):
            yield column.key, column


def event_hash(values: dict[str, Any]) -> str:
    """Return the SHA-256 of an event: every column but its id and its own hash."""
    return hashlib.sha256(canonical(values).encode()).hexdigest()


def canonical(value: Any) -> str:  # noqa: ANN401 - any JSON value
    """Return the one JSON spelling of a value, so that a hash can be recomputed."""
    return json.dumps(
        value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_plain
    )


def _lock_heads(
    session: Session, keys: set[tuple[str, str]]
) -> dict[tuple[str, str], tuple[int, str]]:
    """Lock the heads of chains, in one order for everybody; return those there are."""
    wanted: dict[str, list[str]] = {}
    for aggregate, aggregate_id in sorted(keys):
        wanted.setdefault(aggregate, []).append(aggregate_id)
    return {
        (aggregate, aggregate_id): (seq, digest)
        for aggregate, numbers in wanted.items()
        for aggregate_id, seq, digest in session.execute(
            select(HeadRow.aggregate_id, HeadRow.seq, HeadRow.hash)
            .where(
                HeadRow.aggregate == aggregate,
                HeadRow.aggregate_id == func.any(numbers),
            )
            .order_by(HeadRow.aggregate_id)
            .with_for_update()
        )
    }


def _move_heads(
    session: Session, heads: dict[tuple[str, str], tuple[int, str]]
) -> None:
    session.execute(
        _MOVE,
        {
            "aggregates": [aggregate for aggregate, _ in heads],
            "numbers": [aggregate_id for _, aggregate_id in heads],
            "seqs": [seq for seq, _ in heads.values()],
            "hashes": [digest for _, digest in heads.values()],
        },
    )


def _plain(value: Any) -> Any:  # noqa: ANN401 - any column value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return value


@event.listens_for(Session, "before_flush")
def _refuse_unrecorded(session: Session, *_: object) -> None:
    """Refuse a change that no event tells of: the trail would not rebuild it."""
    recorded = session.info.get("recorded", set())
    changed = [row for row in session.new if isinstance(row, Kept)]
    changed += [
        row
        for row in session.dirty
        if isinstance(row, Kept) and session.is_modified(row)
    ]
    changed += [row for row in session.deleted if isinstance(row, Kept)]
    for row in changed:
        if id(row) not in recorded:
            raise UnrecordedChangeError(type(row).__name__)
