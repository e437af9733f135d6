"""The five clarities of a reading, as a table for the terminal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from cli.clarity_plain import COLUMNS, NAMES, questions, said, title_line
from cli.grid import Cell, grid, styled
from directive.model import Clarity, Grade
from runtime import terminal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from directive.model import Instruction, Reading
    from directive.resolution import AssignmentDraft

PIPED_WIDTH = 160
COLOURS = {
    Grade.CLEAR: "green",
    Grade.INHERITED: "cyan",
    Grade.VAGUE: "yellow",
    Grade.MISSING: "red",
}
NARROWEST = 10
SUMMARY = 90  # characters of an instruction that a table has room for
_NUMBER = "Mục"


def show(reading: Reading, drafts: tuple[AssignmentDraft, ...] | None) -> None:
    """Print the reading: the document, the table, what is unclear, the assignments.

    Colours appear on a terminal only; piped output is plain and wide.
    """
    coloured = terminal.coloured(sys.stdout)
    width = terminal.width(sys.stdout, piped=PIPED_WIDTH)
    lines = [
        styled(title_line(reading.directive), "bold", coloured=coloured),
        *_table(reading.instructions, width, coloured=coloured),
        *questions(reading, drafts),
    ]
    sys.stdout.write("\n".join(lines) + "\n")


def _table(
    instructions: tuple[Instruction, ...], width: int, *, coloured: bool
) -> Iterator[str]:
    first = max(len(_NUMBER), *(len(one.path) for one in instructions))
    frame = 3 * len(COLUMNS) + 4
    each = max((width - first - frame) // len(COLUMNS), NARROWEST)
    heading = [Cell("", name, "bold") for name in (_NUMBER, *COLUMNS)]
    rows = [
        [Cell(one.path), *(_cell(one, clarity) for clarity in COLUMNS.values())]
        for one in instructions
    ]
    widths = [first, *[each] * len(COLUMNS)]
    return grid([heading, *rows], widths, coloured=coloured)


def _cell(one: Instruction, clarity: Clarity) -> Cell:
    grade = one.clarity[clarity]
    words = said(one, clarity)
    shown = _short(words) if clarity is Clarity.WHAT else words
    return Cell(shown, f"[{NAMES[grade]}]", COLOURS[grade])


def _short(words: str) -> str:
    if len(words) <= SUMMARY:
        return words
    return words[:SUMMARY].rsplit(" ", 1)[0] + " …"
