"""Words that end a free name, and nouns whose syllables only look like them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from directive.reading.bodies import GIVEN, NOUNS, STOPS, WHOLE, WORD

if TYPE_CHECKING:
    from directive.reading.text import View

EACH = re.compile(r" (?:năm|quý|tháng|tuần|ngày)(?!\w)")
NUMBERED = re.compile(r" ?:? ?\d")  # "số 12", not "chuyển đổi số"


def is_thing(view: View, word: re.Match[str], end: int) -> bool:
    """Tell what a body gets, or "các đơn vị", from the next word of its name."""
    at, stop = word.span()
    if word[0] in {"các", "những"}:
        return view.shown[stop + 1 : stop + 2].islower()
    whole = view.key.endswith(WHOLE, 0, at - 1)
    return (whole or word[0].islower()) and bool(GIVEN.match(view.key, at, end))


def stops(key: str, start: int, end: int) -> bool:
    """Tell a verb or function word; "ban" goes on in "Thường trực Ủy ban"."""
    word = key[start:end]
    if word == "số":
        return NUMBERED.match(key, end) is not None
    if word == "hàng":
        return EACH.match(key, end) is not None
    if word not in STOPS or key.startswith("ủy ban", start - 3):
        return False
    before = key[key.rfind(" ", 0, start - 1) + 1 : start - 1]
    after = WORD.match(key, end + 1)
    pairs = {f"{before} {word}", f"{word} {after[0] if after else ''}"}
    return NOUNS.isdisjoint(pairs)
