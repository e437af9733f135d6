"""A document as it was taken in: its text, and where each word stood before."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


class DocumentError(Exception):
    """A file cannot be read; one sentence says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand in the original; everything counts from 1.

    A PDF has pages and boxes (left, top, right, bottom, in points from the top left);
    a DOCX or ODT has paragraphs in the order of the file, and cells of tables; a text
    has lines, which are its paragraphs.
    """

    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    paragraph: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """The characters [start, end) of the text, which stand together at one place."""

    start: int
    end: int
    place: Place


@dataclass(frozen=True, slots=True)
class Envelope:
    """What the header of an edXML message says of the document it carries.

    Kept beside the document: what the text leaves blank is not filled from here.
    """

    sender: str | None = None
    number: str | None = None
    symbol: str | None = None
    issued_on: date | None = None
    subject: str | None = None
    due_on: date | None = None
    attachment: str | None = None  # the file that was read


@dataclass(frozen=True, slots=True)
class Document:
    """The text that spans count in, and its way back to the original."""

    text: str
    kind: str  # txt, docx, odt, pdf, edxml
    pieces: tuple[Piece, ...] = ()  # in the order of the text
    notes: tuple[str, ...] = ()  # what was left out, each in one sentence
    envelope: Envelope | None = None

    def place(self, offset: int) -> Place:
        """Return where the character at `offset` stands in the original.

        A blank or line break between two pieces belongs to the one before it.
        """
        if not self.pieces:
            return Place(paragraph=self.text.count("\n", 0, offset) + 1)
        at = bisect_right(self.pieces, offset, key=lambda piece: piece.start)
        return self.pieces[max(at - 1, 0)].place
