"""Put a text together from words whose places are known.

Lines, blank lines between paragraphs, and rows of tables with a tab between cells:
what the rules of reading understand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.documents.model import Document, Piece, Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Words = tuple[str, Place]  # words on one line, and where they stand


class Composer:
    """A text that grows at its end."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._pieces: list[Piece] = []
        self._length = 0
        self._breaks = 2  # line feeds at the end; none are needed at the beginning

    def line(self, words: Iterable[Words]) -> None:
        """Add one line, one blank between its words."""
        for number, (word, place) in enumerate(words):
            if number:
                self._add(" ")
            self._place(word, place)
        self._break(1)

    def row(self, cells: Sequence[Sequence[Words]]) -> None:
        """Add the row of a table as one line; an empty cell keeps its tab."""
        for number, cell in enumerate(cells):
            if number:
                self._add("\t")
            shown = [(" ".join(words.split()), place) for words, place in cell]
            for index, (words, place) in enumerate(one for one in shown if one[0]):
                if index:
                    self._add(" ")
                self._place(words, place)
        self._break(1)

    def gap(self) -> None:
        """Let a blank line come before what follows."""
        self._break(2)

    def document(self, kind: str, notes: Iterable[str] = ()) -> Document:
        """Return what was put together."""
        # A lone half of a surrogate pair is no character; its place stays.
        text = "".join(self._parts).encode("utf-8", "replace").decode()
        return Document(text, kind, tuple(self._pieces), tuple(notes))

    def _place(self, words: str, place: Place) -> None:
        if words:
            start = self._length
            self._add(words)
            self._pieces.append(Piece(start, self._length, place))

    def _add(self, words: str) -> None:
        self._parts.append(words)
        self._length += len(words)
        self._breaks = 0

    def _break(self, wanted: int) -> None:
        missing = wanted - self._breaks
        if missing > 0:
            self._parts.append("\n" * missing)
            self._length += missing
            self._breaks = wanted
