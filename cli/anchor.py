"""`namro anchor`: record the day of the event that a deadline counts from."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from cli.days import read_moment
from cli.errors import RefusedError
from cli.opened import opened
from notifications.wording import day as shown
from office import actor
from office.anchoring import anchor_assignment, anchor_instruction
from runtime import clock

if TYPE_CHECKING:
    from office.anchoring import Anchored, Anchoring

_DIGITS = 18  # a longer number is none of ours
_USE = "name the day of the event, as in --date 2025-08-20; or take it back with --undo"


def anchor(
    what: Annotated[
        str,
        typer.Argument(metavar="CODE|DIRECTIVE", help="NV-2025-000123, or its number."),
    ],
    instruction: Annotated[
        str | None, typer.Argument(help="With a directive: its instruction, as 2.1.")
    ] = None,
    day: Annotated[
        str | None,
        typer.Option(
            "--date",
            metavar="YYYY-MM-DD[THH:MM]",
            help="When it happened; the hour too where hours are counted.",
        ),
    ] = None,
    undo: Annotated[
        bool, typer.Option("--undo", help="Take the recorded day back.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object.")
    ] = False,
) -> None:
    """Record the day that a relative deadline counts from; the due date is computed.

    The agencies are told their date. Recording again changes it; every date is kept.

    Example: namro anchor NV-2025-000123 --date 2025-08-20, or for all agencies of an
    instruction: namro anchor 12 2.1 --date 2025-08-20
    """
    if undo == (day is not None):
        raise RefusedError(_USE)
    when = read_moment(day, option="--date") if day else None
    whole = what.isdecimal() and len(what) <= _DIGITS
    if whole != (instruction is not None):
        raise RefusedError(
            "name an assignment, or a directive and its instruction, as in"
            " namro anchor 12 2.1 --date 2025-08-20"
        )
    with opened() as office:
        given: dict[str, Any] = {
            "house": office.house,
            "actor": actor.OFFICE,
            "now": clock.now(),
        }
        if instruction is None:
            made = anchor_assignment(what, when, **given)
        else:
            made = anchor_instruction(int(what), instruction, when, **given)
    if as_json:
        print(json.dumps(_plain(made), ensure_ascii=False))  # noqa: T201 - the answer
        return
    console = Console(highlight=False, soft_wrap=True)
    table = Table("Nhiệm vụ", "Cơ quan", "Mốc", "Thời hạn", "Trước đó")
    for one in made.done:
        table.add_row(*_cells(one))
    console.print(table)
    for code, why in made.left:
        console.print(f"{code}: giữ nguyên. {why}", markup=False)


def _cells(one: Anchored) -> tuple[str, ...]:
    due = shown(one.due_on) if one.due_on else "chưa có"
    before = shown(one.due_before) if one.due_before else ""
    return one.assignment, one.agency, one.anchor, due, before


def _plain(made: Anchoring) -> dict[str, Any]:
    return {
        "done": [
            {
                "assignment": one.assignment,
                "agency": one.agency,
                "anchor": one.anchor,
                "due_before": one.due_before and one.due_before.isoformat(),
                "due_on": one.due_on and one.due_on.isoformat(),
                "last_working_day": one.last_working_day
                and one.last_working_day.isoformat(),
            }
            for one in made.done
        ],
        "left": [{"assignment": code, "why": why} for code, why in made.left],
    }
