"""Read a PDF that has text: lines in reading order, wraps kept, tables as rows."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from store.documents.composing import Composer
from store.documents.furniture import without_furniture
from store.documents.grids import is_numbered, lay
from store.documents.legacy import is_old_font, shown_in
from store.documents.model import Document, DocumentError
from store.documents.printed import Row, Word, in_reading_order, rows_of
from store.documents.ruled import Ruled, ruled_tables, same_table
from store.documents.spacing import Spacing
from store.documents.unruled import unruled_tables

if TYPE_CHECKING:
    from store.documents.grids import Table
    from store.documents.unruled import Columns

MOST_PAGES = 500
MOST_LETTERS = 5_000_000
FEWEST_LETTERS = 20  # on a page of text; a scan may have a stamp
PICTURE = 0.4  # of a page's area
WORD_GAP = 0.18  # of a letter's size; more is a blank
UNKNOWN = "(cid:"  # a letter whose font does not say which it is
MOST_UNKNOWN = 0.2  # of the words


@dataclass(slots=True)
class Page:
    """What one page holds."""

    width: float
    height: float
    rows: list[Row]
    tables: list[Ruled]
    is_picture: bool


def read_pdf(data: bytes) -> tuple[Document, tuple[int, ...]]:
    """Return the text of a PDF, and the pages that are pictures (from 1).

    Raises:
        DocumentError: It is broken, locked, or too long.
    """
    try:
        with pdfplumber.open(io.BytesIO(data)) as file:
            pages = _pages(file)
    except DocumentError:
        raise
    except PdfminerException as fault:
        if isinstance(fault.args[0] if fault.args else None, PDFPasswordIncorrect):
            raise DocumentError(
                "is locked with a password; save it without one"
            ) from None
        raise _broken() from None
    except Exception:  # noqa: BLE001 - pdfminer fails with whatever it stumbles on
        raise _broken() from None
    pictures = tuple(n for n, page in enumerate(pages, 1) if page.is_picture)
    return _composed(pages), pictures


def _broken() -> DocumentError:
    return DocumentError("is no whole PDF; open it in a viewer and print it to PDF")


def _pages(file: Any) -> list[Page]:  # noqa: ANN401 - pdfplumber has no types
    if len(file.pages) > MOST_PAGES:
        raise DocumentError(
            f"has {len(file.pages)} pages, more than {MOST_PAGES}; "
            "give the directive alone"
        )
    pages: list[Page] = []
    letters = 0
    for number, page in enumerate(file.pages, 1):
        letters += len(page.chars)
        if letters > MOST_LETTERS:
            raise DocumentError("holds more letters than a directive can; split it")
        fonts = {str(char["fontname"]) for char in page.chars}
        old = ["fontname"] if any(map(is_old_font, fonts)) else []
        words = [
            Word(
                shown_in(word.get("fontname"), word["text"]),
                number,
                *(
                    round(float(word[side]), 2)
                    for side in ("x0", "top", "x1", "bottom")
                ),
            )
            for word in page.extract_words(x_tolerance_ratio=WORD_GAP, extra_attrs=old)
        ]
        tables = ruled_tables(page, words)
        inside = {id(word) for table in tables for word in table.words}
        rows = rows_of(word for word in words if id(word) not in inside)
        picture = _is_picture(page, words)
        size = float(page.width), float(page.height)
        pages.append(Page(*size, rows, tables, picture))
        page.close()
    return pages


def _is_picture(page: Any, words: list[Word]) -> bool:  # noqa: ANN401 - as above
    """Tell a page whose words are drawn, or written in letters nobody can tell."""
    unknown = sum(UNKNOWN in word.text for word in words)
    if unknown > MOST_UNKNOWN * max(len(words), 1):
        return True
    if sum(len(word.text) for word in words) >= FEWEST_LETTERS:
        return False
    area = float(page.width) * float(page.height)
    covered = (abs(float(one["width"]) * float(one["height"])) for one in page.images)
    return any(part > PICTURE * area for part in covered)


@dataclass(slots=True)
class _Flow:
    """The text so far, and a table that may go on over the page."""

    composer: Composer = field(default_factory=Composer)
    table: Table = field(default_factory=list)
    before: Row | None = None

    def write(self, row: Row | None, spacing: Spacing) -> None:
        self.end_table()
        if row is None:
            self.composer.gap()
        else:
            if self.before is None or spacing.is_new(self.before, row):
                self.composer.gap()
            self.composer.line(row.placed)
        self.before = row

    def add(self, table: Table) -> None:
        """Take a table in; one without a head goes on where the last ended."""
        if same_table(self.table, table):
            if not is_numbered(table) and not table[0][0]:
                last = self.table[-1]
                more = zip(last, table[0], strict=True)
                self.table[-1] = [(*above, *below) for above, below in more]
                table = table[1:]
            self.table += table
            return
        self.end_table()
        self.table = [*table]
        self.before = None

    def end_table(self) -> None:
        if self.table:
            lay(self.composer, self.table)
            self.table = []


def _composed(pages: list[Page]) -> Document:
    heights = [page.height for page in pages]
    bodies = without_furniture([page.rows for page in pages], heights)
    spacing = Spacing.of(bodies)
    flow = _Flow()
    goes_on: Columns | None = None
    for page, body in zip(pages, bodies, strict=True):
        found, rest, goes_on = unruled_tables(body, goes_on)
        for table in sorted((*page.tables, *found), key=lambda table: table.top):
            above = [row for row in rest if row.top < table.top]
            rest = rest[len(above) :]
            for row in in_reading_order(above, page.width):
                flow.write(row, spacing)
            flow.add(table.cells)
        for row in in_reading_order(rest, page.width):
            flow.write(row, spacing)
    flow.end_table()
    return flow.composer.document("pdf")
