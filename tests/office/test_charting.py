"""The charts of the office are of the same figures as its pages."""

from __future__ import annotations

from datetime import UTC, date, datetime

import builders as b
import pytest
from model_office import Issued, at
from sqlalchemy import select

from office import charting, status
from store.engine import unit_of_work
from store.tables import InstructionRow

NOW = datetime(2025, 12, 10, 3, 0, tzinfo=UTC)
PHASES = {
    "owed": ("issued", ("0", "1", "1")),
    "waiting for a verdict": ("submitted", ("0", "1", "1")),
    "done": ("accepted", ("1", "0", "1")),
    "withdrawn": ("withdrawn", ("0", "0", "0")),
}


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(("phase", "counted"), PHASES.values(), ids=PHASES)
def test_a_week_counts_what_falls_due_in_it(
    phase: str, counted: tuple[str, ...]
) -> None:
    with unit_of_work() as session:
        b.an_agency(session, "SNV")
        b.a_directive(session)
        order = session.scalars(select(InstructionRow)).one()
        made = b.an_assignment(session, order, "SNV")
        b.an_obligation(session, made, phase=phase, due_on=date(2025, 12, 14))

    table = charting.load(now=NOW, weeks_before=1, weeks_after=1).table
    others = charting.load(now=NOW, agency="STP").table

    assert table.rows == (
        ("01/12/2025", "0", "0", "0"),
        ("08/12/2025", *counted),
        ("15/12/2025", "0", "0", "0"),
    )
    assert {row[3] for row in others.rows} == {"0"}
    assert len(others.rows) == charting.WEEKS_BEFORE + 1 + charting.WEEKS_AFTER


def test_the_model_directive_falls_due_in_one_week(issued: Issued) -> None:
    now = at("2025-12-31")
    seen = status.overview(house=issued.house, now=now)
    load, late = charting.load(now=now), charting.lateness(seen.agencies)

    assert [row for row in load.table.rows if row[3] != "0"] == [
        ("08/12/2025", "0", "76", "76")
    ]
    assert len(late.table.rows) == len(seen.agencies) == 76
    assert late.rows[0][1] == seen.agencies[0].open_late > 0
