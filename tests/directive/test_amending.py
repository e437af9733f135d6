"""Which earlier document is meant: one, or none."""

from __future__ import annotations

from datetime import date

import pytest

from directive.amending import Cited, day_of, earlier
from directive.model import Amendment, Span

KNOWN = (
    Cited(1, "123", "UBND-VX", date(2025, 8, 20)),
    Cited(2, "124", "UBND-VX", date(2025, 8, 20)),
    Cited(3, "7", "KH-UBND", date(2024, 3, 1)),
    Cited(4, "7", "KH-UBND", date(2025, 3, 1)),
    Cited(5, None, "UBND-VX", None),
    Cited(6, "15", "2021/QĐ-UBND", None),
)
MEANT = {
    "number and symbol": ("123/UBND-VX", None, 1),
    "the same day": ("123/UBND-VX", date(2025, 8, 20), 1),
    "another day": ("123/UBND-VX", date(2025, 8, 21), None),
    "another symbol": ("123/UBND-KT", None, None),
    "case, blanks and zeros": ("0123/ubnd -vx", None, 1),
    "two of them": ("7/KH-UBND", None, None),
    "the day tells them apart": ("07/KH-UBND", date(2025, 3, 1), 4),
    "a year in the number": ("15/2021/QĐ-UBND", date(2021, 7, 8), 6),
    "unknown": ("999/UBND-VX", None, None),
}


@pytest.mark.parametrize(("number", "dated", "expected"), MEANT.values(), ids=MEANT)
def test_one_document_is_meant_or_none(
    number: str, dated: date | None, expected: int | None
) -> None:
    amendment = Amendment("replace", number, Span(0, 1))

    assert earlier(amendment, dated, KNOWN) == expected


DAYS = {
    "with slashes": ("thay thế Công văn số 1/A ngày 31/7/2023 của", date(2023, 7, 31)),
    "in words": (
        "thay thế Công văn số 1/A ngày 24\n tháng 8 năm 2021", date(2021, 8, 24)
    ),
    "none": ("thay thế Công văn số 1/A.", None),
    "of another document": ("thay thế Công văn số 1/A và theo ngày 1/1/2025", None),
    "31 June": ("thay thế Công văn số 1/A ngày 31/6/2023", None),
}  # fmt: skip


@pytest.mark.parametrize(("source", "expected"), DAYS.values(), ids=DAYS)
@pytest.mark.parametrize("cited", ["số 1/A", "whole"])
def test_the_day_beside_the_number(
    source: str, cited: str, expected: date | None
) -> None:
    start = source.index("Công văn")
    end = len(source) if cited == "whole" else source.index("1/A") + len("1/A")
    if cited == "whole" and "theo" in source:
        end = source.index(" và")
    span = Span(start, end)

    assert day_of(Amendment("replace", "1/A", span), source) == expected
