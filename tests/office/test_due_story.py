"""How a due date came about, in sentences that an official can check."""

from __future__ import annotations

from datetime import date

import pytest

from directive.model import Deadline, DeadlineKind
from office.due_story import how_far, how_it_came
from store.calendar_file import load_calendar

CALENDAR = load_calendar()


def by(text: str, day: date, *, inclusive: bool) -> Deadline:
    return Deadline(
        kind=DeadlineKind.FIXED, text=text, day=day, inclusive=inclusive, last_day=day
    )


CAME = {
    "up to and with the day": (
        by("chậm nhất ngày 31/10/2025", date(2025, 10, 31), inclusive=True),
        date(2025, 10, 31),
        [
            "Văn bản ghi “chậm nhất ngày 31/10/2025”.",
            "Được làm đến hết chính ngày 31/10/2025 (thứ Sáu).",
        ],
    ),
    "no date": (
        None,
        None,
        ["Chưa tính được ngày nào: nhiệm vụ không có thời hạn cụ thể."],
    ),
    "a date agreed later, in a holiday": (
        None,
        date(2025, 9, 2),
        [
            (
                "Ngày làm việc cuối cùng là 29/8/2025 (thứ Sáu); ngày nghỉ:"
                " 30/8/2025–31/8/2025 (cuối tuần);"
                " 01/9/2025–02/9/2025 (Quốc khánh 2/9)."
            )
        ],
    ),
}


@pytest.mark.parametrize(("deadline", "due_on", "said"), CAME.values(), ids=CAME)
def test_how_it_came(
    deadline: Deadline | None, due_on: date | None, said: list[str]
) -> None:
    assert list(how_it_came(deadline, due_on, calendar=CALENDAR)) == said


FAR = {
    "days ahead": (
        date(2025, 12, 31),
        date(2025, 12, 30),
        False,
        ["Tính từ ngày 30/12/2025 còn 1 ngày làm việc."],
    ),
    "a swapped Saturday counts and a swapped Friday does not": (
        date(2025, 12, 31),
        date(2026, 1, 12),
        False,
        [
            "Tính đến ngày 12/01/2026 đã quá hạn 7 ngày làm việc.",
            (
                "Không tính các ngày nghỉ: 01/01/2026 (Tết Dương lịch); 02/01/2026"
                " (nghỉ hoán đổi); 03/01/2026–04/01/2026 (cuối tuần); 11/01/2026"
                " (cuối tuần)."
            ),
        ],
    ),
    "answered in time": (
        date(2025, 12, 31),
        date(2025, 12, 31),
        True,
        ["Đã báo cáo kết quả ngày 31/12/2025: đúng hạn."],
    ),
    "answered late": (
        date(2025, 12, 11),
        date(2025, 12, 12),
        True,
        ["Đã báo cáo kết quả ngày 12/12/2025: quá hạn 1 ngày làm việc."],
    ),
}


@pytest.mark.parametrize(("due_on", "on", "answered", "said"), FAR.values(), ids=FAR)
def test_how_far(due_on: date, on: date, answered: bool, said: list[str]) -> None:
    assert list(how_far(due_on, on, answered=answered, calendar=CALENDAR)) == said
