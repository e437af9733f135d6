"""Search without accents, by SQL alone: PostgreSQL's `unaccent` may be missing."""

from __future__ import annotations

import unicodedata
from itertools import product
from typing import TYPE_CHECKING, Any

from sqlalchemy import Text, all_, func, literal
from sqlalchemy.dialects.postgresql import ARRAY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement
    from sqlalchemy.sql.elements import SQLCoreOperations

_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_MARKS = ("", "\u0302", "\u0306", "\u031b")
_VOWELS = "aeiouy"
_STRANGE = "\\%_"


def without_accents(text: str) -> str:
    """Return the words of `text` in lower case without tones, marks and đ."""
    bare = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    kept = "".join(c for c in bare if not unicodedata.combining(c))
    return " ".join(kept.split())


def mentions(
    columns: Sequence[SQLCoreOperations[Any]],
    words: str,
) -> ColumnElement[bool]:
    """Return the condition that every word stands in one of the columns.

    Case and accents do not matter, neither in the words nor in the columns; a
    word may be part of a longer one.
    """
    folded = func.lower(func.translate(func.concat_ws(" ", *columns), *LETTERS))
    wanted = [f"%{literally(word)}%" for word in without_accents(words).split()]
    return folded.like(all_(literal(wanted, ARRAY(Text))))


def literally(word: str) -> str:
    """Return a word as a pattern of LIKE that finds the word itself."""
    return "".join(f"\\{c}" if c in _STRANGE else c for c in word)


def _letters() -> tuple[str, str]:
    """Return all Vietnamese letters that a key does not have, and the bare ones."""
    pairs = {"đ": "d", "Đ": "d"}
    for vowel, mark, tone in product(_VOWELS + _VOWELS.upper(), _MARKS, _TONES):
        letter = unicodedata.normalize("NFC", vowel + mark + tone)
        if len(letter) == 1 and letter != vowel:
            pairs[letter] = vowel.lower()
    return "".join(pairs), "".join(pairs.values())


LETTERS = _letters()
"""The letters that folding replaces, and what by."""
