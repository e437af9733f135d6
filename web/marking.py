"""Cut a source text where its marks begin and end, so that a page can show them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from directive.model import Clarity
    from office.clarities import Mark


SHORT = 0.6
"""Share of a full line below which a line was not wrapped."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that bear the same marks; `last` names the marks that end here."""

    text: str
    clarities: tuple[Clarity, ...]
    last: tuple[Clarity, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of the source, cut at its marks."""

    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbouring paragraphs that all hold a mark, or all do not."""

    near: bool
    paragraphs: tuple[Paragraph, ...]


def stretches(source: str, marks: Collection[Mark]) -> list[Stretch]:
    """Return the source in paragraphs with its marks, what has none apart.

    Wrapped lines are joined: a paragraph ends where a line ends a sentence or stays
    short, or where the next begins a new point.
    """
    places = list(blocks(source))
    near = [
        any(mark.start < end and mark.end > start for mark in marks)
        for start, end in places
    ]
    made = [
        Paragraph(tuple(_pieces(source, start, end, marks))) for start, end in places
    ]
    return [
        Stretch(is_near, tuple(paragraph for _, paragraph in run))
        for is_near, run in groupby(zip(near, made, strict=True), key=itemgetter(0))
    ]


def _pieces(
    source: str, start: int, end: int, marks: Collection[Mark]
) -> Iterator[Piece]:
    cuts = {start, end}
    for mark in marks:
        cuts |= {cut for cut in (mark.start, mark.end) if start < cut < end}
    for first, last in pairwise(sorted(cuts)):
        over = [m for m in marks if m.start <= first and m.end >= last]
        yield Piece(
            text=joined(source[first:last]),
            clarities=tuple(dict.fromkeys(m.clarity for m in over)),
            last=tuple(dict.fromkeys(m.clarity for m in over if m.end == last)),
        )


def blocks(source: str) -> Iterator[tuple[int, int]]:
    """Yield [start, end) of the blocks of the text that have words."""
    width = _width(source)
    begin: int | None = None
    end = at = 0
    last = ""
    for line in source.splitlines(keepends=True):
        words = line.strip()
        start = at + len(line) - len(line.lstrip())
        at += len(line)
        if not words:
            continue
        if begin is not None and (_opens(words) or _closes(last, width)):
            yield begin, end
            begin = None
        begin = start if begin is None else begin
        end, last = start + len(words), words
    if begin is not None:
        yield begin, end


def _opens(line: str) -> bool:
    """Tell whether a line begins a point ("- …", "1. …", "a) …") or a heading."""
    head = line.split(" ", 1)[0]
    numbered = head[:-1].replace(".", "").isalnum() and head[-1] in ".)"
    return (
        head in {"-", "+", "–", "*"}
        or (numbered and len(head) <= len("10.10."))
        or line.isupper()
    )


def _closes(line: str, width: int) -> bool:
    """Tell whether a line ends its paragraph: a sentence ends, or it stays short."""
    return line.endswith((".", ";")) or len(line) < SHORT * width


def _width(source: str) -> int:
    """Return the length that nine lines of ten do not exceed."""
    lengths = sorted(len(line.strip()) for line in source.splitlines() if line.strip())
    return lengths[len(lengths) * 9 // 10] if lengths else 0


def joined(words: str) -> str:
    """Return words on one line; a blank at either end stays one blank."""
    line = " ".join(words.split())
    before = " " if words[:1].isspace() else ""
    after = " " if words[-1:].isspace() else ""
    return f"{before}{line}{after}" if line else " "
