"""The five clarities of a reading, as a table for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from cli.clarity_plain import COLUMNS, NAMES, questions, said, title_line
from directive.model import Clarity, Grade

if TYPE_CHECKING:
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


def show(reading: Reading, drafts: tuple[AssignmentDraft, ...] | None) -> None:
    """Print the reading: the document, the table, what is unclear, the assignments.

    Colours appear on a terminal only; piped output is plain and wide.
    """
    console = Console(emoji=False)
    if not console.is_terminal:
        console = Console(width=PIPED_WIDTH, emoji=False)
    console.print(Text(title_line(reading.directive), style="bold"))
    console.print(_table(reading.instructions, console.width))
    console.print(Text("\n".join(questions(reading, drafts))))


def _table(instructions: tuple[Instruction, ...], width: int) -> Table:
    """Lay the columns out by hand: measuring every cell takes as long as reading."""
    first = max(len(one.path) for one in instructions)
    frame = 3 * len(COLUMNS) + 4
    each = max((width - first - frame) // len(COLUMNS), NARROWEST)
    table = Table(show_lines=True)
    table.add_column(Text("Mục"), width=first)
    for name in COLUMNS:
        table.add_column(Text(name), overflow="fold", width=each)
    for one in instructions:
        cells = [
            _cell(_words(one, name), one.clarity[name]) for name in COLUMNS.values()
        ]
        table.add_row(Text(one.path), *cells)
    return table


def _cell(words: str, grade: Grade) -> Text:
    cell = Text(f"[{NAMES[grade]}] ", style=COLOURS[grade])
    return cell.append(words, style="default")


def _words(one: Instruction, name: Clarity) -> str:
    words = said(one, name)
    return _short(words) if name is Clarity.WHAT else words


def _short(words: str) -> str:
    if len(words) <= SUMMARY:
        return words
    return words[:SUMMARY].rsplit(" ", 1)[0] + " …"
