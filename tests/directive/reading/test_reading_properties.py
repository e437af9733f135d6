"""Whatever comes in, reading ends in a reading or in one of its own errors."""

from __future__ import annotations

from datetime import date, timedelta
from importlib import resources
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from directive.errors import DirectiveError
from directive.reading.contract import as_json
from directive.reading.encode import read
from directive.reading.text import collapse

if TYPE_CHECKING:
    from directive.model import Reading, Span

SOURCE = (
    resources.files("store.data")
    .joinpath("directive-cao-bang-atvsld.txt")
    .read_text(encoding="utf-8")
)
HEAD = SOURCE[: SOURCE.index("Thực hiện Luật")]
WORDS = st.sampled_from(
    [
        "1. ", "2. ", "1.1. ", "a) ", "- ", "+ ", "I. ", "Điều 3. ", "\n", "\n\n", " ",
        "Sở Nội vụ", "UBND các xã, phường", "các cơ quan liên quan", "Giao ", ": ",
        "chủ trì, phối hợp với ", "báo cáo ", "kết quả thực hiện ", "về ",
        "để tổng hợp, ",
        "trước ngày ", "15/12/2025", "31/6", "trong quý ", "IV/2025", "hằng tháng",
        "thường xuyên ", "kiểm tra ", "lập ", "biên bản", "Công văn số 12/UBND-VX ",
        "./.", ";", "Nơi nhận:", "KT. CHỦ TỊCH", "Phụ lục", "như: ", "sau khi có ",
    ]
)  # fmt: skip
DOCUMENTS = st.lists(WORDS, max_size=60).map(lambda words: HEAD + "".join(words))
PIECES = st.tuples(
    st.integers(0, len(SOURCE)), st.integers(0, 400), st.text(max_size=5)
).map(lambda p: SOURCE[: p[0]] + p[2] + SOURCE[p[0] + p[1] :])
THOROUGH = settings(
    max_examples=10_000, deadline=None, suppress_health_check=list(HealthCheck)
)


def monday_to_friday(day: date) -> date:
    while day.weekday() > 4:
        day -= timedelta(days=1)
    return day


def _read(text: str) -> Reading | None:
    try:
        return read(text, working_day_on_or_before=monday_to_friday)
    except DirectiveError:
        return None


def _spans(reading: Reading) -> list[Span]:
    spans = [basis.span for basis in reading.directive.legal_bases]
    spans += [amendment.span for amendment in reading.directive.amends]
    for one in reading.instructions:
        spans.append(one.span)
        spans += [e.span for found in one.evidence.values() for e in found]
        spans += [gap.span for gap in one.gaps if gap.span]
        spans += [onward.span for onward in one.onward]
    return spans


def _check(text: str) -> None:
    reading = _read(text)
    if reading is None:
        return
    assert all(0 <= span.start <= span.end <= len(text) for span in _spans(reading))
    for one in reading.instructions:
        assert collapse(text[one.span.start : one.span.end]) == collapse(one.text)
        for deadline in (one.deadline, *one.more_deadlines):
            if deadline.span:
                words = text[deadline.span.start : deadline.span.end]
                assert collapse(words) == collapse(deadline.text or "")
    assert as_json(reading) == as_json(_read(text) or reading)


@given(st.text())
@example("Số: 1/A\n1. ")
@example("Kính gửi:")
def test_any_text(text: str) -> None:
    _check(text)


@pytest.mark.parametrize(
    "words",
    [
        "giám đốc ",
        "Chủ tịch, ",
        "Ban Anh và ",
        "UBND các tỉnh: A, ",
        "báo cáo về Sở A ",
    ],
)
def test_words_said_a_thousand_times(words: str) -> None:
    _check(f"{HEAD}1. {words * 1000}")


@given(DOCUMENTS)
def test_any_document(text: str) -> None:
    _check(text)


@given(PIECES)
def test_the_model_directive_with_a_piece_replaced(text: str) -> None:
    _check(text)


@pytest.mark.long
@THOROUGH
@given(st.text())
def test_ten_thousand_texts(text: str) -> None:
    _check(text)


@pytest.mark.long
@THOROUGH
@given(DOCUMENTS)
def test_ten_thousand_documents(text: str) -> None:
    _check(text)


@pytest.mark.long
@THOROUGH
@given(PIECES)
def test_ten_thousand_pieces_replaced(text: str) -> None:
    _check(text)
