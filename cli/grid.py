"""Draw a table of wrapped words with lines around it, without loading Rich."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_END = "\x1b[0m"
_CODES = {"green": 32, "cyan": 36, "yellow": 33, "red": 31, "bold": 1}


@dataclass(frozen=True, slots=True)
class Cell:
    """Words of a cell; `label` stands before them in a colour, both may be blank."""

    words: str
    label: str = ""
    colour: str = ""


def styled(words: str, style: str, *, coloured: bool) -> str:
    """Return the words in a colour or bold, as they are where none is wanted."""
    if not (coloured and style and words):
        return words
    return f"\x1b[{_CODES[style]}m{words}{_END}"


def grid(
    rows: Sequence[Sequence[Cell]], widths: Sequence[int], *, coloured: bool
) -> Iterator[str]:
    """Yield the lines of a table, a line between any two rows.

    Args:
        rows: The heading first; a cell for each column.
        widths: Characters of each column; a label is never wider.
        coloured: Write the colours.
    """
    yield _rule(("┌", "┬", "┐"), widths)
    for number, row in enumerate(rows):
        if number:
            yield _rule(("├", "┼", "┤"), widths)
        wrapped = [
            _wrapped(cell, width, coloured=coloured)
            for cell, width in zip(row, widths, strict=True)
        ]
        blank = [" " * width for width in widths]
        for parts in zip_longest(*wrapped):
            shown = [part or empty for part, empty in zip(parts, blank, strict=True)]
            yield f"│ {' │ '.join(shown)} │"
    yield _rule(("└", "┴", "┘"), widths)


def _rule(ends: tuple[str, str, str], widths: Sequence[int]) -> str:
    left, between, right = ends
    return left + between.join("─" * (width + 2) for width in widths) + right


def _wrapped(cell: Cell, width: int, *, coloured: bool) -> list[str]:
    words = f"{cell.label} {cell.words}".strip()
    lines = [line.ljust(width) for line in textwrap.wrap(words, width)]
    if lines and cell.label and lines[0].startswith(cell.label):
        rest = lines[0].removeprefix(cell.label)
        lines[0] = styled(cell.label, cell.colour, coloured=coloured) + rest
    return lines
