"""How points are marked: "I.", "1.1.", "a)", "(i)", "-", "Điều 3.", "Thứ nhất,"."""

from __future__ import annotations

import re

ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8,
         "ix": 9, "x": 10, "xi": 11, "xii": 12}  # fmt: skip
MARKERS = {
    "part": re.compile(
        r"(?:phần|chương) (?P<mark>[ivx]{1,5}|thứ \w+|\d{1,2})(?:[.:]? |$)"
    ),
    "article": re.compile(r"điều (?P<mark>\d{1,3}[a-z]?)(?:\. ?|: ?| )"),
    "roman": re.compile(r"(?P<mark>[ivx]{1,5})[.)/] ?(?=\S|$)"),
    "number": re.compile(
        r"(?P<mark>\d{1,2}(?:\.\d{1,2}){0,3})(?:[.)] ?|(?<=\.\d) )(?=\D|$)"
    ),
    "letter": re.compile(r"(?P<mark>[a-zđ])(?:\)(?: ?(?=\S)|$)|\. (?=\S))"),
    "bracket": re.compile(r"\((?P<mark>\d{1,2}|[a-z]|[ivx]{1,4})\) ?(?=\S)"),
    "dash": re.compile(r"(?:[-•*] ?(?=[^\s\-*_])|-$)"),
    "plus": re.compile(r"\+(?: ?(?=\S)|$)"),
}
# Any of them, loosely: most lines are told apart by one look.
POINT = re.compile(r"[\d(+\-•*]|[a-zđ][).]|[ivx]{1,5}[.)/]|điều |phần |chương ")
# A page number alone on its line ends no point and belongs to none.
PAGE = re.compile(r"(?:trang )?-? ?\d{1,3}(?: ?/ ?\d{1,3})? ?-?$")
INTRODUCES = re.compile(r"(?:như sau|sau đây|ý kiến|yêu cầu|chỉ đạo|đề nghị) ?:$")
# Counts paragraphs in words: "Thứ nhất, các bộ, ngành …", "Hai là, …".
ORDINAL = re.compile(
    r"(?:thứ (?:nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)"
    r"|(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười) là)[,:] "
)


def value_of(kind: str, mark: str) -> int:
    """Return which number a mark has in its list; 99 for none."""
    if kind == "roman":
        return ROMAN.get(mark.lower(), 99)
    if kind == "letter":
        return "abcdđefghijklmnopqrstuvwxyz".find(mark.lower()) + 1 or 99
    last = mark.rsplit(".", 1)[-1].rstrip("abcdđ")
    return int(last) if last.isdigit() else 1
