"""What a new calendar does to a date."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from directive.model import Deadline, DeadlineKind
from directive.reprojection import reproject
from store.calendar_file import load_calendar

OLD = load_calendar()
NEW = replace(OLD, statutory={**OLD.statutory, date(2025, 12, 3): "nghỉ thêm"})
ANCHOR = date(2025, 12, 1)


def within(amount: int, unit: str) -> Deadline:
    return Deadline(
        kind=DeadlineKind.RELATIVE, text="", amount=amount, unit=unit, anchor="mốc"
    )


DAY = date.fromisoformat
CASES = {
    "working days are counted again": (
        within(5, "working_day"),
        "2025-12-08",
        "2025-12-09",
    ),
    "days that end on the new holiday roll on": (
        within(2, "day"),
        "2025-12-03",
        "2025-12-04",
    ),
    "days that end elsewhere stay": (within(7, "day"), "2025-12-08", "2025-12-08"),
    "a fixed date stays": (None, "2025-12-03", "2025-12-03"),
}


@pytest.mark.parametrize(("deadline", "was", "is_now"), CASES.values(), ids=CASES)
def test_reproject(deadline: Deadline | None, was: str, is_now: str) -> None:
    due = reproject(DAY(was), NEW, deadline=deadline, anchored_on=ANCHOR)

    assert due.on == DAY(is_now)
    assert due.last_working_day == NEW.last_working_day(due.on)


def test_what_was_agreed_upon_is_not_counted_again() -> None:
    due = reproject(
        DAY("2025-12-08"),
        NEW,
        deadline=within(5, "working_day"),
        anchored_on=ANCHOR,
        agreed=True,
    )

    assert due.on == DAY("2025-12-08")
