"""`namro encode FILE`: read a directive and show, or print as JSON, what it says."""

from __future__ import annotations

import sys
from pathlib import Path  # noqa: TC003 - Typer reads the annotation
from typing import TYPE_CHECKING, Annotated

import typer

from cli.source import FORMATS, blaming, say_differences, take_in
from directive.reading.encode import read
from store.calendar_file import load_calendar

if TYPE_CHECKING:
    from directive.registry import Registry


def encode(
    file: Annotated[str, typer.Argument(help=FORMATS)],
    as_json_: Annotated[
        bool, typer.Option("--json", help="Print one JSON object (the contract).")
    ] = False,
    agencies: Annotated[
        Path | None,
        typer.Option(help="Agency file; adds one assignment for each recipient."),
    ] = None,
    text: Annotated[
        bool, typer.Option("--text", help="Print the text that spans count in.")
    ] = False,
    out: Annotated[
        Path | None,
        typer.Option(metavar="REVIEW.YAML", help="Write a file to correct by hand."),
    ] = None,
) -> None:
    """Read a directive into its instructions and the five clarities (5 rõ).

    With --out the reading is written for a person to correct; `namro import` takes
    the file back, and keeps what was changed beside what the machine had read.

    Example: namro encode cong-van.txt --json
    """
    taken = take_in(file)
    source = taken.document.text
    if text:
        sys.stdout.write(source)
        return
    registry = _registry(agencies)
    calendar = load_calendar()
    with blaming(file):
        reading = read(source, working_day_on_or_before=calendar.last_working_day)
    say_differences(taken, file, calendar)
    if out is not None:
        from cli.reviewing import write  # noqa: PLC0415 - rarely asked for

        write(reading, source, file=file, out=out)
        return
    drafts = None
    if registry is not None:
        from directive.resolution import assign, resolved  # noqa: PLC0415 - as above

        reading = resolved(reading, registry)
        drafts = assign(reading, registry)
    if as_json_:
        from cli.clarity_json import show  # noqa: PLC0415 - one of three is needed
    elif sys.stdout.isatty():
        from cli.clarity_table import show  # noqa: PLC0415 - one of three is needed
    else:
        from cli.clarity_plain import show  # noqa: PLC0415 - one of three is needed
    show(reading, drafts)


def _registry(path: Path | None) -> Registry | None:
    if path is None:
        return None
    from store.registry_file import load_registry  # noqa: PLC0415 - rarely asked for

    return load_registry(path)
