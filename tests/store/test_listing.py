"""Order, places and searching of the list, in SQL."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from builders import (
    CALENDAR,
    a_directive,
    an_agency,
    an_assignment,
    an_obligation,
)
from sqlalchemy import select

from directive.timeliness import Timeliness
from store.engine import unit_of_work
from store.listing import Cursor, Filters, Look, Page, Sort
from store.tables import InstructionRow

NOW = datetime(2025, 12, 31, 2, 0, tzinfo=UTC)
EARLY = datetime(2025, 11, 3, 2, 0, tzinfo=UTC)  # before most is due
ROWS = (
    {"phase": "withdrawn", "due_on": date(2025, 1, 1)},
    {"phase": "accepted", "due_on": date(2025, 1, 2), "submitted_at": NOW},
    {"phase": "issued", "due_on": None},
    {"phase": "issued", "due_on": date(2025, 12, 20)},
    {"phase": "submitted", "due_on": date(2025, 12, 1), "submitted_at": NOW},
    {"phase": "issued", "due_on": date(2025, 12, 20)},
)
IN_ORDER = [4, 3, 5, 2, 1, 0]


@pytest.fixture
def numbers(database: object) -> list[int]:
    """Keep ROWS under one assignment; return their ids."""
    del database
    with unit_of_work() as session:
        an_agency(session, name="Sở Nội vụ")
        a_directive(session)
        order = session.scalars(select(InstructionRow)).one()
        assignment = an_assignment(session, order)
        return [an_obligation(session, assignment, **row).id for row in ROWS]


def look(cursor: Cursor | None = None, limit: int = 10, words: str = "") -> Page:
    with unit_of_work() as session:
        asked = Look.at(session, Filters(words=words), now=NOW, calendar=CALENDAR)
        return asked.page(cursor=cursor, limit=limit)


def test_what_is_to_be_done_comes_first_by_date(numbers: list[int]) -> None:
    found = look()

    assert [line.obligation_id for line in found.lines] == [
        numbers[place] for place in IN_ORDER
    ]
    assert (found.before, found.after) == (None, None)


@pytest.mark.parametrize("limit", range(1, 7))
def test_pages_lead_through_all_rows_and_back(limit: int, numbers: list[int]) -> None:
    there = [look(limit=limit)]
    while (after := there[-1].after) is not None:
        there.append(look(after, limit))
    back = [there[-1]]
    while (before := back[-1].before) is not None:
        back.append(look(before, limit))

    seen = [line.obligation_id for one in there for line in one.lines]
    assert seen == [numbers[place] for place in IN_ORDER]
    assert [one.lines for one in back] == [one.lines for one in reversed(there)]


@pytest.mark.parametrize("sort", Sort)
def test_every_order_leads_through_all_rows_and_back(
    sort: Sort, numbers: list[int]
) -> None:
    with unit_of_work() as session:
        asked = Look.at(session, Filters(), now=NOW, calendar=CALENDAR)
        whole = asked.page(cursor=None, limit=10, sort=sort).lines
        there = [asked.page(cursor=None, limit=2, sort=sort)]
        while (after := there[-1].after) is not None:
            there.append(asked.page(cursor=after, limit=2, sort=sort))
        back = [there[-1]]
        while (before := back[-1].before) is not None:
            back.append(asked.page(cursor=before, limit=2, sort=sort))

    assert sorted(line.obligation_id for line in whole) == sorted(numbers)
    assert tuple(line for one in there for line in one.lines) == whole
    assert [one.lines for one in back] == [one.lines for one in reversed(there)]


def test_what_lies_in_two_stretches_of_the_order_is_found_once(
    numbers: list[int],
) -> None:
    filters = Filters(timeliness=Timeliness.IN_TIME)
    with unit_of_work() as session:
        early = Look.at(session, filters, now=EARLY, calendar=CALENDAR)
        found = early.page(cursor=None, limit=10).lines
        counted = early.count(at_most=10)

    assert [line.obligation_id for line in found] == [
        numbers[place] for place in (3, 5)
    ]
    assert counted == len(found)


def test_a_place_behind_the_last_row_is_empty(numbers: list[int]) -> None:
    found = look(Cursor(2, date(9999, 12, 31), max(numbers)))

    assert found == Page((), None, None)


def test_counting_stops_where_it_is_told(numbers: list[int]) -> None:
    with unit_of_work() as session:
        asked = Look.at(session, Filters(), now=NOW, calendar=CALENDAR)
        found = asked.count(at_most=4)

    assert found == 4 < len(numbers)


SPOKEN = {
    "the order": "bao cao ket qua",
    "the agency and the symbol": "noi vu UBND-VX",
    "the title of the document": "ve sinh lao dong",
    "the code": "nv-2025",
}


@pytest.mark.parametrize("words", SPOKEN.values(), ids=SPOKEN)
def test_search_looks_at(words: str, numbers: list[int]) -> None:
    assert len(look(words=words).lines) == len(numbers)
    assert look(words=f"{words} khongcotu").lines == ()
