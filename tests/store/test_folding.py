"""Search without accents: in SQL and in Python alike."""

from __future__ import annotations

import pytest
from sqlalchemy import Text, cast, literal, select

from store.engine import unit_of_work
from store.folding import mentions, without_accents

FOUND = {
    "without accents": ("Sở Nội vụ", "so noi vu"),
    "with accents": ("so noi vu", "Sở Nội Vụ"),
    "d for đ": ("Đoàn đại biểu", "doan dai"),
    "words in any order": ("UBND xã Bảo Lâm", "lam xa"),
    "marks and tones together": ("Ường ữ ằ ẵ ợ ỹ Ỵ", "uong u a a o y"),
    "a part of a word": ("NV-2025-000163", "000163"),
    "a percent sign is itself": ("đạt 80% kế hoạch", "80%"),
    "a backslash is itself": ("a\\b", "\\b"),
}
LOST = {
    "a word is missing": ("Sở Nội vụ", "so tu phap"),
    "an underscore is no joker": ("Sở Nội vụ", "n_i"),
    "a percent sign is no joker": ("Sở Nội vụ", "s%u"),
}


def matches(text: str, words: str) -> bool:
    column = cast(literal(text), Text)
    with unit_of_work() as session:
        return bool(session.scalar(select(mentions([column], words))))


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(("text", "words"), FOUND.values(), ids=FOUND)
def test_finds(text: str, words: str) -> None:
    assert matches(text, words)


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(("text", "words"), LOST.values(), ids=LOST)
def test_does_not_find(text: str, words: str) -> None:
    assert not matches(text, words)


def test_folds_to_one_case_and_one_blank() -> None:
    assert without_accents("  Đường\n Ấp ") == "duong ap"
