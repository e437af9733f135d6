"""The clarity check as one page: the source beside its instructions and gaps."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from cli.check_pieces import Piece, pieces
from cli.check_table import TITLES, quoted, summary
from cli.clarity_plain import NAMES, title_line
from directive.marks import Mark, marks, worst
from directive.model import Clarity, Grade
from web.marking import blocks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from directive.model import Gap, Instruction, Reading

TAGS = {
    Clarity.WHO: "người",
    Clarity.WHAT: "việc",
    Clarity.RESPONSIBILITY: "trách nhiệm",
    Clarity.DEADLINE: "thời gian",
    Clarity.RESULT: "kết quả",
    Clarity.AUTHORITY: "thẩm quyền",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A piece of the source: its words, how they look, and where links lead."""

    text: str
    look: str  # classes; empty for words that bear no mark
    tags: tuple[tuple[Clarity, str], ...]  # of the marks that end here
    begins: tuple[str, ...]  # paths of the instructions that begin here
    asked: tuple[str, ...]  # ids of the gaps that are about the words from here on


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to the author, and the id of the words that it is about."""

    title: str
    grade: Grade
    question: str
    id: str | None


@dataclass(frozen=True, slots=True)
class Card:
    """One instruction, as the page shows it beside the source."""

    path: str
    generic: bool
    grades: tuple[tuple[Clarity, str, Grade, str], ...]
    quotes: tuple[tuple[str, str], ...]
    asked: tuple[Asked, ...]


def page(reading: Reading, source: str, *, name: str) -> str:
    """Return the page as HTML that needs nothing else: no script, no other host.

    Args:
        reading: Graded; its spans count in `source`.
        source: The text that was read.
        name: How the file is called.
    """
    clarities = list(
        dict.fromkeys(c for one in reading.instructions for c in one.clarity)
    )
    return (
        _environment()
        .get_template("check.html.j2")
        .render(
            title=title_line(reading.directive),
            name=name,
            summary=summary(reading),
            legend=[(clarity, TITLES[clarity]) for clarity in clarities],
            grade_names=NAMES,
            paragraphs=list(_paragraphs(reading, source)),
            cards=[_card(one, source) for one in reading.instructions],
        )
    )


def _paragraphs(reading: Reading, source: str) -> Iterator[list[Shown]]:
    marked = _merged(reading)
    begins: dict[int, list[str]] = {}
    asked: dict[int, list[str]] = {}
    for one in reading.instructions:
        begins.setdefault(one.span.start, []).append(one.path)
        for number, gap in enumerate(one.gaps):
            if gap.span:
                asked.setdefault(gap.span.start, []).append(_id(one, number))
    for start, end in blocks(source):
        yield [
            Shown(
                text=piece.text,
                look=_look(piece),
                tags=_tags(piece),
                begins=tuple(begins.get(piece.start, ())),
                asked=tuple(asked.get(piece.start, ())),
            )
            for piece in pieces(source, start, end, marked, at=(*begins, *asked))
        ]


def _merged(reading: Reading) -> list[Mark]:
    """Return the marks of all instructions; words of several keep the worst grade."""
    found: dict[tuple[int, int, Clarity], list[Mark]] = {}
    for one in reading.instructions:
        for mark in marks(one) if not one.generic else ():
            key = (mark.span.start, mark.span.end, mark.clarity)
            found.setdefault(key, []).append(mark)
    return [
        Mark(same[0].span, clarity, worst([mark.grade for mark in same]))
        for (_, _, clarity), same in found.items()
    ]


def _look(piece: Piece) -> str:
    if not piece.marks:
        return ""
    innermost = min(piece.marks, key=lambda mark: mark.span.end - mark.span.start)
    grade = worst([mark.grade for mark in piece.marks])
    open_ = " open" if grade in {Grade.VAGUE, Grade.MISSING} else ""
    return f"m-{innermost.clarity}{open_}"


def _tags(piece: Piece) -> tuple[tuple[Clarity, str], ...]:
    ending = (mark.clarity for mark in piece.marks if mark.span.end == piece.end)
    return tuple((clarity, TAGS[clarity]) for clarity in dict.fromkeys(ending))


def _card(one: Instruction, source: str) -> Card:
    return Card(
        path=one.path,
        generic=one.generic,
        grades=tuple(
            (clarity, TITLES[clarity], grade, NAMES[grade])
            for clarity, grade in one.clarity.items()
        ),
        quotes=tuple(
            (TITLES[clarity], words) for clarity, words in quoted(one, source).items()
        ),
        asked=tuple(
            Asked(
                TITLES[gap.clarity],
                _unclear(one, gap),
                gap.question,
                _id(one, number) if gap.span else None,
            )
            for number, gap in enumerate(one.gaps)
        ),
    )


def _unclear(one: Instruction, gap: Gap) -> Grade:
    """Return the grade that a question stands for: a clear field may raise one too."""
    return worst([one.clarity[gap.clarity], Grade.VAGUE])


def _id(one: Instruction, number: int) -> str:
    return f"hoi-{_key(one.path)}-{number + 1}"


def _key(path: str) -> str:
    """Return a path as an id may have it: "PL.1 (2)" has a blank."""
    return path.replace(" ", "-")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["key"] = _key
    return environment
