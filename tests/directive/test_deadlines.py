"""From a deadline's words to the last permitted day."""

from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from directive.deadlines import Due, Reckoning, add_months, work_out
from directive.model import NO_DEADLINE, Deadline, DeadlineKind
from store.calendar_file import load_calendar

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
CALENDAR = load_calendar()

BEFORE = Deadline(DeadlineKind.FIXED, day=date(2025, 12, 15), inclusive=False)
BY = replace(BEFORE, inclusive=True)
SUNDAY = replace(BY, day=date(2025, 12, 14))


def within(amount: int | None, unit: str | None) -> Deadline:
    return Deadline(DeadlineKind.RELATIVE, amount=amount, unit=unit)


DATED = {
    "trước ngày 15/12": (BEFORE, date(2025, 12, 14), date(2025, 12, 12)),
    "chậm nhất ngày 15/12": (BY, date(2025, 12, 15), date(2025, 12, 15)),
    "a fixed Sunday does not roll": (SUNDAY, date(2025, 12, 14), date(2025, 12, 12)),
    "only the last day known": (
        Deadline(DeadlineKind.FIXED, last_day=date(2026, 1, 2)),
        date(2026, 1, 2),
        date(2025, 12, 31),
    ),
    "trong quý I/2026": (
        Deadline(DeadlineKind.QUARTER, day=date(2026, 3, 31)),
        date(2026, 3, 31),
        date(2026, 3, 31),
    ),
}

# Anchored on Wednesday 31/12/2025: 1, 2 (swapped), 3 and 4 January are free, and
# Saturday 10 January is worked.
PERIODS = {
    "05 ngày làm việc": (within(5, "working_day"), date(2026, 1, 9)),
    "06 ngày làm việc": (within(6, "working_day"), date(2026, 1, 10)),
    "02 ngày rolls over the swap": (within(2, "day"), date(2026, 1, 5)),
    "10 ngày ends on a worked Saturday": (within(10, "day"), date(2026, 1, 10)),
    "01 tháng is the last of January, a Saturday": (
        within(1, "month"),
        date(2026, 2, 2),
    ),
    "02 tháng is the end of February": (within(2, "month"), date(2026, 3, 2)),
}

UNKNOWN = {
    "none": (NO_DEADLINE, None),
    "ongoing": (Deadline(DeadlineKind.ONGOING), None),
    "recurring": (Deadline(DeadlineKind.RECURRING), None),
    "no anchor yet": (within(5, "working_day"), None),
    "right after an event": (within(None, None), date(2025, 12, 31)),
    "hours from a day": (within(24, "hour"), date(2025, 12, 31)),
    "a unit nobody knows": (within(2, "fortnight"), date(2025, 12, 31)),
}

OTHER_RULES = {
    "before includes": (
        BEFORE,
        Reckoning(before_excludes=False),
        date(2025, 12, 15),
    ),
    "fixed rolls": (SUNDAY, Reckoning(roll_fixed=True), date(2025, 12, 15)),
    "the first day counts": (
        within(5, "working_day"),
        Reckoning(count_first_day=True),
        date(2026, 1, 8),
    ),
    "a period does not roll": (
        within(2, "day"),
        Reckoning(roll_periods=False),
        date(2026, 1, 2),
    ),
}


@pytest.mark.parametrize(("deadline", "on", "worked"), DATED.values(), ids=DATED)
def test_dated(deadline: Deadline, on: date, worked: date) -> None:
    assert work_out(deadline, CALENDAR) == Due(on, worked)


@pytest.mark.parametrize(("deadline", "on"), PERIODS.values(), ids=PERIODS)
def test_periods_start_the_day_after(deadline: Deadline, on: date) -> None:
    due = work_out(deadline, CALENDAR, anchored=date(2025, 12, 31))

    assert due == Due(on, on)


@pytest.mark.parametrize(("deadline", "anchored"), UNKNOWN.values(), ids=UNKNOWN)
def test_stays_unknown(deadline: Deadline, anchored: date | None) -> None:
    assert work_out(deadline, CALENDAR, anchored=anchored) is None


@pytest.mark.parametrize(
    ("deadline", "reckoning", "on"), OTHER_RULES.values(), ids=OTHER_RULES
)
def test_each_rule_is_a_flag(
    deadline: Deadline, reckoning: Reckoning, on: date
) -> None:
    due = work_out(deadline, CALENDAR, anchored=date(2025, 12, 31), reckoning=reckoning)

    assert due is not None
    assert due.on == on


def test_an_hour_gives_a_moment_on_the_day_itself() -> None:
    due = work_out(replace(BEFORE, hour=time(17)), CALENDAR)

    assert due == Due(
        date(2025, 12, 15),
        date(2025, 12, 15),
        datetime(2025, 12, 15, 17, tzinfo=HANOI),
    )


def test_hours_run_through_the_night() -> None:
    moment = datetime(2025, 12, 12, 16, 30, tzinfo=HANOI)

    due = work_out(within(24, "hour"), CALENDAR, anchored=moment)

    assert due == Due(
        date(2025, 12, 13),
        date(2025, 12, 12),
        datetime(2025, 12, 13, 16, 30, tzinfo=HANOI),
    )


def test_a_moment_anchors_days_too() -> None:
    moment = datetime(2025, 12, 11, 23, 30, tzinfo=HANOI)

    due = work_out(within(1, "working_day"), CALENDAR, anchored=moment)

    assert due is not None
    assert due.on == date(2025, 12, 12)


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2025, 12, 15), 12, date(2026, 12, 15)),
    ],
)
def test_months_end_on_the_corresponding_day(
    day: date, count: int, expected: date
) -> None:
    assert add_months(day, count) == expected
