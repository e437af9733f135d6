"""`namro doctor`: look at the installation and say what to do."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from cli.checks import Finding, Grade, findings
from runtime import clock, settings

_COLOURS = {Grade.OK: "green", Grade.WARNING: "yellow", Grade.WRONG: "red"}


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = (
        False
    ),
) -> None:
    """Check database, mail, Prefect, calendar and packages; exit 1 if one is wrong.

    Example: namro doctor --json
    """
    loaded = settings.load()
    clock.set_start(loaded.now)
    found = list(findings(loaded))
    well = all(each.grade is not Grade.WRONG for each in found)
    if as_json:
        told = {"well": well, "findings": [asdict(each) for each in found]}
        print(json.dumps(told, ensure_ascii=False, indent=1))  # noqa: T201 - the answer
    else:
        _show(found)
    if not well:
        raise typer.Exit(1)


def _show(found: list[Finding]) -> None:
    table = Table("check", "", "found", "what to do", highlight=False)
    for each in found:
        table.add_row(
            each.check,
            f"[{_COLOURS[each.grade]}]{each.grade}[/]",
            each.what.replace("[", r"\["),
            each.to_do.replace("[", r"\["),
        )
    Console().print(table)
