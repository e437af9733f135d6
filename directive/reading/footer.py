"""The bottom of a document: who signed it, in what post, and who gets copies."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from directive.model import Signatory
from directive.reading.cells import Cell, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

COPIES = re.compile(r"nơi nhận ?:?")
# The line above a signature: an authority mark or a post, in capitals.
AUTHORITY = re.compile(r"(?:kt|tm|tl|tuq|q)\. ?\w")
POST = re.compile(
    r"(?:phó |quyền )?(?:chủ tịch|giám đốc|bộ trưởng|chánh văn phòng|chủ nhiệm"
    r"|thủ tướng"
    r"|thứ trưởng|cục trưởng|trưởng ban|tổng giám đốc|bí thư|chánh thanh tra"
    r"|thủ trưởng)"
)
NAME_WORDS = range(2, 7)


def is_signature(cell: Cell) -> bool:
    """Tell a signing post in capitals from a heading in capitals."""
    return cell.is_upper and bool(AUTHORITY.match(cell.key) or POST.match(cell.key))


def footer_starts(cells: Sequence[Cell], begin: int) -> int:
    """Return the index of the first cell of the footer, at or after `begin`."""
    for index in range(begin, len(cells)):
        if COPIES.match(cells[index].key) or is_signature(cells[index]):
            return index
    return len(cells)


def read_signatory(cells: Sequence[Cell]) -> Signatory | None:
    """Return name and post from the capitals above the name; None when unsigned."""
    for index, cell in enumerate(cells):
        if not is_signature(cell):
            continue
        posts = [cell]
        rest = list(cells[index + 1 :])
        while rest and rest[0].is_upper:
            posts.append(rest.pop(0))
        name = _name(rest)
        if name:
            return Signatory(name, words_of(posts))
    return None


def read_copies(cells: Sequence[Cell]) -> tuple[str, ...]:
    """Return the lines of "Nơi nhận", one each, as written."""
    copies: list[str] = []
    for index, cell in enumerate(cells):
        if not COPIES.match(cell.key):
            continue
        for line in cells[index + 1 :]:
            if is_signature(line):
                break
            words = line.shown.strip()
            if words.startswith(("-", "–", "+")):
                copies.append(words.lstrip("-–+ "))
            elif copies and not copies[-1].endswith((".", ";")):
                copies[-1] += f" {words}"
            elif copies and copies[-1].endswith("."):
                break
        break
    return tuple(copy.rstrip(" .;") for copy in copies)


def _name(cells: list[Cell]) -> str | None:
    """Return a person's name from the first lines: capitalised words only."""
    words: list[str] = []
    for cell in cells[:3]:
        if cell.shown.startswith(("(", "[")) or cell.key.strip(" .") in {
            "đã ký",
            "đã kí",
        }:
            continue
        line = cell.shown.strip(" .").split(" ")
        if not all(word.isalpha() and word.istitle() for word in line):
            break
        words += line
    return " ".join(words) if len(words) in NAME_WORDS else None
