"""What the office changes in its rules is no fault: a calendar, an acknowledgement."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import small_office
from audited_office import Postbox, tick
from model_office import at
from small_office import HOUSE
from sqlalchemy import select

from office import actor, escalations
from office.auditing import audit_promises
from office.rescheduling import document_in_force, put_calendar
from store.calendar_file import with_days
from store.engine import unit_of_work
from store.tables import EscalationRow

BECAUSE = "Thông báo nghỉ thêm"
CHANGES = {
    "a day off before the due date": ([date(2025, 12, 11)], []),
    "a day off after the due date": ([date(2025, 12, 16)], []),
    "a Saturday worked": ([], [date(2025, 12, 13)]),
}


def taken_up() -> list[int]:
    """Return the escalations that are open."""
    with unit_of_work() as session:
        found = select(EscalationRow.id).where(EscalationRow.closed_at.is_(None))
        return list(session.scalars(found))


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(("off", "working"), CHANGES.values(), ids=CHANGES)
def test_a_calendar_put_in_force_midway_is_followed(
    off: list[date], working: list[date]
) -> None:
    small_office.found()
    box, day = Postbox(), date(2025, 12, 1)
    while day <= date(2025, 12, 19):
        tick(at(str(day), "07:30"), box)
        if day == date(2025, 12, 9):
            document = with_days(
                document_in_force(), off=off, working=working, because=BECAUSE
            )
            put_calendar(
                document,
                because=BECAUSE,
                house=HOUSE,
                actor=actor.OFFICE,
                now=at(str(day), "10:00"),
            )
        day += timedelta(days=1)

    found = audit_promises(HOUSE, at("2025-12-19", "08:30"), received=box.received)

    assert found.findings == ()
    assert found.promises > 30


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("answer", [None, "reassign", "submit"])
def test_what_was_acknowledged_comes_back_and_is_no_fault(answer: str | None) -> None:
    owed, box, day = small_office.found(), Postbox(), date(2025, 12, 8)
    while day <= date(2026, 1, 9):
        tick(at(str(day), "07:30"), box)
        if day == date(2025, 12, 15):
            for number in taken_up():
                escalations.acknowledge(
                    number, actor=actor.LEADER, now=at(str(day), "10:00")
                )
        if answer and day == date(2025, 12, 24):
            small_office.attempt(answer, owed[0], now=at(str(day), "10:00"))
        tick(at(str(day), "13:30"), box)
        day += timedelta(days=1)

    found = audit_promises(HOUSE, at("2026-01-09", "14:30"), received=box.received)

    assert found.findings == ()
