"""An act of a person and a walk of the clock at the same moment: both succeed."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
import small_office
from model_office import at
from small_office import HOUSE, REPORT
from sqlalchemy import select

from office import actor, submitting
from office.reminding import Sounded, escalate
from store import audit
from store.engine import unit_of_work
from store.tables import ObligationRow, ReminderRow

if TYPE_CHECKING:
    from collections.abc import Mapping

pytestmark = pytest.mark.usefixtures("database")

NOW = at("2025-12-15")


def test_handing_in_while_the_ladder_walks(monkeypatch: pytest.MonkeyPatch) -> None:
    """The walk waits for the agency's act, and then leaves it in peace."""
    mine = small_office.found()[0]
    walked: list[Sounded] = []
    walk = threading.Thread(
        target=lambda: walked.append(escalate(house=HOUSE, now=NOW))
    )
    record = submitting.record

    def record_late(*args: object, **kwargs: Mapping[str, object]) -> None:
        walk.start()
        walk.join(timeout=1)
        record(*args, **kwargs)  # type: ignore[arg-type] # passed on

    monkeypatch.setattr(submitting, "record", record_late)
    submitting.submit(
        {mine.id: "Xong"}, REPORT, channel="web", actor=actor.agency("STP"), now=NOW
    )
    walk.join()

    with unit_of_work() as session:
        proof = audit.verify(session)
        phase = session.get_one(ObligationRow, mine.id).phase
        told = session.scalars(
            select(ReminderRow.rung).where(ReminderRow.obligation_id == mine.id)
        ).all()
    assert walked[0].rungs["T+1"] == 3
    assert (phase, told) == ("submitted", [])
    assert proof.fault is None
