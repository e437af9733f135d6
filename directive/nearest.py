"""The names nearest to a phrase that names nobody: shown to a person, never picked."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

SMALL_WORDS = frozenset({"các", "của", "và", "những", "trên", "địa", "bàn"})
NEAREST = 3
ALIKE = 140  # of 200: likeness below which a name is no candidate
BESIDE = 25  # how far behind the best one may be and still be shown


def nearest(
    phrase: str, names: Iterable[tuple[str, tuple[str, ...]]]
) -> tuple[str, ...]:
    """Return the codes whose names are most like the phrase, the likest first.

    Args:
        phrase: In the plain form of `resolution.plain`.
        names: Plain names with the codes that bear them.
    """
    from rapidfuzz import fuzz  # noqa: PLC0415 - most readings resolve without it

    words = _telling(phrase)
    scored = [
        (fuzz.token_set_ratio(words, own) + fuzz.token_sort_ratio(words, own), code)
        for name, codes in names
        if (own := _telling(name))
        for code in codes
    ]
    best = sorted((s for s in scored if s[0] >= ALIKE), key=lambda s: (-s[0], s[1]))
    near = [code for score, code in best if score >= best[0][0] - BESIDE]
    return tuple(dict.fromkeys(near))[:NEAREST]


def _telling(name: str) -> str:
    """Return a plain name's words that tell it from others."""
    words = name.replace("ủy ban nhân dân", "ubnd").split()
    return " ".join(word for word in words if word not in SMALL_WORDS)
