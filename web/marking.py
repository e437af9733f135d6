"""Cut a source text where its marks begin and end, so that a page can show them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from directive.model import Clarity
    from office.clarities import Mark


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that bear the same marks; `last` names the marks that end here."""

    text: str
    clarities: tuple[Clarity, ...]
    last: tuple[Clarity, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of the source; `near` when it holds a mark or stands beside one."""

    pieces: tuple[Piece, ...]
    near: bool


def paragraphs(source: str, marks: Collection[Mark]) -> list[Paragraph]:
    """Return the source in blocks, its wrapped lines joined, with its marks.

    A block ends where a line ends a sentence or the next begins a new point.
    """
    blocks = list(_blocks(source))
    touched = [
        any(mark.start < end and mark.end > start for mark in marks)
        for start, end in blocks
    ]
    return [
        Paragraph(
            tuple(_pieces(source, start, end, marks)),
            near=any(touched[max(0, place - 1) : place + 2]),
        )
        for place, (start, end) in enumerate(blocks)
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
            text=_joined(source[first:last]),
            clarities=tuple(dict.fromkeys(m.clarity for m in over)),
            last=tuple(dict.fromkeys(m.clarity for m in over if m.end == last)),
        )


def _blocks(source: str) -> Iterator[tuple[int, int]]:
    """Yield [start, end) of the blocks of the text that have words."""
    begin: int | None = None
    end = at = 0
    for line in source.splitlines(keepends=True):
        words = line.strip()
        start = at + len(line) - len(line.lstrip())
        at += len(line)
        if not words:
            continue
        if begin is not None and (_opens(words) or _closes(source[begin:end])):
            yield begin, end
            begin = None
        begin = start if begin is None else begin
        end = start + len(words)
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


def _closes(block: str) -> bool:
    return block.rstrip().endswith((".", ":", ";", "./."))


def _joined(words: str) -> str:
    joined = " ".join(words.split())
    before = " " if words[:1].isspace() else ""
    after = " " if words[-1:].isspace() else ""
    return f"{before}{joined}{after}" if joined else " "
