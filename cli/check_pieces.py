"""Cut words of the source where marks begin and end."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from web.marking import joined

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from directive.marks import Mark


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that bear the same marks: source[start:end], on one line."""

    start: int
    end: int
    text: str
    marks: tuple[Mark, ...]


def pieces(
    source: str,
    start: int,
    end: int,
    marks: Collection[Mark],
    *,
    at: Collection[int] = (),
) -> Iterator[Piece]:
    """Yield source[start:end] in pieces, cut at the marks' ends and at offsets `at`."""
    near = [m for m in marks if m.span.start < end and m.span.end > start]
    cuts = {start, end} | {cut for cut in at if start < cut < end}
    for mark in near:
        cuts |= {c for c in (mark.span.start, mark.span.end) if start < c < end}
    for first, last in pairwise(sorted(cuts)):
        over = tuple(m for m in near if m.span.start <= first and m.span.end >= last)
        yield Piece(first, last, joined(source[first:last]), over)
