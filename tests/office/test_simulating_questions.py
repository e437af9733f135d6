"""An explanation that was asked for, tried on the past: it comes back as it did."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import small_office
from model_office import at
from small_office import HOUSE
from sqlalchemy import select
from walking import tick

from directive.ladder import DEFAULT_POLICY
from office import actor, escalations
from office.simulating import simulate
from store.engine import unit_of_work
from store.tables import EscalationRow

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

MONDAY = at("2025-12-15")


def see(number: int, now: datetime) -> None:
    escalations.acknowledge(number, actor=actor.LEADER, now=now)


def explain(number: int, now: datetime) -> None:
    escalations.explain(number, words="Chờ", actor=actor.agency("STP"), now=now)


def ask(number: int, now: datetime) -> None:
    escalations.ask(
        number, question="Vì sao?", house=HOUSE, actor=actor.LEADER, now=now
    )


PASTS = {
    "asked, and nothing followed": ((ask,), 1),
    "asked again of what was explained": ((explain, ask), 1),
    "asked and explained": ((ask, explain), 0),
    "explained, and seen after that": ((explain, see), 0),
}


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(("deeds", "again"), PASTS.values(), ids=PASTS)
def test_it_replays_as_it_came_back(
    deeds: tuple[Callable[[int, datetime], None], ...], again: int
) -> None:
    owed = small_office.found()[0]
    tick("2025-12-15")
    with unit_of_work() as session:
        number = session.scalars(
            select(EscalationRow.id).where(
                EscalationRow.obligation_id == owed.id, EscalationRow.rung == "T+1"
            )
        ).one()
    for hour, deed in enumerate(deeds, start=1):
        deed(number, MONDAY + timedelta(hours=hour))
    for days in range(1, 9):
        tick(str(MONDAY.date() + timedelta(days=days)))

    found = simulate(DEFAULT_POLICY, house=HOUSE)

    with unit_of_work() as session:
        row = session.get_one(EscalationRow, number)
    assert found.differences == ()
    assert (row.returned_at is not None) == bool(again)
