"""Read a DOCX file: paragraphs with their numbers, tables, no text boxes."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import docx
from docx.oxml.ns import qn

from store.documents.composing import Composer
from store.documents.counting import Numbering
from store.documents.grids import Cell, Table, lay
from store.documents.legacy import shown_in
from store.documents.model import Document, DocumentError, Place
from store.documents.numbering import numbering_of
from store.documents.packed import refuse_hostile
from store.documents.styles import Styles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document as WordDocument

    from store.documents.oxml import Element
    from store.documents.styles import Look

# Tags whose content is not shown, or shown elsewhere; text boxes among them.
UNSEEN = frozenset(
    qn(tag)
    for tag in (
        "w:del", "w:moveFrom", "w:instrText", "w:delText", "w:drawing", "w:pict",
        "w:object", "w:rPr", "w:pPr", "w:footnoteReference", "w:commentReference",
    )
)  # fmt: skip
TEXT, TAB, HYPHEN = qn("w:t"), qn("w:tab"), qn("w:noBreakHyphen")
BREAKS = frozenset({qn("w:br"), qn("w:cr")})
RUN, PARAGRAPH, TABLE = qn("w:r"), qn("w:p"), qn("w:tbl")
BOX = qn("w:txbxContent")
NESTED = frozenset(
    qn(tag) for tag in ("w:tbl", "w:tr", "w:tc", "w:sdt", "w:sdtContent")
)
DEEPEST = 20  # tables and controls in one another


def read_docx(data: bytes) -> Document:
    """Return the text of a DOCX file as Word would show it.

    Raises:
        DocumentError: It is broken, hostile, or holds no text.
    """
    refuse_hostile(data, called="DOCX file")
    try:
        return _Reader(docx.Document(io.BytesIO(data))).read()
    except Exception:  # noqa: BLE001 - python-docx fails with whatever it stumbles on
        raise DocumentError(
            "is no whole DOCX file; open it in Word and save it again"
        ) from None


class _Reader:
    """One pass through a file: what was counted so far."""

    def __init__(self, file: WordDocument) -> None:
        self._body = file.element.body
        self._styles = Styles.of(file.styles.element)
        self._numbering = Numbering()
        related = (part.reltype for part in file.part.rels.values())
        if any(kind.endswith("/numbering") for kind in related):
            self._numbering = numbering_of(file.part.numbering_part.element)
        self._paragraphs = 0
        self._tables = 0

    def read(self) -> Document:
        composer = Composer()
        self._write(composer, self._body, Place(), depth=0)
        boxes = (" ".join(_shown(box).split()) for box in self._body.iter(BOX))
        found = dict.fromkeys(words for words in boxes if words)
        notes = [f"a text box is not read: “{words}”" for words in found]
        return composer.document("docx", notes)

    def _write(
        self,
        composer: Composer,
        parent: Element,
        inside: Place,
        depth: int,
    ) -> None:
        """Write the blocks of a body, a cell or a control."""
        if depth > DEEPEST:
            raise ValueError(depth)
        centred = False
        for block in parent.iterchildren():
            before, centred = centred, False
            if block.tag == PARAGRAPH:
                centred = bool(self._styles.look(block).centred)
                if not (before and centred):  # the lines of one title
                    composer.gap()
                for line, place in self._lines(block, inside):
                    composer.line([(line, place)])
            elif block.tag == TABLE:
                self._tables += 1
                lay(composer, self._table(block, self._tables, depth))
            elif block.tag == qn("w:sdt"):
                for content in block.iterchildren(qn("w:sdtContent")):
                    self._write(composer, content, inside, depth + 1)

    def _table(self, table: Element, number: int, depth: int) -> Table:
        """Return a table's cells; one that goes down through rows stands in each."""
        rows: list[list[Cell]] = []
        above: dict[int, Cell] = {}
        for row_number, row in enumerate(table.tr_lst, 1):
            cells: list[Cell] = []
            for cell in row.tc_lst:
                place = Place(table=number, row=row_number, column=len(cells) + 1)
                merged = cell.vMerge == "continue"
                if merged and len(cells) in above:
                    found = above[len(cells)]
                else:
                    found = tuple(self._cell(cell, place, depth + 1))
                above[len(cells)] = found
                cells += [found, *([()] * (min(cell.grid_span, 60) - 1))]
            rows.append(cells)
        return rows

    def _cell(
        self,
        parent: Element,
        place: Place,
        depth: int,
    ) -> Iterator[tuple[str, Place]]:
        """Yield the lines of a cell, those of tables inside it too."""
        if depth > DEEPEST:
            raise ValueError(depth)
        for block in parent.iterchildren():
            if block.tag == PARAGRAPH:
                yield from self._lines(block, place)
            elif block.tag in NESTED:
                yield from self._cell(block, place, depth + 1)

    def _lines(
        self,
        paragraph: Element,
        inside: Place,
    ) -> Iterator[tuple[str, Place]]:
        """Yield the lines of a paragraph, its number before the first."""
        self._paragraphs += 1
        place = Place(
            paragraph=self._paragraphs,
            table=inside.table,
            row=inside.row,
            column=inside.column,
        )
        look = self._styles.look(paragraph)
        words = "".join(_run(run, look, self._styles) for run in _runs(paragraph))
        mark = ""
        if look.list_ is not None:
            depth = look.depth
            if depth is None:
                depth = self._numbering.depth_of(look.list_, look.counted_by, 0)
            counted = self._numbering.mark(look.list_, depth)
            mark = counted if words.strip() or inside.table else ""
        for line in f"{mark} {words}".split("\n") if mark else words.split("\n"):
            yield line.rstrip(), place


def _runs(paragraph: Element) -> Iterator[Element]:
    """Yield the runs of a paragraph that show, those of links and insertions too."""
    for child in paragraph.iterchildren():
        if child.tag == RUN:
            yield child
        elif child.tag not in UNSEEN and isinstance(child.tag, str):
            yield from _runs(child)


def _run(run: Element, look: Look, styles: Styles) -> str:
    """Return what a run shows."""
    if run.rPr is not None and run.rPr.find(qn("w:vanish")) is not None:
        return ""
    shown = ""
    for child in run.iterchildren():
        if child.tag == TEXT:
            shown += (child.text or "").replace("\n", " ")
        elif child.tag == TAB:
            shown += "\t"
        elif child.tag == HYPHEN:
            shown += "-"
        elif child.tag in BREAKS:
            shown += "\n"
    shown = shown_in(styles.font_of(run, look), shown)
    return shown.upper() if styles.is_upper(run, look) else shown


def _shown(parent: Element) -> str:
    """Return all words below an element, a blank after each paragraph."""
    return " ".join(
        "".join(text.text or "" for text in paragraph.iter(TEXT))
        for paragraph in parent.iter(PARAGRAPH)
    )
