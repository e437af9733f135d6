"""Write a table into a text: one of tasks as rows, one that only sets out as lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from store.documents.composing import Words

if TYPE_CHECKING:
    from store.documents.composing import Composer

Cell = tuple[Words, ...]  # the lines of a cell
Table = list[list[Cell]]  # rows of cells, those under a wide cell empty

# Tables of tasks number their rows; the two columns of a header do not.
NUMBER_HEAD = re.compile(r"(?:số )?(?:tt|stt|thứ tự)\.?$", re.IGNORECASE)
NARROWEST = 3
HEADS = 3  # rows in which the head is looked for


def lay(composer: Composer, table: Table) -> None:
    """Write a table: its rows where they are numbered, else cell after cell."""
    composer.gap()
    if is_numbered(table):
        for row in table:
            composer.row(row)
        composer.gap()
        return
    for row in table:
        for cell in row:
            if cell:
                composer.gap()
                for words in cell:
                    if words[0].strip():
                        composer.line([words])
                    else:
                        composer.gap()
    composer.gap()


def is_numbered(table: Table) -> bool:
    """Tell a table whose head begins with "STT"."""
    return any(
        len(row) >= NARROWEST and NUMBER_HEAD.match(_words(row[0]))
        for row in table[:HEADS]
    )


def _words(cell: Cell) -> str:
    return " ".join(" ".join(words for words, _ in cell).split())
