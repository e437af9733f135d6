"""What is printed on each page and belongs to none: page numbers, running lines."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from store.documents.printed import Row

NUMBER = re.compile(
    r"(?:trang )?[-–—]? ?\d{1,4}(?: ?/ ?\d{1,4})? ?[-–—]?$", re.IGNORECASE
)
MARGIN = 0.12  # of a page's height, at its top and at its bottom
DEEPEST = 2  # rows at each end
STEP = 6  # points; what moves less stands at the same height


def without_furniture(
    pages: Sequence[Sequence[Row]], heights: Sequence[float]
) -> list[list[Row]]:
    """Return the rows of each page without page numbers and what every page repeats."""
    seen = Counter(
        _trace(row)
        for rows, height in zip(pages, heights, strict=True)
        for row in _edges(rows, height)
    )
    kept: list[list[Row]] = []
    for rows, height in zip(pages, heights, strict=True):
        drop = {
            id(row)
            for row in _edges(rows, height)
            if NUMBER.match(row.text) or seen[_trace(row)] > 1
        }
        kept.append([row for row in rows if id(row) not in drop])
    return kept


def _edges(rows: Sequence[Row], height: float) -> list[Row]:
    """Return the rows in the margins that could be furniture, each once."""
    first = [row for row in rows[:DEEPEST] if row.bottom < MARGIN * height]
    last = [row for row in rows[DEEPEST:][-DEEPEST:] if row.top > (1 - MARGIN) * height]
    return first + last


def _trace(row: Row) -> tuple[str, int]:
    """Return what two pages have in common: the words but for numbers, the height."""
    return re.sub(r"\d+", "#", row.text), round(row.top / STEP)
