"""The clarity check in a terminal: grades, then each instruction with its questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from cli.check_pieces import pieces
from cli.clarity_plain import NAMES, title_line
from cli.clarity_table import COLOURS, PIPED_WIDTH
from directive.marks import marks, worst
from directive.model import Clarity, Grade

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from directive.model import Instruction, Reading

TITLES = {
    Clarity.WHO: "Rõ người",
    Clarity.WHAT: "Rõ việc",
    Clarity.RESPONSIBILITY: "Rõ trách nhiệm",
    Clarity.DEADLINE: "Rõ thời gian",
    Clarity.RESULT: "Rõ kết quả",
    Clarity.AUTHORITY: "Rõ thẩm quyền",
}


def show(reading: Reading, source: str, *, page: Path | None) -> None:
    """Print the grades, each instruction's words and questions, and a last line.

    Colours and underlines appear on a terminal only.
    """
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(width=PIPED_WIDTH, highlight=False)
    console.print(Text(title_line(reading.directive), style="bold"))
    console.print(_grades(reading))
    for one in reading.instructions:
        if not one.generic:
            console.print(Text.assemble(*_words(one, source)), "", sep="\n")
    console.print(Text(summary(reading), style="bold"))
    if page is not None:
        console.print(Text(f"Đã ghi: {page}"))


def summary(reading: Reading) -> str:
    """Return in one sentence how much is clear."""
    asked = [one for one in reading.instructions if one.gaps]
    total = sum(not one.generic for one in reading.instructions)
    if not asked:
        return f"{total} nội dung chỉ đạo, tất cả đều rõ."
    questions = sum(len(one.gaps) for one in asked)
    return (
        f"{total} nội dung chỉ đạo, {len(asked)} nội dung còn điểm chưa rõ: "
        f"{questions} câu hỏi cho người soạn."
    )


def quoted(instruction: Instruction, source: str) -> dict[Clarity, str]:
    """Return the words outside the instruction that a clarity was read from."""
    inside = instruction.span
    found: dict[Clarity, list[str]] = {}
    for mark in marks(instruction):
        if mark.span.end <= inside.start or mark.span.start >= inside.end:
            words = " ".join(source[mark.span.start : mark.span.end].split())
            found.setdefault(mark.clarity, []).append(words)
    return {
        clarity: "; ".join(dict.fromkeys(words)) for clarity, words in found.items()
    }


def _grades(reading: Reading) -> Table:
    graded = [one for one in reading.instructions if not one.generic]
    columns = list(dict.fromkeys(clarity for one in graded for clarity in one.clarity))
    table = Table("Mục", *(TITLES[clarity] for clarity in columns))
    for one in graded:
        cells = (one.clarity[clarity] for clarity in columns)
        table.add_row(
            one.path, *(Text(NAMES[grade], style=COLOURS[grade]) for grade in cells)
        )
    return table


def _words(one: Instruction, source: str) -> Iterator[Text | str]:
    yield Text(f"{one.path}  ", style="bold")
    yield _marked(one, source)
    for clarity, words in quoted(one, source).items():
        style = COLOURS[one.clarity[clarity]]
        yield "\n    "
        yield Text(f"{TITLES[clarity]}: ", style="dim")
        yield Text(f"“{words}”", style=f"underline {style}")
    for gap in one.gaps:
        grade = one.clarity[gap.clarity]
        style = COLOURS[grade if grade in {Grade.VAGUE, Grade.MISSING} else Grade.VAGUE]
        yield "\n    "
        yield Text(f"? {TITLES[gap.clarity]}: {gap.question}", style=style)


def _marked(one: Instruction, source: str) -> Text:
    """Return the words of an instruction on one line, the marked ones underlined."""
    words = Text()
    for piece in pieces(source, one.span.start, one.span.end, marks(one)):
        shown = [mark.grade for mark in piece.marks]
        style = f"underline {COLOURS[worst(shown)]}" if shown else ""
        words.append(piece.text, style=style)
    return words
