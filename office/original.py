"""The original of a document: its pages, and where its words stand on them.

What was read once is kept in memory: drawing a page takes a third of a second.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from office.errors import NotFoundError
from office.evidence import Given
from store import directives, evidence_kinds, files
from store.documents import DocumentError, drawing, extract, sniffing
from store.engine import unit_of_work

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from office.clarities import Mark
    from office.rights import Scope
    from store.documents import Document
    from store.documents.model import Place
    from store.tables import DirectiveRow

    Box = tuple[float, float, float, float]

KEPT = 16  # documents
PICTURES = 64  # pages, about 60 KB each
_LINE = 3.0  # points; boxes whose tops differ by less stand on one line


@dataclass(frozen=True, slots=True)
class Frame:
    """A coloured place on a page, in points from the top left."""

    look: str  # the clarity, or "what"
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page: its number from 1, its size in points, what is marked on it."""

    number: int
    width: float
    height: float
    frames: tuple[Frame, ...]


@dataclass(frozen=True, slots=True)
class Original:
    """The pages of a PDF with the place of every word of its text."""

    sizes: tuple[tuple[float, float], ...]
    document: Document

    def leaves(self, marks: Collection[Mark]) -> tuple[Leaf, ...]:
        """Return all pages with the words of some marks framed."""
        found: dict[int, list[Frame]] = {}
        for mark in marks:
            for number, frame in self._frames(mark):
                found.setdefault(number, []).append(frame)
        return tuple(
            Leaf(number, width, height, tuple(found.get(number, ())))
            for number, (width, height) in enumerate(self.sizes, 1)
        )

    def _frames(self, mark: Mark) -> Iterator[tuple[int, Frame]]:
        lines: list[tuple[int, Box]] = []
        for place in self._places(mark.start, mark.end):
            if place.page is None or place.box is None:
                continue
            last = lines[-1] if lines else None
            if last and last[0] == place.page and _same_line(last[1], place.box):
                lines[-1] = place.page, _around(last[1], place.box)
            else:
                lines.append((place.page, place.box))
        for number, (left, top, right, bottom) in lines:
            box = left - 1, top - 1, right - left + 2, bottom - top + 2
            yield number, Frame(mark.clarity, *(round(side, 1) for side in box))

    def _places(self, start: int, end: int) -> Iterator[Place]:
        for piece in self.document.pieces:
            if piece.start < end and piece.end > start:
                yield piece.place


def of(row: DirectiveRow, source: str) -> Original | None:
    """Return the pages of a document that came as PDF; None shows its text instead.

    Args:
        row: The document.
        source: The text that its spans count in.
    """
    if row.original_sha256 is None:
        return None
    found = _read(row.original_sha256)
    return found if found and found.document.text == source else None


def picture(directive_id: int, number: int) -> bytes:
    """Return a page of a document (from 1) as PNG.

    Raises:
        NotFoundError: There is no such document or page.
    """
    with unit_of_work() as session:
        row = directives.find(session, directive_id)
    drawn = _drawn(row.original_sha256, number) if row and row.original_sha256 else None
    if drawn is None:
        raise NotFoundError("Văn bản này không có trang nào như vậy.")
    return drawn


def given(directive_id: int, scope: Scope) -> Given:
    """Return the file of a document as it came, for whoever it gives work or collects.

    Raises:
        NotFoundError: There is none, it is beyond the scope, or its bytes are gone.
    """
    with unit_of_work() as session:
        row = directives.find(session, directive_id)
        if (
            row is None
            or scope.directive not in {None, directive_id}
            or (scope.agency and not directives.gives(session, row.id, scope.agency))
        ):
            raise NotFoundError("Không có văn bản này.")
    path = files.path_of(row.original_sha256 or row.source_sha256)
    if not path.exists():
        raise NotFoundError("Không có tệp này.")
    return Given(
        path, evidence_kinds.safe_name(row.source_name), "application/octet-stream"
    )


@lru_cache(KEPT)
def _read(sha256: str) -> Original | None:
    data = _pdf(sha256)
    if data is None:
        return None
    try:
        return Original(drawing.sizes(data), extract(data, sha256))
    except DocumentError:
        return None


@lru_cache(PICTURES)
def _drawn(sha256: str, number: int) -> bytes | None:
    data = _pdf(sha256)
    if data is None or number < 1:
        return None
    try:
        return drawing.page(data, number)
    except DocumentError:
        return None


def _pdf(sha256: str) -> bytes | None:
    try:
        data = files.read(sha256)
        return data if sniffing.kind_of(data) == "pdf" else None
    except (OSError, ValueError, DocumentError):
        return None


def _same_line(one: Box, other: Box) -> bool:
    return abs(one[1] - other[1]) < _LINE


def _around(one: Box, other: Box) -> Box:
    return (
        min(one[0], other[0]),
        min(one[1], other[1]),
        max(one[2], other[2]),
        max(one[3], other[3]),
    )
