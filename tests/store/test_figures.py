"""The figures that are kept equal a full count, whatever is done."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
import small_office
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_office import ACTS, attempt
from sqlalchemy import select, text

from runtime.clock import HANOI
from store import engine, figures, views
from store.engine import connect, unit_of_work
from store.tables import ObligationRow

if TYPE_CHECKING:
    from conftest import Cloner, Database

START = datetime(2025, 12, 1, tzinfo=UTC)
HISTORIES = st.lists(
    st.tuples(st.sampled_from(list(ACTS)), st.integers(0, 7), st.integers(0, 30)),
    min_size=8,
    max_size=20,
)
FOUNDED = "template_with_a_small_office"


def counted() -> Counter[tuple[object, ...]]:
    """Count in Python what the trigger counts in the database."""
    with unit_of_work() as session:
        return Counter(
            (
                row.agency_code,
                str(row.directive_id),
                row.phase,
                row.due_on,
                row.submitted_at and row.submitted_at.astimezone(HANOI).date(),
            )
            for row in session.scalars(select(ObligationRow))
        )


def kept() -> Counter[tuple[object, ...]]:
    with unit_of_work() as session:
        return Counter(
            {
                (r.agency, r.directive, r.phase, r.due_on, r.submitted_on): r.n
                for r in views.tallies(session)
            }
        )


def differences() -> int:
    with unit_of_work() as session:
        return figures.differences(session)


@pytest.fixture(scope="module")
def owed(cloner: Cloner, template: str) -> list[small_office.Owed]:
    """Found a small office once, and keep its database to clone."""
    with cloner.bound(template) as made:
        owed = small_office.found()
        engine.release()
        cloner.copy(made.name, FOUNDED)
    return owed


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(history=HISTORIES)
def test_after_every_act_the_figures_equal_a_full_count(
    history: list[tuple[str, int, int]], cloner: Cloner, owed: list[small_office.Owed]
) -> None:
    now = START
    with cloner.bound(FOUNDED):
        for act, which, hours in history:
            now += timedelta(hours=hours)
            attempt(act, owed[which], now=now)

            assert kept() == counted()
            assert differences() == 0


def test_the_day_of_submission_is_the_day_in_ha_noi(
    cloner: Cloner, owed: list[small_office.Owed]
) -> None:
    with cloner.bound(FOUNDED):
        attempt("submit", owed[0], now=datetime(2025, 12, 14, 16, 59, tzinfo=UTC))
        attempt("submit", owed[1], now=datetime(2025, 12, 14, 17, 0, tzinfo=UTC))
        with unit_of_work() as session:
            days = {r.submitted_on for r in views.tallies(session) if r.submitted_on}

    assert [str(day) for day in sorted(days)] == ["2025-12-14", "2025-12-15"]


def test_a_figure_that_was_changed_is_a_difference(database: Database) -> None:
    small_office.found()
    before = differences()
    owner = connect(database.owner_url)
    with owner.begin() as connection:
        connection.execute(
            text("UPDATE figures SET n = n + 1 WHERE agency_code = 'STP'")
        )
    owner.dispose()

    assert (before, differences()) == (0, 2)


def test_what_is_most_late_comes_first(database: Database) -> None:
    del database
    owed = small_office.found()
    attempt("extend", owed[0], now=START)
    with unit_of_work() as session:
        found = figures.most_late(
            session, ("issued",), today=datetime(2026, 1, 5, tzinfo=UTC).date(), limit=3
        )
        late = [obligation.id for _, obligation in found]
        none = figures.most_late(session, ("issued",), today=START.date(), limit=3)

    assert late == [owed[1].id, owed[2].id, owed[3].id]
    assert none == []
