"""The yearly file of working days."""

from datetime import date
from pathlib import Path

import pytest

from store.calendar_file import CalendarFileError, load_calendar

FAULTS = {
    "no years": ("[]", "holds no years"),
    "not yaml": ("2026: [", "not a YAML file"),
    "no such day": ("2026: {off: ['2026-02-30']}", "2026-02-30 is not a day"),
    "another year's day": ("2026: {off: ['2025-05-02']}", "stands under 2026"),
    "not a list": ("2026: {off: '2026-01-02'}", "not a list"),
    "not a year": ("next: {off: []}", "'next' is not a year"),
    "both": ("2026: {off: ['2026-01-02'], working: ['2026-01-02']}", "both off"),
}


def test_the_shipped_file_holds_the_swaps() -> None:
    calendar = load_calendar()

    assert not calendar.is_working_day(date(2026, 1, 2))
    assert calendar.is_working_day(date(2026, 1, 10))
    assert calendar.warn_if_unconfirmed(2026) is None
    assert calendar.warn_if_unconfirmed(2027) is not None


def test_days_without_quotes_are_read_too(tmp_path: Path) -> None:
    file = tmp_path / "days.yaml"
    file.write_text("2026: {confirmed: true, off: [2026-01-02]}", encoding="utf-8")

    assert load_calendar(file).extra_off == {date(2026, 1, 2)}


@pytest.mark.parametrize(("content", "fault"), FAULTS.values(), ids=FAULTS)
def test_a_wrong_file_is_told_in_one_sentence(
    tmp_path: Path, content: str, fault: str
) -> None:
    file = tmp_path / "days.yaml"
    file.write_text(content, encoding="utf-8")

    with pytest.raises(CalendarFileError, match=fault) as error:
        load_calendar(file)

    assert str(file) in str(error.value)
    assert "\n" not in str(error.value)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(CalendarFileError, match="cannot be read"):
        load_calendar(tmp_path / "none.yaml")
