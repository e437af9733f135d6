"""Put a person's reading in the place of the machine's, and keep both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from directive.correcting import HEADER
from directive.resolution import Resolver, resolved
from office.errors import NotFoundError, OfficeError
from office.intake import Review, instruction_values, review_of
from store import directives, ids, people
from store.engine import unit_of_work
from store.tables import InstructionRow
from store.trail import Entry, record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from sqlalchemy.orm import Session

    from directive.model import Directive, Reading
    from directive.registry import Registry
    from office.actor import Actor
    from store.tables import DirectiveRow, Kept


def correct(
    directive_id: int, reading: Reading, *, actor: Actor, now: datetime
) -> Review:
    """Keep a corrected reading of a document that waits for its confirmation.

    The event holds the person's values and the machine's first ones side by side.
    A reading that is kept already writes nothing.

    Args:
        directive_id: What was received.
        reading: As corrected; its instructions lie in the same text.
        actor: Who corrected it.
        now: The moment, aware.

    Raises:
        NotFoundError: No such document.
        OfficeError: It was confirmed before.
    """
    with unit_of_work() as session:
        row = directives.lock(session, directive_id)
        if row is None:
            raise NotFoundError("Không tìm thấy văn bản này.")
        if row.stage != "received":
            raise OfficeError("Kết quả đọc văn bản này đã được xác nhận.")
        registry = people.registry(session)
        reading = keep(session, row, reading, registry, actor=actor, now=now)
        return review_of(session, row, reading, registry)


def keep(
    session: Session,
    row: DirectiveRow,
    reading: Reading,
    registry: Registry,
    *,
    actor: Actor,
    now: datetime,
) -> Reading:
    """Write a corrected reading in a transaction, with its event; return it resolved.

    Args:
        session: The transaction.
        row: The document, locked; it waits for its confirmation.
        reading: As corrected.
        registry: Whom the office knows.
        actor: Who corrected it.
        now: The moment, aware.
    """
    reading = resolved(reading, registry)
    resolver = Resolver.of(registry)
    with session.no_autoflush:  # rows are written with their event, not before
        rows: list[Kept] = [
            *_header(row, reading.directive),
            *_orders(session, row.id, reading, resolver),
        ]
    if rows:
        entry = Entry("directive", str(row.id), "correct", tuple(rows))
        record(session, [entry], actor=str(actor), now=now)
    return reading


def _header(row: DirectiveRow, read: Directive) -> Iterator[Kept]:
    said: dict[str, Any] = {name: getattr(read, name) for name in HEADER}
    said |= {"addressees": list(read.addressees), "urgency": str(read.urgency)}
    before = {name: getattr(row, name) for name in HEADER}
    if said == before:
        return
    if row.machine_header is None:
        day = row.issued_on
        row.machine_header = before | {"issued_on": day.isoformat() if day else None}
    for name, value in said.items():
        setattr(row, name, value)
    now = row.issued_on.isoformat() if row.issued_on else None
    row.issued_on_by_hand = now != row.machine_header["issued_on"]
    yield row


def _orders(
    session: Session, directive_id: int, reading: Reading, resolver: Resolver
) -> Iterator[Kept]:
    kept = {one.path: one for one in directives.instructions(session, directive_id)}
    for position, one in enumerate(reading.instructions, 1):
        values = instruction_values(one, resolver) | {"position": position}
        row = kept.get(one.path)
        if row is None:
            yield InstructionRow(
                id=ids.take(session),
                directive_id=directive_id,
                path=one.path,
                **values,
            )
            continue
        before = {name: getattr(row, name) for name in values}
        if before == values:
            continue
        if row.reading != values["reading"] and row.machine_reading is None:
            row.machine_reading = row.reading
        for name, value in values.items():
            setattr(row, name, value)
        yield row
