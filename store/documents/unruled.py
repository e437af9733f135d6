"""Tables printed without lines: their columns are what stays blank down the rows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from store.documents.grids import NARROWEST, NUMBER_HEAD
from store.documents.printed import GUTTER, rows_of
from store.documents.ruled import Ruled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from store.documents.grids import Cell
    from store.documents.printed import Row, Word

Blank = tuple[float, float]

NUMBER = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,2})?|[IVX]{1,5}|[A-Za-z])[.)/]?$")
HEAD_LINES = 3  # in which a head has said STT
FEWEST = 2  # numbered rows that make a table
RIVER = 3.5  # points; blanks between words seldom stay free down the rows
APART = 2.5  # heights of a word between two rows of one table at most
WIDER = 1.15  # times other steps from line to line
LEVEL = 2.0  # points; words that begin as high stand on one line


@dataclass(frozen=True, slots=True)
class Columns:
    """For each two columns, the blanks between them that no row has filled."""

    blanks: tuple[tuple[Blank, ...], ...]

    def beside(self, row: Row) -> Columns | None:
        """Return what stays blank beside one more row; None when it crosses one."""
        left = tuple(tuple(_free(blanks, row.words)) for blanks in self.blanks)
        return Columns(left) if all(left) else None

    @property
    def edges(self) -> list[float]:
        """Where the columns end but the last: words are set to the left of theirs."""
        return [sum(blanks[0]) / 2 for blanks in self.blanks]

    def of(self, word: Word) -> int:
        """Return the column of a word."""
        middle = (word.left + word.right) / 2
        return sum(edge < middle for edge in self.edges)

    def first(self, row: Row) -> list[Word]:
        """Return the words of the first column, up to the first wide blank."""
        first: list[Word] = []
        for word in row.words:
            if self.of(word) or (first and word.left - first[-1].right > GUTTER):
                break
            first.append(word)
        return first


def unruled_tables(
    rows: Sequence[Row], goes_on: Columns | None
) -> tuple[list[Ruled], list[Row], Columns | None]:
    """Return the tables among the rows of a page, the other rows, and what goes on.

    Args:
        rows: From the top of the page, page numbers left out.
        goes_on: The columns of a table that the page before ended with.
    """
    tables: list[Ruled] = []
    rest: list[Row] = []
    at, columns = 0, goes_on
    while at < len(rows):
        head, own = _head(rows[at : at + HEAD_LINES])
        columns = own or (columns if at == 0 else None)
        found = _extent(rows, at + head, columns) if columns else None
        if found is None:
            rest.append(rows[at])
            at, columns = at + 1, None
            continue
        end, columns, titles = found
        tables.append(_table(rows[at:end], columns, titles, headed=head > 0))
        at = end
    return tables, rest, columns


def _head(rows: Sequence[Row]) -> tuple[int, Columns | None]:
    """Return how many rows a table's head begins with, and the columns it has.

    A head has STT and at least two more; "Số TT" may stand on two lines.
    """
    for count in range(1, HEAD_LINES + 1):
        words = [word for row in rows[:count] for word in row.words]
        blanks = _blanks(words)
        if len(blanks) < NARROWEST - 1 or len(rows) < count:
            break
        first = [word.text for word in words if word.left < blanks[0][0]]
        if NUMBER_HEAD.match(" ".join(first)):
            return count, Columns(tuple((blank,) for blank in blanks))
    return 0, None


def _blanks(words: Iterable[Word]) -> list[Blank]:
    """Return the wide blanks that no word stands in, from the left."""
    blanks: list[Blank] = []
    reach = float("inf")
    for word in sorted(words, key=lambda word: word.left):
        if word.left - reach > GUTTER:
            blanks.append((reach, word.left))
        reach = word.right if reach == float("inf") else max(reach, word.right)
    return blanks


def _extent(
    rows: Sequence[Row], at: int, columns: Columns
) -> tuple[int, Columns, set[int]] | None:
    """Return (end, columns, ids of titles' words) of the rows from `at` that fit."""
    end, numbers, titles = at, 0, set[int]()
    kept: tuple[int, Columns] | None = None
    for before, row in zip((None, *rows[at:]), rows[at:], strict=False):
        narrowed = columns.beside(row)
        first = (narrowed or columns).first(row)
        numbered = len(first) == 1 and bool(NUMBER.match(first[0].text))
        far = before and row.top - before.bottom > APART * row.height
        if not numbered and (first or far or narrowed is None):
            break
        if narrowed is None:  # the title of a group, which crosses the columns
            titles |= {id(word) for word in row.words}
        else:
            columns, numbers = narrowed, numbers + numbered
            kept = end + 1, columns
        end += 1
    if kept is None or numbers < (FEWEST if at else 1):
        return None
    return *kept, titles


def _table(
    rows: Sequence[Row], columns: Columns, titles: set[int], *, headed: bool
) -> Ruled:
    words = [word for row in rows for word in row.words]
    first = [word for word in words if columns.of(word) == 0]
    marks = sorted(word.top for word in first if NUMBER.match(word.text))
    lines = sorted({word.top for word in words if columns.of(word) == 1})
    level = all(any(abs(top - mark) < LEVEL for top in lines) for mark in marks)
    begins = [first[0].top, *marks] if headed else marks
    starts = [_boundary(lines, *pair, level=level) for pair in pairwise(begins)]
    if not headed:
        starts = [*(marks[:1] if level else ()), *starts]
    cuts = [float("-inf"), *(start - LEVEL for start in starts), float("inf")]
    cells = [
        [*_cells(inside, columns, titles)]
        for low, high in pairwise(cuts)
        if (inside := [word for word in words if low <= word.top < high])
    ]
    return Ruled(rows[0].top, cells, tuple(words))


def _boundary(
    lines: Sequence[float], above: float, below: float, *, level: bool
) -> float:
    """Return where a row begins between two numbers: after the widest blank.

    Where all blanks are alike it begins with its number, or in the middle between
    them when numbers stand in the middle of their rows, on no line.
    """
    steps = {
        b: b - a
        for a, b in pairwise(lines)
        if above - LEVEL <= a and b <= below + LEVEL
    }
    widest = max(steps.values(), default=0.0)
    alike = widest <= WIDER * min(steps.values(), default=0.0)
    if level and alike:
        return below
    middle = (above + below) / 2
    wide = [b for b, step in steps.items() if step * WIDER > widest]
    return min(wide, key=lambda b: abs(b - middle), default=below)


def _cells(words: Iterable[Word], columns: Columns, titles: set[int]) -> Iterator[Cell]:
    """Yield the cells of one row; a title that crosses the columns is in the second."""
    found: list[list[Word]] = [[] for _ in range(len(columns.blanks) + 1)]
    for word in words:
        column = columns.of(word)
        found[min(column, 1) if id(word) in titles else column].append(word)
    for inside in found:
        yield tuple(one for row in rows_of(inside) for one in row.placed)


def _free(blanks: Iterable[Blank], words: Iterable[Word]) -> list[Blank]:
    """Return the parts of blanks that no word stands in, from the left."""
    parts = list(blanks)
    for word in words:
        parts = [
            part
            for low, high in parts
            for part in (
                ((low, min(high, word.left)), (max(low, word.right), high))
                if word.left < high and word.right > low
                else ((low, high),)
            )
            if part[1] - part[0] > RIVER
        ]
    return parts
