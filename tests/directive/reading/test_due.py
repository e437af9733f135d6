"""What the deadline reader must, and must not, find in a sentence."""

from __future__ import annotations

from datetime import date, time

import pytest

from directive.calendar import WorkCalendar
from directive.errors import ImpossibleDateError
from directive.model import Deadline, DeadlineKind, Recurrence
from directive.reading.citations import citations, mask
from directive.reading.due import find_deadlines
from directive.reading.found import Reader
from directive.reading.text import View

ISSUED = date(2025, 11, 25)
YEAR_END = date(2025, 12, 31)


def deadlines(sentence: str, issued: date | None = ISSUED) -> list[Deadline]:
    view = View.of(sentence)
    masked = mask(view, citations(view))
    reader = Reader(view, masked, issued, WorkCalendar().last_working_day)
    return [found.deadline for found in find_deadlines(reader, 0, len(view.key))]


# sentence, day named, last permitted day, rule
FIXED = {
    "before": ("báo cáo trước ngày 15/12/2025", (12, 15), (12, 14), "before_day"),
    "before, spelled out": (
        "xong trước ngày 05 tháng 12 năm 2025",
        (12, 5),
        (12, 4),
        "before_day",
    ),
    "before a named weekday": (
        "báo cáo trước Thứ Tư ngày 03/12/2025",
        (12, 3),
        (12, 2),
        "before_day",
    ),
    "year left out": ("gửi về Sở trước ngày 10/12", (12, 10), (12, 9), "before_day"),
    "at the latest": ("chậm nhất ngày 25/12/2025", (12, 25), (12, 25), "by_day"),
    "at the latest, with là": (
        "chậm nhất là ngày 20/12/2025",
        (12, 20),
        (12, 20),
        "by_day",
    ),
    "at the latest before": (
        "chậm nhất trước ngày 20/12/2025",
        (12, 20),
        (12, 19),
        "before_day",
    ),
    "to the end of": (
        "thực hiện đến hết ngày 31 tháng 12 năm 2025",
        (12, 31),
        (12, 31),
        "by_day",
    ),
    "dots": ("hoàn thành trước ngày 15.12.2025", (12, 15), (12, 14), "before_day"),
    "no word for day": (
        "gửi báo cáo trước 20/12/2025",
        (12, 20),
        (12, 19),
        "before_day",
    ),
    "with an hour": ("trước 17 giờ 00 ngày 05/12/2025", (12, 5), (12, 5), "before_day"),
    "with a short hour": (
        "trước 16h30 ngày 05/12/2025",
        (12, 5),
        (12, 5),
        "before_day",
    ),
}


@pytest.mark.parametrize(("sentence", "day", "last", "rule"), FIXED.values(), ids=FIXED)
def test_fixed_days(
    sentence: str, day: tuple[int, int], last: tuple[int, int], rule: str
) -> None:
    (found,) = deadlines(sentence)

    assert found.kind is DeadlineKind.FIXED
    assert found.day == date(2025, *day)
    assert found.last_day == date(2025, *last)
    assert found.rule == rule


def test_an_hour_is_kept() -> None:
    (found,) = deadlines("báo cáo trước 17h00 ngày 05/12/2025")

    assert (found.hour, found.inclusive) == (time(17), False)


def test_a_weekend_keeps_its_day_and_shows_the_working_day_before() -> None:
    (found,) = deadlines("báo cáo trước ngày 15/12/2025")

    assert found.last_working_day == date(2025, 12, 12)


def test_a_yearless_day_that_has_passed_is_next_year() -> None:
    (found,) = deadlines("báo cáo trước ngày 15/3")

    assert found.day == date(2026, 3, 15)


def test_a_yearless_day_of_an_undated_document_stays_unknown() -> None:
    assert deadlines("báo cáo trước ngày 15/3", issued=None) == []


PERIODS = {
    "month": ("hoàn thành trong tháng 12 năm 2025", DeadlineKind.MONTH, YEAR_END),
    "month, short": (
        "trình trong tháng 02/2028",
        DeadlineKind.MONTH,
        date(2028, 2, 29),
    ),
    "end of a month": ("xong cuối tháng 12 năm 2025", DeadlineKind.MONTH, YEAR_END),
    "to the end of a month": (
        "bảo đảm đến hết tháng 12 năm 2025",
        DeadlineKind.MONTH,
        YEAR_END,
    ),
    "quarter": (
        "báo cáo trong quý I năm 2026",
        DeadlineKind.QUARTER,
        date(2026, 3, 31),
    ),
    "fourth quarter": ("trong quý IV/2025", DeadlineKind.QUARTER, YEAR_END),
    "quarter, other letter": ("trong quí IV/2025", DeadlineKind.QUARTER, YEAR_END),
    "half-year": (
        "hoàn thành trong 6 tháng đầu năm 2026",
        DeadlineKind.HALF_YEAR,
        date(2026, 6, 30),
    ),
    "year": ("hoàn thành trong năm 2025", DeadlineKind.YEAR, YEAR_END),
    "to the end of a year": ("đến hết năm 2025", DeadlineKind.YEAR, YEAR_END),
}


@pytest.mark.parametrize(("sentence", "kind", "last"), PERIODS.values(), ids=PERIODS)
def test_periods_end_on_their_last_day(
    sentence: str, kind: DeadlineKind, last: date
) -> None:
    (found,) = deadlines(sentence)

    assert (found.kind, found.last_day) == (kind, last)


RECURRING = {
    "yearly, with its day": (
        "báo cáo trước ngày 25/12 hàng năm",
        Recurrence("year", 25),
        "trước ngày 25/12 hàng năm",
    ),
    "monthly, with its day": (
        "báo cáo trước ngày 20 hằng tháng",
        Recurrence("month", 20),
        "trước ngày 20 hằng tháng",
    ),
    "weekly": ("báo cáo định kỳ hằng tuần", Recurrence("week"), "định kỳ hằng tuần"),
    "quarterly": ("tổng hợp định kỳ hằng quý", Recurrence("quarter"), None),
    "half-yearly": ("Định kỳ 06 tháng báo cáo", Recurrence("half_year"), None),
    "from time to time": ("thanh tra định kỳ hoặc đột xuất", None, None),
}


@pytest.mark.parametrize(
    ("sentence", "each", "text"), RECURRING.values(), ids=RECURRING
)
def test_recurring(sentence: str, each: Recurrence | None, text: str | None) -> None:
    (found,) = deadlines(sentence)

    assert found.kind is DeadlineKind.RECURRING
    assert found.recurrence == each
    assert text in {None, found.text}


RELATIVE = {
    "working days": (
        "trong thời hạn 05 ngày làm việc kể từ ngày nhận được kiến nghị",
        (5, "working_day", "ngày nhận được kiến nghị"),
    ),
    "days": (
        "trong vòng 10 ngày, kể từ ngày nhận Kế hoạch này",
        (10, "day", "ngày nhận Kế hoạch này"),
    ),
    "at most": (
        "không quá 01 ngày làm việc kể từ khi ý kiến được gửi đến",
        (1, "working_day", "khi ý kiến được gửi đến"),
    ),
    "after an event": (
        "triển khai sau khi có văn bản hướng dẫn",
        (None, None, "có văn bản hướng dẫn"),
    ),
}


@pytest.mark.parametrize(("sentence", "expected"), RELATIVE.values(), ids=RELATIVE)
def test_relative(sentence: str, expected: tuple[int | None, str | None, str]) -> None:
    (found,) = deadlines(sentence)

    assert found.kind is DeadlineKind.RELATIVE
    assert (found.amount, found.unit, found.anchor) == expected
    assert found.last_day is None


ONGOING = {
    "before a verb": "thường xuyên kiểm tra, rà soát việc chấp hành",
    "at the start": "Thường xuyên theo dõi, đôn đốc",
    "with a second adverb": "thường xuyên, liên tục cập nhật số liệu",
    "after the verb": "bảo đảm thực hiện thường xuyên",
}


@pytest.mark.parametrize("sentence", ONGOING.values(), ids=ONGOING)
def test_ongoing(sentence: str) -> None:
    (found,) = deadlines(sentence)

    assert found.kind is DeadlineKind.ONGOING


SILENT = {
    "no date": "khẩn trương triển khai thực hiện",
    "a document number": "theo Công văn số 1234/UBND-NC",
    "the date of a cited document": "theo Công văn số 12/UBND-VX ngày 15/7/2025",
    "a law's date": "Thực hiện Luật An toàn, vệ sinh lao động ngày 25/6/2015",
    "a plan's date after a line break": "Kế hoạch số\n664/KH-UBND ngày\n10/3/2025",
    "a ratio": "đạt tỷ lệ 15/20 xã",
    "a programme": "Chương trình ATVSLĐ giai đoạn 2021 - 2025",
    "a cut-off of statistics": "số liệu tính đến ngày 30/11/2025",
    "an earlier order": "đã chỉ đạo hoàn thành trước ngày 30 tháng 10 năm 2025",
    "running costs": "bố trí kinh phí chi thường xuyên",
    "what was done": "công tác thanh tra được thực hiện thường xuyên",
    "a period that is over": "Trong tháng 10 năm 2024, doanh thu tăng 5%",
    "a visit": "Từ ngày 08 đến ngày 09 tháng 11 năm 2025 tại Thanh Hóa",
    "a programme's horizon": "đến năm 2030, tầm nhìn đến năm 2050",
    "a condition": "được cộng điểm (sau khi được ban hành)",
    "a course": "tổ chức lớp bồi dưỡng thường xuyên",
    "a plan's year": "theo kế hoạch năm 2025 đã phê duyệt",
    "all day": "trực ban 24/24 giờ",
    "a regular course": "nội dung chương trình đào tạo thường xuyên",
    "an order long past": "báo cáo kết quả trước ngày 01/10/2025",
    "the last months of a year": "nhiệm vụ những tháng cuối năm 2025",
    "a resolution of each year": "theo Nghị quyết hằng năm của Hội đồng nhân dân",
}


@pytest.mark.parametrize("sentence", SILENT.values(), ids=SILENT)
def test_stays_silent(sentence: str) -> None:
    assert deadlines(sentence) == []


IMPOSSIBLE = {
    "31 June": "báo cáo trước ngày 31/6/2025",
    "30 February": "xong trước ngày 30 tháng 02 năm 2026",
    "no leap year": "chậm nhất ngày 29/2/2026",
    "13th month": "trước ngày 01/13/2025",
    "without its year": "trước ngày 31/6",
}


@pytest.mark.parametrize("sentence", IMPOSSIBLE.values(), ids=IMPOSSIBLE)
def test_an_impossible_day_is_an_error_with_its_place(sentence: str) -> None:
    with pytest.raises(ImpossibleDateError, match=r"line 1, characters \d+-\d+"):
        deadlines(sentence)


def test_several_deadlines_stand_in_reading_order() -> None:
    found = deadlines("gửi trước ngày 01/12/2025; trình trước ngày 15/12/2025")

    assert [one.day for one in found] == [date(2025, 12, 1), date(2025, 12, 15)]
