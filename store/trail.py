"""The audit trail: a row of ours changes only together with its event.

An event holds the full new values of the rows it wrote, and the hash of the event
before it in the same chain; personal columns stay out, only their digest enters.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from sqlalchemy import event, func, select, text
from sqlalchemy.orm import Session

from store import ahead
from store.errors import UnrecordedChangeError
from store.spelling import (
    Written,
    canonical,
    public_columns,
    public_values,
    told,
    writes,
    written,
)
from store.tables import HeadRow, Kept

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

__all__ = [
    "GENESIS",
    "SCHEMA_VERSION",
    "Entry",
    "Sealed",
    "Written",
    "canonical",
    "event_hash",
    "hold",
    "lock_heads",
    "public_columns",
    "public_values",
    "record",
    "sealed",
    "written",
]

Chain: TypeAlias = tuple[str, str]
"""Aggregate and its id."""
Heads: TypeAlias = dict[Chain, tuple[int, str]]
"""Number and hash of the last event of each chain."""
SCHEMA_VERSION = 1
GENESIS = "0" * 64
_MOVE = text("""
INSERT INTO heads (aggregate, aggregate_id, seq, hash)
SELECT aggregate, aggregate_id, seq, hash
FROM json_populate_recordset(NULL::heads, CAST(:heads AS json))
ON CONFLICT (aggregate, aggregate_id)
    DO UPDATE SET seq = excluded.seq, hash = excluded.hash
""")
# Thousands of events are two parameters. The large part, what was written, is parsed
# once: JSON text holds no line end, which is how one ends and the next begins.
_KEEP = text("""
INSERT INTO events (aggregate, aggregate_id, seq, act, actor, at, schema_version,
    policy_version, calendar_version, previous, hash, rows)
SELECT aggregate, aggregate_id, seq, act, actor, at, schema_version, policy_version,
    calendar_version, previous, hash, CAST(written AS jsonb)
FROM ROWS FROM (
    json_to_recordset(CAST(:events AS json)) AS (aggregate text, aggregate_id text,
        seq bigint, act text, actor text, at timestamptz, schema_version bigint,
        policy_version text, calendar_version text, previous text, hash text),
    unnest(string_to_array(:rows, E'\\n'))
) AS given (aggregate, aggregate_id, seq, act, actor, at, schema_version,
    policy_version, calendar_version, previous, hash, written)
""")


@dataclass(frozen=True, slots=True)
class Entry:
    """One event to write: which chain, what was done, and the rows it leaves."""

    aggregate: str  # directive, assignment, agency, message, inbound, policy, …
    aggregate_id: str
    act: str
    rows: tuple[Kept | Written, ...]
    policy_version: str | None = None
    calendar_version: str | None = None
    reason: str | None = None  # why it was done, where a reason is asked for


@dataclass(frozen=True, slots=True)
class Sealed:
    """An event as it is written, as JSON text: all but the rows, and the rows."""

    head: str
    rows: str
    hash: str


def record(
    session: Session,
    entries: Sequence[Entry],
    *,
    actor: str,
    now: datetime,
    heads: Heads | None = None,
) -> None:
    """Write the rows of all entries and their events, in the session's transaction.

    The heads of the chains are locked, so that two acts on one aggregate follow
    each other. Entries of the same chain are chained in the order given. Heads are
    written before events: a checkpoint that locks the heads sees no event whose
    number is lower than one it has sealed.

    Args:
        session: The transaction; nothing is committed here.
        entries: What to write, in order.
        actor: Who did it.
        now: When, aware.
        heads: What `lock_heads` returned of all chains of the entries, if it was
            called before; they are moved on here.
    """
    if not entries:
        return
    rows = [row for e in entries for row in e.rows if isinstance(row, Kept)]
    chains = {(e.aggregate, e.aggregate_id) for e in entries}
    heads = lock_heads(session, chains) if heads is None else heads
    events = []
    for entry in entries:
        key = (entry.aggregate, entry.aggregate_id)
        seq, previous = heads.get(key, (0, GENESIS))
        made = sealed(entry, seq=seq + 1, previous=previous, actor=actor, now=now)
        heads[key] = (seq + 1, made.hash)
        events.append(made)
    if rows:
        session.info.setdefault("recorded", set()).update(id(row) for row in rows)
        session.add_all(rows)
        session.flush()
        session.info["recorded"].clear()
    moved = [
        {"aggregate": chain[0], "aggregate_id": chain[1], "seq": seq, "hash": digest}
        for chain in chains
        for seq, digest in [heads[chain]]
    ]
    heads_of_all = ",".join(event.head for event in events)
    rows_of_all = "\n".join(event.rows for event in events)
    ahead.execute(
        session,
        [
            *writes(
                [row for e in entries for row in e.rows if isinstance(row, Written)]
            ),
            (_MOVE, {"heads": canonical(moved)}),
            (_KEEP, {"events": f"[{heads_of_all}]", "rows": rows_of_all}),
        ],
    )


def hold(session: Session, aggregate: str, numbers: Collection[str]) -> None:
    """Lock the heads of chains in the order in which `record` locks them.

    Who records in several batches holds them all first: two that wait for each other
    would never end.
    """
    locked = (
        select(HeadRow.seq)
        .where(
            HeadRow.aggregate == aggregate, HeadRow.aggregate_id == func.any(numbers)
        )
        .order_by(HeadRow.aggregate_id)
        .with_for_update()
        .subquery()
    )
    session.execute(select(func.count()).select_from(locked))


def lock_heads(session: Session, chains: Collection[Chain]) -> Heads:
    """Lock the heads of chains, in one order for everybody; return those there are."""
    wanted: dict[str, list[str]] = {}
    for aggregate, aggregate_id in sorted(chains):
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


def sealed(
    entry: Entry, *, seq: int, previous: str, actor: str, now: datetime
) -> Sealed:
    """Return the event of an entry as it is written: number `seq`, hash included.

    Args:
        entry: What was done, and the rows as they are now.
        seq: Its number in its chain, from 1.
        previous: The hash of the event before it.
        actor: Who did it.
        now: When, aware.
    """
    reason = f'"reason":{canonical(entry.reason)},' if entry.reason else ""
    rows = f'{{{reason}"written":[{",".join(map(told, entry.rows))}]}}'
    before = canonical(
        {
            "act": entry.act,
            "actor": actor,
            "aggregate": entry.aggregate,
            "aggregate_id": entry.aggregate_id,
            "at": now,
            "calendar_version": entry.calendar_version,
            "policy_version": entry.policy_version,
            "previous": previous,
        }
    )[:-1]
    after = f'"schema_version":{SCHEMA_VERSION},"seq":{seq}}}'
    whole = f'{before},"rows":{rows},{after}'  # as `canonical` spells all of it
    digest = hashlib.sha256(whole.encode()).hexdigest()
    return Sealed(f'{before},"hash":"{digest}",{after}', rows, digest)


def event_hash(values: dict[str, Any]) -> str:
    """Return the SHA-256 of an event: every column but its id and its own hash."""
    return hashlib.sha256(canonical(values).encode()).hexdigest()


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
