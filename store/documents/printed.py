"""Words as they are printed on pages: their lines, and the columns of a header."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.documents.model import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from store.documents.composing import Words

SAME_LINE = 0.3  # of a word's height: what overlaps more stands on one line
WIDE = 1.2  # heights of a word; no blank of justified text is wider
MIDDLE = (0.25, 0.75)  # of a page's width: where the gap of a header can be
GUTTER = 6.0  # points that stay free between two columns
TALL = 1.8  # heights of a word; such a row holds several lines side by side
ADDRESSED = "kính gửi"


@dataclass(frozen=True, slots=True)
class Word:
    """One word: its letters and its box on a page, in points from the top left."""

    text: str
    page: int
    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        """How tall it is; never nothing."""
        return max(self.bottom - self.top, 1.0)

    @property
    def place(self) -> Place:
        """Where it stands."""
        return Place(page=self.page, box=(self.left, self.top, self.right, self.bottom))


@dataclass(slots=True)
class Row:
    """Words that stand beside one another, from left to right."""

    words: list[Word]
    top: float
    bottom: float

    @property
    def left(self) -> float:
        """Where its first word begins."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Where its last word ends."""
        return max(word.right for word in self.words)

    @property
    def text(self) -> str:
        """Its words, one blank between."""
        return " ".join(word.text for word in self.words)

    @property
    def placed(self) -> list[Words]:
        """Its words with their places."""
        return [(word.text, word.place) for word in self.words]

    @property
    def height(self) -> float:
        """How tall its words are."""
        return sum(word.height for word in self.words) / len(self.words)


def rows_of(words: Iterable[Word]) -> list[Row]:
    """Return the rows of a page from its top; what overlaps shares a row."""
    rows: list[Row] = []
    for word in sorted(words, key=lambda word: (word.top, word.left)):
        row = rows[-1] if rows else None
        shared = row.bottom - word.top if row else 0.0
        if row and shared > SAME_LINE * min(word.height, row.bottom - row.top):
            row.words.append(word)
            row.bottom = max(row.bottom, word.bottom)
        else:
            rows.append(Row([word], word.top, word.bottom))
    for row in rows:
        row.words.sort(key=lambda word: word.left)
    return rows


def in_reading_order(rows: Sequence[Row], width: float) -> Iterator[Row | None]:
    """Yield the lines of a page as they are read; None between two columns.

    A header and a signature are printed in two columns: the left one is read to its
    end before the right one.
    """
    at = 0
    while at < len(rows):
        end, gutter = _columns(rows, at, width)
        if gutter is None:
            yield from _lines(rows[at].words)
            at += 1
            continue
        words = [word for row in rows[at:end] for word in row.words]
        yield None
        yield from _lines(word for word in words if word.left < gutter)
        yield None
        yield from _lines(word for word in words if word.left >= gutter)
        yield None
        at = end


def _lines(words: Iterable[Word]) -> list[Row]:
    """Return the lines of one column; smaller letters beside are no line of it."""
    return rows_of(words)


def _columns(rows: Sequence[Row], at: int, width: float) -> tuple[int, float | None]:
    """Return (end of the rows in two columns from `at`, where the gap is)."""
    best: tuple[int, float | None] = (at, None)
    for gap in _gaps(rows[at], width):
        end, free, sided = at + 1, gap, _several(rows[at])
        while end < len(rows):
            narrowed = _narrowed(rows[end], free)
            if narrowed is None or rows[end].text.lower().startswith(ADDRESSED):
                break
            free = narrowed
            if rows[end].left < free[0] and rows[end].right > free[1]:
                sided += _several(rows[end])
            end += 1
        if sided > 1 and end > best[0]:
            best = end, sum(free) / 2
    return best


def _gaps(row: Row, width: float) -> Iterator[tuple[float, float]]:
    """Yield the wide blanks in the middle of the page."""
    reach = row.words[0].right
    for word in row.words[1:]:
        middle = (reach + word.left) / 2
        is_wide = word.left - reach > WIDE * word.height
        if is_wide and MIDDLE[0] * width < middle < MIDDLE[1] * width:
            yield reach, word.left
        reach = max(reach, word.right)


def _narrowed(row: Row, free: tuple[float, float]) -> tuple[float, float] | None:
    """Return what stays of a gap beside a row; None when its words fill it."""
    low, high = free
    parts = [free]
    for word in row.words:
        if word.right <= low or word.left >= high:
            continue
        parts = [
            part
            for a, b in parts
            for part in ((a, min(b, word.left)), (max(a, word.right), b))
            if part[1] - part[0] > GUTTER
        ]
    return max(parts, key=lambda part: part[1] - part[0], default=None)


def _several(row: Row) -> int:
    """Count the lines that stand side by side in a row: 2 stands for more."""
    return 2 if row.bottom - row.top > TALL * row.height else 1
