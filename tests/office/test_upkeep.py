"""The nightly round: what holds is sealed, what does not is a task for the office."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import small_office
from model_office import at
from small_office import HOUSE
from sqlalchemy import select, text

from office.upkeep import keep_up, seal
from store.engine import connect, unit_of_work
from store.tables import CheckpointRow, OfficeTaskRow
from store.trail import Entry, record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from conftest import Database

NIGHT, NEXT_NIGHT = at("2025-12-15", "23:00"), at("2025-12-16", "23:00")


@pytest.fixture
def as_owner(database: Database) -> Iterator[Callable[[str], None]]:
    small_office.found()
    engine = connect(database.owner_url)

    def run(statement: str) -> None:
        with engine.begin() as connection:
            connection.execute(text(statement))

    yield run
    engine.dispose()


def tasks() -> list[tuple[str, str]]:
    with unit_of_work() as session:
        found = select(OfficeTaskRow.kind, OfficeTaskRow.reason)
        return list(session.execute(found).tuples())


def seals() -> list[str]:
    with unit_of_work() as session:
        return [str(day) for day in session.scalars(select(CheckpointRow.day))]


@pytest.mark.usefixtures("as_owner")
def test_a_day_that_holds_is_sealed_once() -> None:
    first, again = keep_up(house=HOUSE, now=NIGHT), keep_up(house=HOUSE, now=NIGHT)
    last = keep_up(house=HOUSE, now=NEXT_NIGHT)

    assert (first.checkpoint, again.checkpoint, last.checkpoint) == (True, False, True)
    assert (first.fault, first.figures_differ, first.calendar_warning) == (
        None,
        0,
        None,
    )
    assert first.events > 0
    assert seals() == ["2025-12-15", "2025-12-16"]
    assert tasks() == []


def test_a_fault_in_the_trail_is_one_task_and_no_seal(
    as_owner: Callable[[str], None],
) -> None:
    as_owner("UPDATE assignments SET accountable = 'x' WHERE agency_code = 'STP'")

    first, again = keep_up(house=HOUSE, now=NIGHT), keep_up(house=HOUSE, now=NEXT_NIGHT)

    assert first.fault is not None
    assert "assignments" in first.fault
    assert (first.checkpoint, again.checkpoint, seals()) == (False, False, [])
    assert tasks() == [("trail", f"Nhật ký không còn nguyên vẹn: {first.fault}")]


def test_a_task_that_was_closed_too_early_is_opened_again(
    as_owner: Callable[[str], None],
) -> None:
    as_owner("UPDATE assignments SET accountable = 'x' WHERE agency_code = 'STP'")
    keep_up(house=HOUSE, now=NIGHT)
    with unit_of_work() as session:
        (task,) = session.scalars(select(OfficeTaskRow))
        task.closed_at = NIGHT
        closed = Entry("office_task", str(task.id), "close", (task,))
        record(session, [closed], actor="office", now=NIGHT)

    keep_up(house=HOUSE, now=NEXT_NIGHT)

    assert len(tasks()) == 2


def test_figures_that_differ_are_a_task_and_the_trail_is_sealed(
    as_owner: Callable[[str], None],
) -> None:
    as_owner("UPDATE figures SET n = n + 1 WHERE agency_code = 'STP'")

    found = keep_up(house=HOUSE, now=NIGHT)

    assert (found.fault, found.figures_differ, found.checkpoint) == (None, 2, True)
    assert [kind for kind, _ in tasks()] == ["figures"]


@pytest.mark.usefixtures("as_owner")
def test_a_year_that_is_not_confirmed_is_said() -> None:
    found = keep_up(house=HOUSE, now=at("2031-12-15", "23:00"))

    assert found.calendar_warning is not None
    assert "2031" in found.calendar_warning


@pytest.mark.usefixtures("as_owner")
def test_an_earlier_day_is_not_sealed_after_a_later_one() -> None:
    assert seal(now=NEXT_NIGHT)
    assert not seal(now=NIGHT)
