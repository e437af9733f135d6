"""The pieces a header is printed in: lines, and columns on one line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from directive.reading.text import View


@dataclass(frozen=True, slots=True)
class Cell:
    """One column of one line, with its words as written and folded."""

    start: int
    end: int
    shown: str
    key: str
    row: int
    gap: bool

    @property
    def is_upper(self) -> bool:
        """Whether it has letters and all are capitals."""
        return self.shown.isupper()


def cells_of(view: View) -> tuple[Cell, ...]:
    """Return the cells of a view in reading order, rulers ("-----") left out."""
    return tuple(
        Cell(start, end, view.shown[start:end], view.key[start:end], row, line.gap)
        for row, line in enumerate(view.lines)
        for start, end in line.cells
        if re.search(r"\w", view.shown[start:end])
    )


def words_of(cells: list[Cell]) -> str:
    """Return the cells' words, one blank between."""
    return " ".join(cell.shown for cell in cells)
