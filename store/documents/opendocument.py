"""Read an ODT file: paragraphs with their numbers, tables, no text boxes."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, TypeAlias

import odfdo

from store.documents.composing import Composer
from store.documents.grids import Cell, Table, lay
from store.documents.model import Document, DocumentError, Place
from store.documents.odf_styles import Styles
from store.documents.packed import refuse_hostile

if TYPE_CHECKING:
    from collections.abc import Iterator

Element: TypeAlias = Any  # odfdo has no types
# What is not shown, or shown elsewhere; text boxes among them.
UNSEEN = frozenset(
    {
        "text:tracked-changes", "text:note", "office:annotation", "draw:frame",
        "draw:custom-shape", "draw:text-box", "text:bookmark",
    }
)  # fmt: skip
PARAGRAPHS = frozenset({"text:p", "text:h"})
ROWS = frozenset(
    {"table:table-header-rows", "table:table-rows", "table:table-row-group"}
)
MOST_REPEATED = 200  # blanks or cells that one element stands for
DEEPEST = 20  # lists, sections and tables in one another


def read_odt(data: bytes) -> Document:
    """Return the text of an ODT file as an office program would show it.

    Raises:
        DocumentError: It is broken or hostile.
    """
    refuse_hostile(data, called="ODT file")
    try:
        return _Reader(odfdo.Document(io.BytesIO(data))).read()
    except Exception:  # noqa: BLE001 - odfdo fails with whatever it stumbles on
        raise DocumentError(
            "is no whole ODT file; open it in an office program and save it again"
        ) from None


class _Reader:
    """One pass through a file: what was counted so far."""

    def __init__(self, file: odfdo.Document) -> None:
        self._body = file.body
        self._styles = Styles.of(file)
        self._paragraphs = 0
        self._tables = 0

    def read(self) -> Document:
        composer = Composer()
        self._write(composer, self._body, depth=0)
        boxes = (
            " ".join(_words(box).split())
            for box in self._body.get_elements("descendant::draw:text-box")
        )
        found = dict.fromkeys(words for words in boxes if words)
        notes = [f"a text box is not read: “{words}”" for words in found]
        return composer.document("odt", notes)

    def _write(self, composer: Composer, parent: Element, *, depth: int) -> None:
        """Write the blocks of the body or a section."""
        if depth > DEEPEST:
            raise ValueError(depth)
        centred = False
        for block in parent.children:
            before, centred = centred, False
            if block.tag in PARAGRAPHS or block.tag == "text:list":
                centred = self._styles.is_centred(block)
                if not (before and centred):  # the lines of one title
                    composer.gap()
                for line in self._lines(block, Place()):
                    composer.line([line])
            elif block.tag == "table:table":
                lay(composer, self._table(block, depth))
            elif block.tag not in UNSEEN:
                self._write(composer, block, depth=depth + 1)

    def _table(self, table: Element, depth: int) -> Table:
        """Return a table's cells; one that goes down through rows stands in each."""
        self._tables += 1
        number = self._tables
        rows: list[list[Cell]] = []
        above: dict[int, tuple[Cell, int]] = {}  # column: the cell, rows it still has
        for row in _rows(table):
            cells: list[Cell] = []
            for cell in row.children:
                column = len(cells)
                if cell.tag == "table:covered-table-cell":
                    found, rest = above.get(column, ((), 0))
                    above[column] = (found, rest - 1) if rest > 1 else ((), 0)
                    cells += [found if rest else ()] * _repeated(cell, "columns")
                elif cell.tag == "table:table-cell":
                    place = Place(table=number, row=len(rows) + 1, column=column + 1)
                    found = tuple(self._cell(cell, place, depth + 1))
                    above[column] = found, _number(cell, "number-rows-spanned") - 1
                    cells += [found] * _repeated(cell, "columns")
            rows += [cells] * _repeated(row, "rows")
        return rows

    def _cell(
        self, parent: Element, place: Place, depth: int
    ) -> Iterator[tuple[str, Place]]:
        """Yield the lines of a cell, those of tables inside it too."""
        if depth > DEEPEST:
            raise ValueError(depth)
        for block in parent.children:
            if block.tag in PARAGRAPHS or block.tag == "text:list":
                yield from self._lines(block, place)
            elif block.tag not in UNSEEN:
                yield from self._cell(block, place, depth + 1)

    def _lines(self, block: Element, inside: Place) -> Iterator[tuple[str, Place]]:
        """Yield the lines of a paragraph or a list, numbers before them."""
        if block.tag == "text:list":
            name = self._styles.begin(block)
            yield from self._points(block, name, inside, depth=0)
            return
        mark = self._styles.heading(block)
        for line, place in self._paragraph(block, inside):
            yield f"{mark} {line}" if mark else line, place
            mark = ""

    def _paragraph(self, block: Element, inside: Place) -> Iterator[tuple[str, Place]]:
        """Yield the lines of a paragraph, no number before them."""
        self._paragraphs += 1
        place = Place(
            paragraph=self._paragraphs,
            table=inside.table,
            row=inside.row,
            column=inside.column,
        )
        upper = self._styles.is_upper(block, inherited=False)
        for line in self._shown(block, upper=upper).split("\n"):
            yield line.rstrip(), place

    def _points(
        self, list_: Element, name: str, inside: Place, *, depth: int
    ) -> Iterator[tuple[str, Place]]:
        """Yield the lines of a list's points and of the lists inside them."""
        if depth > DEEPEST:
            raise ValueError(depth)
        for item in list_.children:
            fresh = item.tag == "text:list-item"
            for block in item.children:
                if block.tag == "text:list":
                    style = block.get_attribute("text:style-name") or name
                    yield from self._points(block, style, inside, depth=depth + 1)
                elif block.tag in PARAGRAPHS:
                    mark = self._styles.point(item, block, name, depth) if fresh else ""
                    fresh = False
                    for line, place in self._paragraph(block, inside):
                        yield f"{mark} {line}" if mark else line, place
                        mark = ""

    def _shown(self, parent: Element, *, upper: bool) -> str:
        """Return what a paragraph or a part of it shows."""
        text = _flat(parent.text)
        shown = text.upper() if upper else text
        for child in parent.children:
            if child.tag == "text:s":
                shown += " " * min(_number(child, "c", space="text"), MOST_REPEATED)
            elif child.tag == "text:tab":
                shown += "\t"
            elif child.tag == "text:line-break":
                shown += "\n"
            elif child.tag not in UNSEEN:
                own = self._styles.is_upper(child, inherited=upper)
                shown += self._shown(child, upper=own)
            tail = _flat(child.tail)
            shown += tail.upper() if upper else tail
        return shown


def _rows(table: Element) -> Iterator[Element]:
    for child in table.children:
        if child.tag == "table:table-row":
            yield child
        elif child.tag in ROWS:
            yield from _rows(child)


def _repeated(element: Element, what: str) -> int:
    return min(_number(element, f"number-{what}-repeated"), MOST_REPEATED)


def _number(element: Element, name: str, *, space: str = "table") -> int:
    found = str(element.get_attribute(f"{space}:{name}") or "")
    return int(found) if found.isdecimal() else 1


def _flat(text: str | None) -> str:
    """Return text with the blanks and line ends of the file as one blank each."""
    return (text or "").replace("\n", " ").replace("\t", " ")


def _words(parent: Element) -> str:
    """Return all words below an element."""
    return " ".join(
        f"{one.text or ''} {one.tail or ''}"
        for one in parent.get_elements("descendant::*")
    )
