"""Whom a document is sent to: the phrases after "Kính gửi", and of "X điện:"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from directive.reading.cells import Cell

SENT_TO = re.compile(r"kính gửi ?:? ?")
ALSO_TO = re.compile(r"đồng kính gửi ?:? ?")
WIRED_TO = re.compile(r".{0,80}(?<!\w)(?:điện|gửi) ?: ?$")
# A list without its full stop ends where the preamble opens.
PREAMBLE = re.compile(
    r"(?:thực hiện|căn cứ|xét|theo|để|ngày|triển khai|thời gian|trong|sau khi"
    r"|tiếp theo)\b"
)
BULLET = re.compile(r"[-+•*] ?")


def read_addressees(
    cells: Sequence[Cell], *, telegram: bool = False
) -> tuple[tuple[str, ...], int]:
    """Return the phrases as written, and the index of the first cell after them."""
    for index, cell in enumerate(cells):
        found = SENT_TO.match(cell.key)
        if found is None and telegram:
            found = WIRED_TO.match(cell.key)
        if found:
            phrases, after = _phrases(cells, index, cell.shown[found.end() :])
            return phrases, _after_others(cells, after)
    return (), 0


def _after_others(cells: Sequence[Cell], after: int) -> int:
    """Skip "Đồng kính gửi: …": those are informed, not told."""
    if after < len(cells) and (also := ALSO_TO.match(cells[after].key)):
        _, after = _phrases(cells, after, cells[after].shown[also.end() :])
    return after


def _phrases(
    cells: Sequence[Cell], index: int, inline: str
) -> tuple[tuple[str, ...], int]:
    first = BULLET.match(inline)
    phrases = [inline[first.end() if first else 0 :]] if inline else []
    bullets = bool(first) or not inline
    at = index + 1
    for cell in cells[index + 1 :]:
        bullet = BULLET.match(cell.key)
        if bullet and bullets:
            phrases.append(cell.shown[bullet.end() :])
        elif not phrases:
            phrases.append(cell.shown)
            bullets = False
        elif _is_done(phrases[-1]) or cell.gap or _opens_preamble(cell):
            break
        else:
            phrases[-1] += f" {cell.shown}"
        at += 1
    if not bullets:
        phrases = [piece for phrase in phrases for piece in phrase.split(";")]
    return tuple(p.strip(" .;") for p in phrases if p.strip(" .;")), at


def _is_done(phrase: str) -> bool:
    return phrase.rstrip().endswith((".", ";", "./.", ":"))


def _opens_preamble(cell: Cell) -> bool:
    return cell.shown[:1].isupper() and bool(PREAMBLE.match(cell.key))
