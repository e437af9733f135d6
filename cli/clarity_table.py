"""The five clarities of a reading, as a table for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from directive.model import Clarity, DeadlineKind, Grade, Role

if TYPE_CHECKING:
    from directive.model import Deadline, Directive, Instruction, Reading
    from directive.resolution import AssignmentDraft

PIPED_WIDTH = 160
COLOURS = {
    Grade.CLEAR: "green",
    Grade.INHERITED: "cyan",
    Grade.VAGUE: "yellow",
    Grade.MISSING: "red",
}
NAMES = {
    Grade.CLEAR: "rõ",
    Grade.INHERITED: "suy ra",
    Grade.VAGUE: "chưa rõ",
    Grade.MISSING: "thiếu",
}
ROLES = {Role.LEAD: "chủ trì", Role.COORDINATE: "phối hợp", Role.PERFORM: "thực hiện"}
COLUMNS = {
    "Rõ người": Clarity.WHO,
    "Rõ việc": Clarity.WHAT,
    "Rõ trách nhiệm": Clarity.RESPONSIBILITY,
    "Rõ thời gian": Clarity.DEADLINE,
    "Rõ kết quả": Clarity.RESULT,
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
    lines = [
        f"  {one.path}  {gap.question}"
        for one in reading.instructions
        for gap in one.gaps
    ]
    lines += [
        f"  chưa xác định được cơ quan: “{missing.phrase}”"
        for missing in reading.unresolved
    ]
    if drafts is not None:
        due = sum(draft.due_on is not None for draft in drafts)
        lines.append(f"{len(drafts)} nhiệm vụ, {due} nhiệm vụ có thời hạn")
    console.print(Text("\n".join(lines)))


def title_line(directive: Directive) -> str:
    """Return kind, number, day and title; what is blank shows as "…"."""
    number = f"{directive.number or '…'}/{directive.symbol or '…'}"
    day = directive.issued_on
    when = f"{day:%d/%m/%Y}" if day else directive.issued_partial or "…"
    kind = directive.kind or "Văn bản"
    return f"{kind} số {number}, {when}: {directive.title or '…'}"


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
        words = {
            Clarity.WHO: "; ".join(one.agencies),
            Clarity.WHAT: _short(one.text),
            Clarity.RESPONSIBILITY: _responsibility(one),
            Clarity.DEADLINE: _when(one.deadline),
            Clarity.RESULT: _result(one),
        }
        cells = [_cell(words[name], one.clarity[name]) for name in COLUMNS.values()]
        table.add_row(Text(one.path), *cells)
    return table


def _cell(words: str, grade: Grade) -> Text:
    cell = Text(f"[{NAMES[grade]}] ", style=COLOURS[grade])
    return cell.append(words, style="default")


def _short(words: str) -> str:
    if len(words) <= SUMMARY:
        return words
    return words[:SUMMARY].rsplit(" ", 1)[0] + " …"


def _responsibility(one: Instruction) -> str:
    partners = ", ".join(one.coordinating)
    role = ROLES[one.role]
    return f"{role}, cùng {partners}" if partners else role


def _when(deadline: Deadline) -> str:
    if deadline.kind is DeadlineKind.NONE:
        return ""
    last = deadline.last_working_day
    return f"{deadline.text} (đến {last:%d/%m/%Y})" if last else deadline.text or ""


def _result(one: Instruction) -> str:
    to = f" → {one.report_to}" if one.report_to else ""
    return f"{one.expected_result or ''}{to}"
