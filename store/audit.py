"""Prove the audit trail: recompute every chain, every row and every checkpoint."""

from __future__ import annotations

import hashlib
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select, text

from store import rebuild
from store.tables import (
    AttemptRow,
    CheckpointRow,
    DeliveryRow,
    EventRow,
    HeadRow,
)
from store.trail import GENESIS, event_hash, public_values

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Mapping
    from datetime import date, datetime

    from sqlalchemy.orm import Session

    from store.tables import Kept

_IN_CHAIN = (
    "aggregate",
    "aggregate_id",
    "seq",
    "act",
    "actor",
    "at",
    "schema_version",
    "policy_version",
    "calendar_version",
    "rows",
    "previous",
)


@dataclass(frozen=True, slots=True)
class Fault:
    """What does not hold, and where, in one sentence."""

    kind: str
    where: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Proof:
    """What was recomputed; `fault` is the first thing that does not hold."""

    events: int
    chains: int
    rows: int
    checkpoints: int
    fault: Fault | None


def verify(session: Session) -> Proof:
    """Recompute chains, rows and checkpoints; say what was seen and the first fault.

    It must come first in its transaction, which from then on sees one moment of the
    database: acts that go on meanwhile are no faults.
    """
    session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
    counts = {"events": 0, "chains": 0, "rows": 0, "checkpoints": 0}
    with closing(_faults(session, counts)) as faults:
        fault = next(faults, None)
    return Proof(**counts, fault=fault)


def take_checkpoint(session: Session, *, day: date, now: datetime) -> bool:
    """Seal all heads of the day, chained to the seal before; False when it is there."""
    session.execute(text("LOCK TABLE heads IN SHARE ROW EXCLUSIVE MODE"))
    if session.scalar(select(CheckpointRow.id).where(CheckpointRow.day >= day)):
        return False
    last = session.scalars(
        select(CheckpointRow).order_by(CheckpointRow.id.desc()).limit(1)
    ).first()
    last_event = session.scalar(select(func.max(EventRow.id)))
    heads = {
        (row.aggregate, row.aggregate_id): (row.seq, row.hash)
        for row in session.scalars(select(HeadRow))
    }
    seal = CheckpointRow(
        day=day,
        taken_at=now,
        last_event_id=last_event or 0,
        chains=len(heads),
        heads_hash=_heads_hash(heads),
        previous=last.hash if last else GENESIS,
        hash="",
    )
    seal.hash = _seal_hash(seal)
    session.add(seal)
    session.flush()
    return True


def _faults(session: Session, counts: dict[str, int]) -> Generator[Fault, None, None]:
    yield from _chain_faults(session, counts)
    yield from _row_faults(session, counts)
    yield from _checkpoint_faults(session, counts)


def _chain_faults(session: Session, counts: dict[str, int]) -> Iterator[Fault]:
    heads = {
        (row.aggregate, row.aggregate_id): (row.seq, row.hash)
        for row in session.scalars(select(HeadRow))
    }
    chain: tuple[str, str] | None = None
    seq, previous = 0, GENESIS
    for values in _events(session):
        key = (values["aggregate"], values["aggregate_id"])
        if key != chain:
            yield from _tail_fault(chain, seq, previous, heads)
            chain, seq, previous = key, 0, GENESIS
            counts["chains"] += 1
        counts["events"] += 1
        where = f"{key[0]} {key[1]}, event {values['seq']}"
        if values["seq"] != seq + 1:
            yield Fault(
                "missing event",
                f"{key[0]} {key[1]}, event {seq + 1}",
                f"event {seq + 1} of {key[0]} {key[1]} is missing",
            )
        stored = values.pop("hash")
        if values["previous"] != previous or event_hash(values) != stored:
            yield Fault("changed event", where, f"{where} is not what was written")
        seq, previous = values["seq"], stored
    yield from _tail_fault(chain, seq, previous, heads)
    for aggregate, number in heads:
        where = f"{aggregate} {number}"
        yield Fault("missing chain", where, f"all events of {where} are missing")


def _events(session: Session) -> Iterator[dict[str, Any]]:
    """Yield what is hashed of every event, and its hash, chain by chain."""
    columns = [getattr(EventRow, name) for name in (*_IN_CHAIN, "hash")]
    ordered = select(*columns).order_by(
        EventRow.aggregate, EventRow.aggregate_id, EventRow.seq
    )
    batches = ordered.execution_options(yield_per=rebuild.BATCH)
    with session.execute(batches) as found:
        for row in found.mappings():
            yield dict(row)


def _tail_fault(
    chain: tuple[str, str] | None,
    seq: int,
    last: str,
    heads: dict[tuple[str, str], tuple[int, str]],
) -> Iterator[Fault]:
    if chain is None or heads.pop(chain, None) == (seq, last):
        return
    where = f"{chain[0]} {chain[1]}"
    yield Fault("cut tail", where, f"the last events of {where} are missing")


def _row_faults(session: Session, counts: dict[str, int]) -> Iterator[Fault]:
    state = rebuild.last_values(session)
    for name, kind in rebuild.kept_kinds().items():
        told = state[name]
        for row in _rows(session, kind):
            values = public_values(row)
            key = rebuild.key_of(kind, values)
            counts["rows"] += 1
            expected = told.pop(key, None)
            if _in_flight(row):
                continue
            if expected is None or values != _known(values, expected):
                where = f"{name} {'/'.join(map(str, key))}"
                sentence = (
                    f"{where} differs from what its events tell"
                    if expected
                    else f"{where} is told of by no event"
                )
                yield Fault("changed row", where, sentence)
        for key in told:
            where = f"{name} {'/'.join(map(str, key))}"
            yield Fault("missing row", where, f"{where} was removed from its table")


def _known(values: Mapping[str, Any], told: Mapping[str, Any]) -> dict[str, Any]:
    """Return what an event tells of these columns: an old one knows no newer ones."""
    return {name: told.get(name) for name in values}


def _rows(session: Session, kind: type[Kept]) -> Iterator[Kept]:
    batches = select(kind).execution_options(yield_per=rebuild.BATCH)
    with session.execute(batches) as found:
        yield from found.scalars()


def _in_flight(row: object) -> bool:
    """A message between hand-over and answer: its event comes with the answer."""
    return (isinstance(row, AttemptRow) and row.settled_at is None) or (
        isinstance(row, DeliveryRow) and row.state == "handing_over"
    )


def _checkpoint_faults(session: Session, counts: dict[str, int]) -> Iterator[Fault]:
    heads: dict[tuple[str, str], tuple[int, str]] = {}
    previous = GENESIS
    seals = session.scalars(select(CheckpointRow).order_by(CheckpointRow.id)).all()
    with closing(_links(session)) as links:
        link = next(links, None)
        for seal in seals:
            where = f"checkpoint of {seal.day}"
            counts["checkpoints"] += 1
            while link is not None and link[0] <= seal.last_event_id:
                _, aggregate, aggregate_id, seq, digest = link
                heads[aggregate, aggregate_id] = (seq, digest)
                link = next(links, None)
            if seal.previous != previous or seal.hash != _seal_hash(seal):
                sentence = f"{where} is not what was written"
                yield Fault("changed checkpoint", where, sentence)
            if (seal.chains, seal.heads_hash) != (len(heads), _heads_hash(heads)):
                sentence = f"{where} sealed other chains than stand here now"
                yield Fault("broken seal", where, sentence)
            previous = seal.hash


def _links(session: Session) -> Generator[tuple[int, str, str, int, str], None, None]:
    """Yield id, chain, number and hash of every event as they were written."""
    ordered = select(
        EventRow.id,
        EventRow.aggregate,
        EventRow.aggregate_id,
        EventRow.seq,
        EventRow.hash,
    ).order_by(EventRow.id)
    batches = ordered.execution_options(yield_per=rebuild.BATCH)
    with session.execute(batches) as found:
        yield from found.tuples()


def _heads_hash(heads: Mapping[tuple[str, str], tuple[int, str]]) -> str:
    """Return the hash over the last event of each chain, in an order of our own.

    A database sorts words by its collation, which may differ on another server.
    """
    digest = hashlib.sha256()
    for chain in sorted(heads):
        digest.update("\t".join(map(str, (*chain, *heads[chain]))).encode() + b"\n")
    return digest.hexdigest()


def _seal_hash(seal: CheckpointRow) -> str:
    return event_hash(
        {
            "day": seal.day,
            "taken_at": seal.taken_at,
            "last_event_id": seal.last_event_id,
            "chains": seal.chains,
            "heads_hash": seal.heads_hash,
            "previous": seal.previous,
        }
    )
