"""A chart: drawn as SVG and PNG when asked for, and a table that says the same.

Drawing is done by Altair and vl-convert, without a browser. Both are imported when
the first chart is drawn (a second), and what was drawn is kept by its data.

A page shows the SVG as a file, `<img src="….svg">`, so that its strict
Content-Security-Policy need not allow inline styles; for dark screens the same data
is drawn once more in light colours (`<source media="(prefers-color-scheme: dark)">`).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from html import escape
from threading import Lock
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

Row: TypeAlias = tuple[str, int, int]
"""A name, or a day in ISO, and the two counts that are drawn for it."""
_KEPT = 64  # drawings, of some 30 kB
_FINE = 2.0  # pixels of a PNG for each unit of its SVG
_ONE_AT_A_TIME = Lock()  # vl-convert has one engine for each process


class Scheme(StrEnum):
    """The ground that a chart is drawn on."""

    LIGHT = "light"
    DARK = "dark"


class Picture(StrEnum):
    """What is drawn; `notifications.pictures` has a function for each."""

    LATENESS = "lateness"
    LOAD = "load"
    MESSAGES = "messages"


@dataclass(frozen=True, slots=True)
class Table:
    """What a chart shows, for readers: every row as text, the first cell names it."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Words:
    """The words inside a picture: its title, the two counts, what the axes count."""

    title: str
    counts: tuple[str, str]
    across: str = ""
    up: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture of a mail: the SHA-256 it is kept under, and what it shows in words."""

    digest: str
    title: str
    summary: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of some rows, the words in it, what it says, and its table."""

    picture: Picture
    words: Words
    summary: str
    table: Table
    rows: tuple[Row, ...]

    @property
    def title(self) -> str:
        """What the picture is called."""
        return self.words.title

    def said(self, translate: Callable[[str], str]) -> Chart:
        """Return the chart with all its words translated; names stand as they are."""
        words, table = self.words, self.table
        first, second = words.counts
        return replace(
            self,
            words=Words(
                translate(words.title),
                (translate(first), translate(second)),
                across=translate(words.across),
                up=translate(words.up),
            ),
            summary=translate(self.summary),
            table=replace(
                table,
                caption=translate(table.caption),
                headings=tuple(translate(heading) for heading in table.headings),
            ),
        )

    @property
    def svg(self) -> str:
        """The picture on a light ground, with `<title>` and `<desc>`."""
        return self.drawn(Scheme.LIGHT)

    def drawn(self, scheme: Scheme) -> str:
        """Return the picture as SVG for a light or a dark ground."""
        drawing = _svg(self.picture, self.words, self.rows, scheme)
        return _named(drawing, self.title, self.summary)

    def png(self, scheme: Scheme = Scheme.LIGHT) -> bytes:
        """Return the same picture as PNG, for mail: twice as fine as the SVG."""
        return _png(self.picture, self.words, self.rows, scheme)

    @property
    def key(self) -> str:
        """Names the picture by its data and words: the end of an address."""
        told = repr((str(self.picture), self.words, self.rows))
        return hashlib.sha256(told.encode()).hexdigest()[:16]


@lru_cache(maxsize=_KEPT)
def _svg(picture: Picture, words: Words, rows: tuple[Row, ...], scheme: Scheme) -> str:
    from notifications import pictures  # noqa: PLC0415 - Altair takes a second

    with _ONE_AT_A_TIME:
        return pictures.svg(picture, words, rows, scheme)


@lru_cache(maxsize=_KEPT // 4)
def _png(
    picture: Picture, words: Words, rows: tuple[Row, ...], scheme: Scheme
) -> bytes:
    from notifications import pictures  # noqa: PLC0415 - Altair takes a second

    drawing = _svg(picture, words, rows, scheme)
    with _ONE_AT_A_TIME:
        return pictures.png(drawing, scale=_FINE)


def _named(drawing: str, title: str, summary: str) -> str:
    """Give a drawing the name and the words that a screen reader says."""
    head, end, rest = drawing.partition(">")
    named = ' role="img" aria-labelledby="ten" aria-describedby="noi-dung"'
    words = (
        f'<title id="ten">{escape(title)}</title>'
        f'<desc id="noi-dung">{escape(summary)}</desc>'
    )
    return f"{head}{named}{end}{words}{rest}"
