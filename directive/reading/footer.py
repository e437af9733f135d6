"""The bottom of a document: who signed it, in what post, and who gets copies."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from directive.model import Signatory
from directive.reading.cells import Cell, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

COPIES = re.compile(r"[_*]*nơi nhận[_*]* ?:?")
# The line above a signature: an authority mark or a post, in capitals.
AUTHORITY = re.compile(r"(?:kt|tm|tl|tuq|q)\. ?\w")
POST = re.compile(
    r"(?:phó |quyền )?(?:chủ tịch|giám đốc|bộ trưởng|chánh văn phòng|chủ nhiệm"
    r"|thủ tướng"
    r"|thứ trưởng|cục trưởng|trưởng ban|tổng giám đốc|bí thư|chánh thanh tra"
    r"|thủ trưởng)"
)
NAME_LINES = 3
POST_LINES = 12  # lines that authority and post may take
NAME_WORDS = range(2, 7)


def _lists_copies(cells: Sequence[Cell], index: int) -> bool:
    """Tell "Nơi nhận:", cut in two by a line break at times."""
    following = cells[index + 1].key if index + 1 < len(cells) else ""
    return bool(COPIES.match(f"{cells[index].key} {following}"))


def is_signature(cell: Cell) -> bool:
    """Tell a signing post in capitals from a heading in capitals."""
    return cell.is_upper and bool(AUTHORITY.match(cell.key) or POST.match(cell.key))


def footer_starts(cells: Sequence[Cell], begin: int) -> int:
    """Return the index of the first cell of the footer, at or after `begin`."""
    for index in range(begin, len(cells)):
        if _lists_copies(cells, index) or signature_end(cells, index):
            return index
    return len(cells)


def signature_end(cells: Sequence[Cell], index: int) -> int | None:
    """Return the index after the name when a signature begins at `index`.

    "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH" above the legal bases has no name below it.
    """
    if not is_signature(cells[index]):
        return None
    after = index + 1
    last = min(len(cells), after + POST_LINES)
    while after < last and cells[after].is_upper:
        after += 1
    _, used = _name(cells[after : after + NAME_LINES])
    return after + used if used else None


def read_signatory(cells: Sequence[Cell]) -> Signatory | None:
    """Return name and post from the capitals above the name; None when unsigned."""
    for index, cell in enumerate(cells):
        if not is_signature(cell):
            continue
        posts = [cell]
        rest = list(cells[index + 1 : index + 1 + POST_LINES + NAME_LINES])
        while rest and rest[0].is_upper:
            posts.append(rest.pop(0))
        name, _ = _name(rest[:NAME_LINES])
        if name:
            return Signatory(name, words_of(posts))
    return None


def read_copies(cells: Sequence[Cell]) -> tuple[str, ...]:
    """Return the lines of "Nơi nhận", one each, as written."""
    copies: list[str] = []
    for index in range(len(cells)):
        if not _lists_copies(cells, index):
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


def _name(cells: Sequence[Cell]) -> tuple[str | None, int]:
    """Return a person's name, capitalised words only, and how many lines it took."""
    words: list[str] = []
    used = 0
    for number, cell in enumerate(cells, 1):
        if cell.shown.startswith(("(", "[")) or cell.key.strip(" .") in {
            "đã ký",
            "đã kí",
        }:
            continue
        line = cell.shown.strip(" .").split(" ")
        if not all(word.isalpha() and word.istitle() for word in line):
            break
        words += line
        used = number
    return (" ".join(words), used) if len(words) in NAME_WORDS else (None, 0)
