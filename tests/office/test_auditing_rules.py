"""What the office changes in its rules is no fault: a calendar put in force midway."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import small_office
from audited_office import Postbox, tick
from model_office import at
from small_office import HOUSE

from office import actor
from office.auditing import audit_promises
from office.rescheduling import document_in_force, put_calendar
from store.calendar_file import with_days

BECAUSE = "Thông báo nghỉ thêm"
CHANGES = {
    "a day off before the due date": ([date(2025, 12, 11)], []),
    "a day off after the due date": ([date(2025, 12, 16)], []),
    "a Saturday worked": ([], [date(2025, 12, 13)]),
}


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
