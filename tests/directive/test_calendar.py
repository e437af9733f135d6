"""Which days are worked, and how they are counted."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from directive.calendar import WorkCalendar
from directive.statutory import STATUTORY_DAYS

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
CALENDAR = WorkCalendar(
    extra_off=frozenset(
        {
            date(2024, 4, 29),
            date(2025, 5, 2),
            date(2026, 1, 2),
            date(2026, 8, 31),
        }
    ),
    extra_working=frozenset(
        {
            date(2024, 5, 4),
            date(2025, 4, 26),
            date(2026, 1, 10),
            date(2026, 8, 22),
        }
    ),
    confirmed_years=frozenset({2024, 2025, 2026}),
)

DAYS = {
    "a Friday": (date(2025, 12, 12), None),
    "a Saturday": (date(2025, 12, 13), "cuối tuần"),
    "a swapped Saturday": (date(2026, 1, 10), None),
    "the Friday it is swapped for": (date(2026, 1, 2), "nghỉ hoán đổi"),
    "new year": (date(2026, 1, 1), "Tết Dương lịch"),
    "eve of Tết": (date(2026, 2, 16), "Tết Nguyên đán"),
    "Hùng Vương made up": (date(2026, 4, 27), "Giỗ Tổ Hùng Vương (nghỉ bù)"),
    "culture day": (date(2026, 11, 24), "Ngày Văn hóa Việt Nam 24/11"),
    "culture day, a year too early": (date(2025, 11, 24), None),
}

COUNTS = {
    "before the model deadline": (date(2025, 12, 12), -10, date(2025, 11, 28)),
    "the day before": (date(2025, 12, 12), -1, date(2025, 12, 11)),
    "itself": (date(2025, 12, 13), 0, date(2025, 12, 13)),
    "from a Sunday": (date(2025, 12, 14), 1, date(2025, 12, 15)),
    "five from new year's eve": (date(2025, 12, 31), 5, date(2026, 1, 9)),
    "six reach the Saturday": (date(2025, 12, 31), 6, date(2026, 1, 10)),
    "back over Tết": (date(2026, 2, 23), -1, date(2026, 2, 13)),
}

MOMENTS = {
    "in the morning": ((2026, 1, 12, 8, 0), (2026, 1, 12, 8, 0)),
    "before it": ((2026, 1, 12, 6, 0), (2026, 1, 12, 7, 30)),
    "on the dot": ((2026, 1, 12, 7, 30), (2026, 1, 12, 7, 30)),
    "at lunch": ((2026, 1, 12, 12, 0), (2026, 1, 12, 13, 30)),
    "after work": ((2026, 1, 12, 17, 0), (2026, 1, 13, 7, 30)),
    "over the swap": ((2026, 1, 1, 9, 0), (2026, 1, 5, 7, 30)),
    "a swapped Saturday": ((2026, 1, 10, 9, 0), (2026, 1, 10, 9, 0)),
    "Friday evening before it": ((2026, 1, 9, 20, 0), (2026, 1, 10, 7, 30)),
}

# Where the package and our table differ on purpose.
SWAPS_OF_THE_PACKAGE = {date(2024, 4, 29), date(2025, 5, 2), date(2026, 8, 31)}
"""Swaps are the yearly file's, not the law's."""
MISSING_FROM_THE_PACKAGE = {date(2026, 1, 2), date(2026, 1, 10)}
"""12729/VPCP-KGVX of 25/12/2025."""

days = st.dates(date(2024, 1, 1), date(2028, 12, 31))


@pytest.mark.parametrize(("day", "why"), DAYS.values(), ids=DAYS)
def test_why_a_day_is_off(day: date, why: str | None) -> None:
    assert CALENDAR.why_off(day) == why
    assert CALENDAR.is_working_day(day) is (why is None)


@pytest.mark.parametrize(("day", "count", "expected"), COUNTS.values(), ids=COUNTS)
def test_add_working_days(day: date, count: int, expected: date) -> None:
    assert CALENDAR.add_working_days(day, count) == expected


@pytest.mark.parametrize(("now", "expected"), MOMENTS.values(), ids=MOMENTS)
def test_next_working_moment(
    now: tuple[int, int, int, int, int], expected: tuple[int, int, int, int, int]
) -> None:
    moment = datetime(*now, tzinfo=HANOI).astimezone(UTC)

    assert CALENDAR.next_working_moment(moment) == datetime(*expected, tzinfo=HANOI)
    assert CALENDAR.is_working_time(moment) is (now == expected)


def test_nearest_working_days() -> None:
    assert CALENDAR.last_working_day(date(2025, 12, 14)) == date(2025, 12, 12)
    assert CALENDAR.next_working_day(date(2026, 2, 14)) == date(2026, 2, 23)


def test_skipped_days_tell_why() -> None:
    assert CALENDAR.skipped(date(2025, 12, 31), date(2026, 1, 5)) == (
        (date(2026, 1, 1), "Tết Dương lịch"),
        (date(2026, 1, 2), "nghỉ hoán đổi"),
        (date(2026, 1, 3), "cuối tuần"),
        (date(2026, 1, 4), "cuối tuần"),
    )


def test_a_day_ends_at_midnight_in_hanoi() -> None:
    assert CALENDAR.end_of(date(2025, 12, 14)) == datetime(2025, 12, 14, 17, tzinfo=UTC)
    assert CALENDAR.day_of(datetime(2025, 12, 14, 17, tzinfo=UTC)) == date(2025, 12, 15)


def test_a_naive_moment_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        CALENDAR.is_working_time(datetime(2026, 1, 12, 8))  # noqa: DTZ001 - on purpose


@pytest.mark.parametrize(
    ("year", "words"), [(2026, None), (2027, "dự kiến"), (2035, "chưa có ngày nghỉ")]
)
def test_an_unconfirmed_year_warns(year: int, words: str | None) -> None:
    warning = CALENDAR.warn_if_unconfirmed(year)

    assert (words is None) is (warning is None)
    assert words is None or words in str(warning)


def test_a_calendar_without_working_days_is_an_error() -> None:
    first = date(2026, 1, 1)
    closed = {first + timedelta(days=number): "đóng" for number in range(200)}

    with pytest.raises(ValueError, match="no working day"):
        WorkCalendar(statutory=closed).next_working_day(first)


@pytest.mark.parametrize("year", range(2024, 2029))
def test_statutory_days_agree_with_the_holidays_package(year: int) -> None:
    ours = {day for day in STATUTORY_DAYS if day.year == year}
    theirs = set(holidays.country_holidays("VN", years=year))

    assert theirs - ours == {day for day in SWAPS_OF_THE_PACKAGE if day.year == year}
    assert ours - theirs == set()


@pytest.mark.parametrize("year", range(2024, 2029))
def test_working_days_agree_with_the_holidays_package(year: int) -> None:
    package = holidays.country_holidays("VN", years=year)
    first = date(year, 1, 1)
    year_days = (first + timedelta(days=number) for number in range(366))

    differ = {
        day
        for day in year_days
        if package.is_working_day(day) is not CALENDAR.is_working_day(day)
    }

    assert differ == {day for day in MISSING_FROM_THE_PACKAGE if day.year == year}


def brute_force_days_worked(start: date, end: date) -> int:
    """Count (start, end] by walking it, from the rules and not from the calendar."""
    worked, day = 0, start
    while day < end:
        day += timedelta(days=1)
        weekday = day.isoweekday() < 6
        free = day in STATUTORY_DAYS or day in CALENDAR.extra_off
        worked += day in CALENDAR.extra_working or (weekday and not free)
    return worked


@given(days, st.integers(-600, 600))
def test_counting_agrees_with_brute_force(start: date, length: int) -> None:
    end = start + timedelta(days=length)
    expected = (
        brute_force_days_worked(start, end)
        if end >= start
        else -brute_force_days_worked(end, start)
    )

    assert CALENDAR.working_days_between(start, end) == expected


@given(days, st.integers(1, 80))
def test_adding_agrees_with_brute_force(start: date, count: int) -> None:
    end = CALENDAR.add_working_days(start, count)

    assert brute_force_days_worked(start, end) == count
    assert brute_force_days_worked(start, end - timedelta(days=1)) == count - 1


@given(days, st.integers(1, 80))
def test_counting_back_undoes_counting_on(start: date, count: int) -> None:
    start = CALENDAR.next_working_day(start)

    there = CALENDAR.add_working_days(start, count)

    assert CALENDAR.add_working_days(there, -count) == start
