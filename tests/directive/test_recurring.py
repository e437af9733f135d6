"""Recurring deadlines, one period ahead."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directive.model import Deadline, DeadlineKind, Recurrence
from directive.recurring import next_period
from store.calendar_file import load_calendar

CALENDAR = load_calendar()


def each(every: str, day: int | None = None, *, inclusive: bool = True) -> Deadline:
    return Deadline(
        DeadlineKind.RECURRING, inclusive=inclusive, recurrence=Recurrence(every, day)
    )


CASES = {
    "each month": (each("month"), date(2025, 11, 3), "tháng 11/2025", (2025, 11, 30)),
    "before the 20th": (
        each("month", 20, inclusive=False),
        date(2025, 11, 3),
        "tháng 11/2025",
        (2025, 11, 19),
    ),
    "the 19th is over": (
        each("month", 20, inclusive=False),
        date(2025, 11, 19),
        "tháng 12/2025",
        (2025, 12, 19),
    ),
    "the 31st of February": (
        each("month", 31),
        date(2026, 2, 1),
        "tháng 2/2026",
        (2026, 2, 28),
    ),
    "each quarter": (each("quarter"), date(2025, 8, 20), "quý III/2025", (2025, 9, 30)),
    "the 15th of its last month": (
        each("quarter", 15),
        date(2025, 9, 15),
        "quý IV/2025",
        (2025, 12, 15),
    ),
    "six months": (
        each("half_year"),
        date(2025, 8, 20),
        "6 tháng cuối năm 2025",
        (2025, 12, 31),
    ),
    "first half": (
        each("half_year", 10),
        date(2025, 12, 31),
        "6 tháng đầu năm 2026",
        (2026, 6, 10),
    ),
    "each year": (each("year"), date(2025, 12, 31), "năm 2026", (2026, 12, 31)),
    "a day of a month each year": (
        replace(each("year", 15), day=date(2025, 11, 15)),
        date(2025, 11, 15),
        "năm 2026",
        (2026, 11, 15),
    ),
    "each week": (each("week"), date(2025, 12, 30), "tuần 1/2026", (2026, 1, 2)),
    "each day": (each("day"), date(2025, 12, 15), "ngày 16/12/2025", (2025, 12, 16)),
    "from a start on": (
        replace(each("month"), start=date(2026, 1, 1)),
        date(2025, 11, 3),
        "tháng 1/2026",
        (2026, 1, 31),
    ),
}


@pytest.mark.parametrize(
    ("deadline", "after", "label", "on"), CASES.values(), ids=CASES
)
def test_next_period(
    deadline: Deadline, after: date, label: str, on: tuple[int, int, int]
) -> None:
    period = next_period(deadline, CALENDAR, after=after)

    assert period is not None
    assert (period.label, period.due.on) == (label, date(*on))


def test_the_last_working_day_of_a_period() -> None:
    period = next_period(each("month"), CALENDAR, after=date(2025, 11, 3))

    assert period is not None
    assert period.due.last_working_day == date(2025, 11, 28)


@pytest.mark.parametrize(
    "deadline", [Deadline(DeadlineKind.RECURRING), each("fortnight")]
)
def test_no_period_named(deadline: Deadline) -> None:
    assert next_period(deadline, CALENDAR, after=date(2025, 11, 3)) is None


@given(
    st.sampled_from(["day", "week", "month", "quarter", "half_year", "year"]),
    st.none() | st.integers(1, 7),
    st.booleans(),
    st.dates(date(2024, 1, 1), date(2028, 12, 31)),
)
def test_periods_follow_each_other_without_a_hole(
    every: str, day: int | None, inclusive: bool, after: date
) -> None:
    deadline = each(every, day, inclusive=inclusive)

    first = next_period(deadline, CALENDAR, after=after)
    assert first is not None
    second = next_period(deadline, CALENDAR, after=first.due.on)

    assert second is not None
    assert first.due.on > after
    assert (second.first - first.last).days == 1
