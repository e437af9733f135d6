"""No row changes without its event; events follow each other, and stay."""

from __future__ import annotations

import threading
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from builders import ISSUED_AT, a_directive, a_post, an_agency, keep
from sqlalchemy import select, text
from sqlalchemy.exc import ProgrammingError

from store import audit, engine, ids
from store.engine import unit_of_work
from store.errors import UnrecordedChangeError
from store.tables import AgencyRow, BreakdownRow, EventRow, HeadRow, PersonRow, PostRow
from store.trail import GENESIS, Entry, canonical, event_hash, record

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

pytestmark = pytest.mark.usefixtures("database")


def chain(session: Session, aggregate: str, number: object) -> list[EventRow]:
    found = (
        select(EventRow)
        .where(EventRow.aggregate == aggregate, EventRow.aggregate_id == str(number))
        .order_by(EventRow.seq)
    )
    return list(session.scalars(found))


def test_each_aggregate_has_its_own_chain() -> None:
    with unit_of_work() as session:
        an_agency(session, "SNV")
        an_agency(session, "STC")
        directive = a_directive(session)

    with unit_of_work() as session:
        snv, stc = chain(session, "agency", "SNV"), chain(session, "agency", "STC")
        orders = chain(session, "directive", directive.id)
        heads = {
            (row.aggregate, row.aggregate_id): (row.seq, row.hash)
            for row in session.scalars(select(HeadRow))
        }

    for events in (snv, stc, orders):
        assert [event.seq for event in events] == list(range(1, len(events) + 1))
        assert events[0].previous == GENESIS
        assert all(b.previous == a.hash for a, b in pairwise(events))
        last = events[-1]
        assert heads[last.aggregate, last.aggregate_id] == (last.seq, last.hash)


def test_an_event_holds_the_full_new_values_of_its_rows() -> None:
    with unit_of_work() as session:
        row = an_agency(session, "SNV", name="Sở Nội vụ")
        row.name = "Sở Nội vụ và Lao động"
        keep(session, "agency", "SNV", row)

    with unit_of_work() as session:
        written = chain(session, "agency", "SNV")[-1].rows["written"]

    assert written == [
        {
            "table": "agencies",
            "values": {
                "code": "SNV",
                "name": "Sở Nội vụ và Lao động",
                "kind": "so",
                "abbrev": "SNV",
                "aliases": [],
                "by_request": False,
                "sort_key": row.sort_key,
                "search_text": "sở nội vụ",
                "ended_at": None,
                "ended_because": None,
            },
        }
    ]


def test_two_acts_in_two_connections_on_one_aggregate_follow_each_other() -> None:
    with unit_of_work() as session:
        an_agency(session, "SNV")
    both_ready = threading.Barrier(2)
    faults: list[Exception] = []

    def rename(name: str) -> None:
        try:
            with unit_of_work() as session:
                row = session.get_one(AgencyRow, "SNV")
                both_ready.wait(timeout=10)
                row.name = name
                keep(session, "agency", "SNV", row)
        except Exception as fault:  # noqa: BLE001 - shown by the test below
            faults.append(fault)

    threads = [threading.Thread(target=rename, args=(n,)) for n in ("Một", "Hai")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with unit_of_work() as session:
        proof = audit.verify(session)
        last = chain(session, "agency", "SNV")[-2:]
    assert faults == []
    assert proof.fault is None
    assert last[1].previous == last[0].hash


def test_a_row_that_changes_without_an_event_is_refused() -> None:
    with unit_of_work() as session:
        an_agency(session, "SNV")

    with (
        pytest.raises(UnrecordedChangeError, match="AgencyRow"),
        unit_of_work() as session,
    ):
        session.get_one(AgencyRow, "SNV").name = "Khác"


def test_a_row_that_changes_after_its_event_is_refused() -> None:
    with (
        pytest.raises(UnrecordedChangeError, match="AgencyRow"),
        unit_of_work() as session,
    ):
        an_agency(session, "SNV").name = "Khác"


def test_a_new_row_without_an_event_is_refused() -> None:
    with (
        pytest.raises(UnrecordedChangeError, match="PostRow"),
        unit_of_work() as session,
    ):
        session.add(PostRow(id=1, agency_code="SNV", duty="head", title="Giám đốc"))


def test_a_kept_row_is_never_deleted() -> None:
    with unit_of_work() as session:
        an_agency(session, "SNV")
        post = a_post(session, "SNV", "checker")

    with (
        pytest.raises(UnrecordedChangeError, match="PostRow"),
        unit_of_work() as session,
    ):
        session.delete(session.get_one(PostRow, post.id))


def test_what_is_refused_writes_nothing() -> None:
    with pytest.raises(UnrecordedChangeError), unit_of_work() as session:
        an_agency(session, "SNV").name = "Khác"

    with unit_of_work() as session:
        assert session.scalars(select(AgencyRow)).all() == []
        assert session.scalars(select(EventRow)).all() == []


FORBIDDEN = {
    "update events": "UPDATE events SET act = 'khác'",
    "delete events": "DELETE FROM events",
    "truncate events": "TRUNCATE events",
    "update checkpoints": "UPDATE checkpoints SET chains = 0",
    "delete checkpoints": "DELETE FROM checkpoints",
}


@pytest.mark.parametrize("statement", FORBIDDEN.values(), ids=FORBIDDEN)
def test_the_application_may_not_change_history(statement: str) -> None:
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        engine.engine().begin() as connection,
    ):
        connection.execute(text(statement))


def test_personal_fields_stay_out_of_the_chain_and_can_be_erased() -> None:
    secrets = {"name": "Tên riêng", "phone": "0206 111", "post": "Phó phòng X"}
    with unit_of_work() as session:
        person = PersonRow(
            id=ids.take(session), digest="ab" * 32, salt="muối", **secrets
        )
        keep(session, "assignment", 1, person)
    with unit_of_work() as session:
        told = canonical([event.rows for event in session.scalars(select(EventRow))])
    erase = "UPDATE people SET name = NULL, phone = NULL, post = NULL, salt = NULL"
    with engine.engine().begin() as connection:
        connection.execute(text(erase))

    assert "ab" * 32 in told
    assert not any(secret in told for secret in (*secrets.values(), "muối"))
    with unit_of_work() as session:
        assert audit.verify(session).fault is None


def test_the_columns_that_are_personal_are_marked() -> None:
    personal = {
        column.name
        for kind in (PersonRow, BreakdownRow)
        for column in kind.__table__.columns
        if column.info.get("personal")
    }

    assert personal == {"salt", "name", "post", "phone", "person"}


def test_a_hash_does_not_depend_on_the_order_of_keys_or_on_the_time_zone() -> None:
    moment = ISSUED_AT

    assert event_hash({"a": 1, "b": moment}) == event_hash(
        {"b": moment.astimezone(), "a": 1}
    )
    assert event_hash({"a": 1}) != event_hash({"a": "1"})


def test_very_many_chains_move_at_once() -> None:
    many = [Entry("agency", f"A{number}", "list", ()) for number in range(12_000)]

    for _ in range(2):
        with unit_of_work() as session:
            record(session, many, actor="office", now=ISSUED_AT)

    with unit_of_work() as session:
        proof = audit.verify(session)
    assert (proof.chains, proof.events, proof.fault) == (12_000, 24_000, None)
