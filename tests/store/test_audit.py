"""The proof of the trail names the first thing that is not what was written."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from builders import a_directive, an_agency, an_assignment, an_obligation, keep
from sqlalchemy import select, text

from store import audit, directives, rebuild
from store.engine import connect, unit_of_work
from store.tables import AgencyRow, CheckpointRow, EventRow
from store.trail import event_hash

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Database
    from sqlalchemy import Connection
    from sqlalchemy.orm import Session

NIGHT = datetime(2025, 8, 21, 16, 0, tzinfo=UTC)


def seal(day: date) -> bool:
    with unit_of_work() as session:
        return audit.take_checkpoint(session, day=day, now=NIGHT)


def rename(session: Session, code: str, name: str) -> None:
    row = session.get_one(AgencyRow, code)
    row.name = name
    keep(session, "agency", code, row)


@pytest.fixture
def assignment(database: Database) -> int:
    """Keep an assignment with what is owed, sealed, and acts after the seal."""
    del database
    with unit_of_work() as session:
        an_agency(session, "SNV")
        an_agency(session, "STC")
        directive = a_directive(session)
        (order,) = directives.instructions(session, directive.id)
        made = an_assignment(session, order, "SNV")
        an_obligation(session, made)
        an_obligation(session, an_assignment(session, order, "STC"))
    seal(date(2025, 8, 21))
    with unit_of_work() as session:
        rename(session, "STC", "Sở Tài chính và Kế hoạch")
    seal(date(2025, 8, 22))
    with unit_of_work() as session:
        rename(session, "STC", "Sở Tài chính")
    return made.id


@pytest.fixture
def owner(database: Database, assignment: int) -> Iterator[Connection]:
    """Give a connection that may do everything: whoever has the owner's password."""
    del assignment
    engine = connect(database.owner_url)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as found:
        yield found
    engine.dispose()


def proof() -> audit.Proof:
    with unit_of_work() as session:
        return audit.verify(session)


@pytest.mark.usefixtures("assignment")
def test_a_whole_trail_holds_and_says_what_was_seen() -> None:
    found = proof()

    assert found.fault is None
    assert (found.chains, found.checkpoints) == (5, 2)
    assert found.events == 14
    assert found.rows == 2 + 4 + 4 + 2 + 2 + 2 + 2


TAMPERED = {
    "a changed row": (
        ["UPDATE assignments SET accountable = 'x' WHERE id = :id"],
        "changed row",
        "assignments",
    ),
    "a removed row": (
        ["DELETE FROM contacts WHERE address LIKE 'head@snv%'"],
        "missing row",
        "contacts",
    ),
    "an invented row": (
        ["INSERT INTO agency_groups VALUES ('x', '[]', '[]')"],
        "changed row",
        "agency_groups x",
    ),
    "a changed event": (
        ["UPDATE events SET actor = 'x' WHERE {chain} AND seq = 2"],
        "changed event",
        "event 2",
    ),
    "a changed value in an event": (
        ["UPDATE events SET rows = '{{}}' WHERE {chain}"],
        "changed event",
        "event 1",
    ),
    "a deleted event": (
        ["DELETE FROM events WHERE {chain} AND seq = 1"],
        "missing event",
        "event 1",
    ),
    "a cut tail": (
        ["DELETE FROM events WHERE {chain} AND seq = 2"],
        "cut tail",
        "assignment",
    ),
    "all events of a chain": (
        ["DELETE FROM events WHERE {chain}"],
        "missing chain",
        "assignment",
    ),
    "a removed head": (
        ["DELETE FROM heads WHERE {chain}"],
        "cut tail",
        "assignment",
    ),
    "a removed assignment": (
        [
            "DELETE FROM due_revisions USING obligations o WHERE {revisions}",
            "DELETE FROM obligations WHERE assignment_id = :id",
            "DELETE FROM assignments WHERE id = :id",
            "DELETE FROM events WHERE {chain}",
            "DELETE FROM heads WHERE {chain}",
        ],
        "broken seal",
        "2025-08-21",
    ),
    "a changed checkpoint": (
        ["UPDATE checkpoints SET heads_hash = 'x' WHERE day = '2025-08-21'"],
        "changed checkpoint",
        "2025-08-21",
    ),
    "a removed checkpoint": (
        ["DELETE FROM checkpoints WHERE day = '2025-08-21'"],
        "changed checkpoint",
        "2025-08-22",
    ),
}


@pytest.mark.parametrize(
    ("statements", "kind", "where"), TAMPERED.values(), ids=TAMPERED
)
def test_the_first_fault_is_named(
    statements: list[str], kind: str, where: str, owner: Connection, assignment: int
) -> None:
    for statement in statements:
        owner.execute(text(_filled(statement)), {"id": assignment})

    fault = proof().fault

    assert fault is not None
    assert fault.kind == kind
    assert where in fault.where
    assert fault.sentence


def _filled(statement: str) -> str:
    chain = "aggregate = 'assignment' AND aggregate_id = CAST(:id AS text)"
    revisions = "obligation_id = o.id AND o.assignment_id = :id"
    return statement.format(chain=chain, revisions=revisions)


def test_a_forger_who_hashes_anew_is_found_through_the_seal(
    owner: Connection, assignment: int
) -> None:
    with unit_of_work() as session:
        (last,) = session.scalars(
            select(EventRow).where(
                EventRow.aggregate == "assignment",
                EventRow.aggregate_id == str(assignment),
                EventRow.seq == 2,
            )
        )
    values = {name: getattr(last, name) for name in audit._IN_CHAIN}
    forged = event_hash({**values, "actor": "x"})
    for statement in (
        "UPDATE events SET actor = 'x', hash = :forged WHERE {chain} AND seq = 2",
        "UPDATE heads SET hash = :forged WHERE {chain}",
    ):
        given = {"id": assignment, "forged": forged}
        owner.execute(text(_filled(statement)), given)

    fault = proof().fault

    assert fault is not None
    assert (fault.kind, fault.where) == ("broken seal", "checkpoint of 2025-08-21")


@pytest.mark.usefixtures("assignment")
def test_a_day_is_sealed_once() -> None:
    assert not seal(date(2025, 8, 22))
    assert not seal(date(2025, 8, 20))
    assert seal(date(2025, 8, 23))
    with unit_of_work() as session:
        seals = session.scalars(select(CheckpointRow).order_by(CheckpointRow.id)).all()
    assert [b.previous for b in seals[1:]] == [a.hash for a in seals[:-1]]


@pytest.mark.usefixtures("assignment")
def test_acts_that_go_on_during_the_proof_are_no_fault(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read = rebuild.last_values

    def read_while_somebody_acts(session: Session) -> object:
        with unit_of_work() as other:
            rename(other, "SNV", "Sở Nội vụ")
        return read(session)

    monkeypatch.setattr(rebuild, "last_values", read_while_somebody_acts)

    assert proof().fault is None
    assert proof().fault is None


@pytest.mark.usefixtures("assignment")
def test_a_seal_waits_for_acts_that_are_under_way() -> None:
    sealing = threading.Thread(target=seal, args=(date(2025, 8, 23),))

    with unit_of_work() as session:
        rename(session, "SNV", "Sở Nội vụ")
        sealing.start()
        sealing.join(timeout=0.3)
        waited = sealing.is_alive()
    sealing.join()

    assert waited
    assert proof().fault is None
    with unit_of_work() as session:
        last = session.scalars(select(EventRow.id).order_by(EventRow.id.desc())).first()
        sealed = session.scalars(
            select(CheckpointRow.last_event_id).order_by(CheckpointRow.id.desc())
        ).first()
    assert sealed == last
