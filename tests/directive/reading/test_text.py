"""The view that rules read, and the way back to the source."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directive.reading.text import View, collapse, fold

SAME = {
    "old tone mark": ("Uỷ ban nhân dân", "ủy ban nhân dân"),
    "oa at the end": ("hoà", "hòa"),
    "en dash": ("giai đoạn 2021 – 2025", "giai đoạn 2021 - 2025"),
}
APART = {
    "a letter follows": ("hoàn", "hòan"),
    "after q": ("quý", "qúy"),
}


@pytest.mark.parametrize(("words", "folded"), SAME.values(), ids=SAME)
def test_folds(words: str, folded: str) -> None:
    assert fold(words) == folded


@pytest.mark.parametrize(("words", "other"), APART.values(), ids=APART)
def test_keeps_apart(words: str, other: str) -> None:
    assert fold(words) == words
    assert fold(words) != other


def test_joins_wrapped_lines_and_counts_source_characters() -> None:
    source = "Sở  Nội\r\n\r\n   vụ\u00a0báo cáo"
    view = View.of(source)

    assert view.shown == "Sở Nội vụ báo cáo"
    span = view.span(3, 9)
    assert source[span.start : span.end] == "Nội\r\n\r\n   vụ"


def test_decomposed_letters_and_soft_hyphens_are_read_as_letters() -> None:
    source = unicodedata.normalize("NFD", "Ủy ban") + " nh\u00adân\u200b dân"
    view = View.of(source)

    assert view.shown == "Ủy ban nhân dân"
    span = view.span(0, 6)
    assert unicodedata.normalize("NFC", source[span.start : span.end]) == "Ủy ban"


def test_columns_on_one_line_are_told_apart() -> None:
    view = View.of("ỦY BAN NHÂN DÂN      CỘNG HÒA XÃ HỘI")

    (line,) = view.lines
    assert [view.shown[a:b] for a, b in line.cells] == [
        "ỦY BAN NHÂN DÂN",
        "CỘNG HÒA XÃ HỘI",
    ]


def test_a_blank_after_every_line_is_no_paragraph() -> None:
    rhythm = View.of("một\n\nhai\n\nba\n\nbốn\n\nnăm\n\nsáu\n")
    paragraphs = View.of("một\nhai\n\nba\nbốn\nnăm\nsáu\n")

    assert not any(line.gap for line in rhythm.lines)
    assert [line.gap for line in paragraphs.lines].count(True) == 1


@given(st.text())
def test_every_stretch_of_the_view_stands_in_the_source(source: str) -> None:
    view = View.of(source)

    assert len(view.key) == len(view.shown) == len(view.starts) == len(view.ends)
    assert collapse(view.shown) == collapse(source)
    whole = view.span(0, len(view.shown))
    assert collapse(source[whole.start : whole.end]) == collapse(source)


@given(st.text())
def test_fold_keeps_the_length(words: str) -> None:
    assert len(fold(words)) == len(words)


def test_a_blank_line_between_long_paragraphs_is_no_rhythm() -> None:
    view = View.of("\n\n".join(f"{n}. " + "chữ " * 50 for n in range(1, 5)))

    assert [line.gap for line in view.lines] == [False, True, True, True]
