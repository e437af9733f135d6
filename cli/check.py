"""`namro check FILE`: grade a draft before it is signed, and ask its author."""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.errors import RefusedError
from cli.source import blaming, label_of, read_source
from directive.correcting import distinct
from directive.marks import marks
from directive.reading.encode import read
from store.calendar_file import load_calendar

if TYPE_CHECKING:
    from directive.model import Reading

UNCLEAR = 1
SCHEMES = ("5", "6")


def check(
    file: Annotated[
        str, typer.Argument(help="The draft, in any format; - reads standard input.")
    ],
    html: Annotated[
        Path | None,
        typer.Option(metavar="OUT", help="Write a page: the text beside its gaps."),
    ] = None,
    scheme: Annotated[
        str | None,
        typer.Option(metavar="5|6", help="6 also asks who decides (rõ thẩm quyền)."),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object.")
    ] = False,
) -> None:
    """Grade a draft before it is signed, and list the questions to its author.

    Exit code 0: everything is clear; 1: something is vague or missing; 2: the file
    cannot be read or is not a directive.

    Example: namro check du-thao.docx --html du-thao.html
    """
    six = _scheme(scheme) == SCHEMES[-1]
    source = read_source(file)
    with blaming(file):
        reading = distinct(
            read(source, working_day_on_or_before=load_calendar().last_working_day)
        )
    if six:
        from directive.authority import with_authority  # noqa: PLC0415 - by scheme

        graded = tuple(with_authority(one, source) for one in reading.instructions)
        reading = replace(reading, instructions=graded)
    name = Path(label_of(file)).name
    if html is not None:
        from cli.check_page import page  # noqa: PLC0415 - only when asked for

        html.write_text(page(reading, source, name=name), "utf-8")
    if as_json:
        answer = json.dumps(_plain(reading, name), ensure_ascii=False, indent=1)
        sys.stdout.write(f"{answer}\n")
    else:
        from cli.check_table import show  # noqa: PLC0415 - one of two is needed

        show(reading, source, page=html)
    if any(one.gaps for one in reading.instructions):
        raise typer.Exit(UNCLEAR)


def _scheme(given: str | None) -> str:
    if given is None:
        from runtime import settings  # noqa: PLC0415 - costs more than the reading

        return settings.load().clarity_scheme
    if given not in SCHEMES:
        raise RefusedError(f"--scheme {given}: there are 5 (5 rõ) and 6 (6 rõ)")
    return given


def _plain(reading: Reading, name: str) -> dict[str, Any]:
    counted = [one for one in reading.instructions if not one.generic]
    names = list(dict.fromkeys(name for one in counted for name in one.clarity))
    return {
        "file": name,
        "clear": not any(one.gaps for one in reading.instructions),
        "counts": {
            str(clarity): Counter(str(one.clarity[clarity]) for one in counted)
            for clarity in names
        },
        "instructions": [
            {
                "path": one.path,
                "span": [one.span.start, one.span.end],
                "text": one.text,
                "generic": one.generic,
                "clarity": {str(c): str(grade) for c, grade in one.clarity.items()},
                "marks": [
                    {
                        "span": [mark.span.start, mark.span.end],
                        "clarity": str(mark.clarity),
                        "grade": str(mark.grade),
                    }
                    for mark in marks(one)
                ],
                "gaps": [
                    {
                        "clarity": str(gap.clarity),
                        "question": gap.question,
                        "span": [gap.span.start, gap.span.end] if gap.span else None,
                    }
                    for gap in one.gaps
                ],
            }
            for one in reading.instructions
        ],
    }
