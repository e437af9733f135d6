"""The order of the Vietnamese alphabet, for lists that people read."""

from __future__ import annotations

import unicodedata

LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
TONES = "\u0300\u0309\u0303\u0301\u0323"
"""Huyền, hỏi, ngã, sắc, nặng: the order of dictionaries."""
_PLACES = {letter: f"{place:02d}" for place, letter in enumerate(LETTERS, 10)}


def sort_key(name: str) -> str:
    """Return a key that puts names in Vietnamese order under a plain byte order.

    Syllables are compared one by one: first their letters (a ă â … d đ …), then
    their tone; upper case does not matter.
    """
    return " ".join(_syllable(word) for word in name.lower().split())


def _syllable(word: str) -> str:
    composed = unicodedata.normalize("NFD", word)
    bare = "".join(c for c in composed if c not in TONES)
    letters = unicodedata.normalize("NFC", bare)
    tones = "".join(str(TONES.index(c) + 1) for c in composed if c in TONES)
    return "".join(_PLACES.get(c, f"0{c}") for c in letters) + "!" + (tones or "0")
