"""`namro escalations`: what is open, acknowledged and answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builders import a_directive, an_assignment, an_obligation
from model_office import at
from walking import tick

from office import escalations
from store import directives
from store.engine import unit_of_work

if TYPE_CHECKING:
    from conftest import Desk


def test_list_acknowledge_explain(desk: Desk) -> None:
    desk.set(now=at("2025-12-15", "10:00").isoformat())
    with unit_of_work() as session:
        (order,) = directives.instructions(session, a_directive(session).id)
        an_obligation(session, an_assignment(session, order, "SNV"), phase="returned")
    tick("2025-12-15")
    (number,) = (one.id for one in escalations.listed() if one.rung == "T+1")

    seen = desk.namro("escalations", "acknowledge", str(number))
    said = desk.namro("escalations", "explain", str(number), "--because", "Chờ số liệu")

    assert (seen.exit_code, said.exit_code) == (0, 0), said.output
    (row,) = (one for one in escalations.listed() if one.id == number)
    assert (row.answer, row.acknowledged_at is None) == ("explanation", False)
    assert str(number) in desk.namro("escalations", "list").stdout


def test_what_is_not_there_is_refused(desk: Desk) -> None:
    assert "cảnh báo" in desk.refused("escalations", "acknowledge", "1", code=1)
