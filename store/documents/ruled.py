"""Tables that lines are drawn around, on the pages of a PDF."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from store.documents.grids import NARROWEST, is_numbered
from store.documents.printed import rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from store.documents.grids import Cell, Table
    from store.documents.printed import Word

Box = tuple[float, float, float, float]

FEWEST_EDGES = 4
MOST_EDGES = 4_000  # a page of drawings, which takes too long to look at


@dataclass(frozen=True, slots=True)
class Ruled:
    """A table on a page: its cells, and the words that stand in them."""

    top: float
    cells: Table
    words: tuple[Word, ...]


def ruled_tables(page: Any, words: Sequence[Word]) -> list[Ruled]:  # noqa: ANN401 - pdfplumber has no types
    """Return the tables of a page from its top; a frame around text is none."""
    if not FEWEST_EDGES <= len(page.edges) <= MOST_EDGES:
        return []
    found = []
    for table in sorted(page.find_tables(), key=lambda table: table.bbox[1]):
        boxes = [list(row.cells) for row in table.rows]
        if max(len(row) for row in boxes) < NARROWEST:
            continue
        cells = [list(row) for row in _cells(boxes, words)]
        inside = tuple(word for word in words if _within(word, table.bbox))
        if inside:
            found.append(Ruled(float(table.bbox[1]), cells, inside))
    return found


def same_table(above: Table, below: Table) -> bool:
    """Tell whether a table goes on in the one on the next page."""
    if not above or not below or not is_numbered(above):
        return False
    return {len(row) for row in above} == {len(row) for row in below}


def _cells(
    boxes: Sequence[Sequence[Box | None]], words: Sequence[Word]
) -> Iterator[Iterator[Cell]]:
    """Yield the rows of cells; one that goes down through rows stands in each."""
    above: dict[int, Box] = {}
    for row in boxes:
        top = min((box[1] for box in row if box), default=0.0)
        for column, box in enumerate(row):
            if box:
                above[column] = box
            elif column in above and above[column][3] <= top + 1:
                del above[column]
        yield iter([_cell(above.get(column), words) for column in range(len(row))])


def _cell(box: Box | None, words: Sequence[Word]) -> Cell:
    if box is None:
        return ()
    inside = rows_of(word for word in words if _within(word, box))
    return tuple(one for row in inside for one in row.placed)


def _within(word: Word, box: Box) -> bool:
    across = (word.left + word.right) / 2
    down = (word.top + word.bottom) / 2
    return box[0] <= across <= box[2] and box[1] <= down <= box[3]
