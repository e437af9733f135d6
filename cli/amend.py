"""`namro amend`: decide what becomes of the open work of a changed directive."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from cli.days import read_day
from cli.errors import RefusedError
from cli.opened import opened
from office import actor, amending
from runtime import clock

if TYPE_CHECKING:
    from office.amending import Amended

_DIGITS = 18  # a longer number is none of ours


def amend(
    directive: Annotated[
        str, typer.Argument(help="The earlier directive, whose work is open.")
    ],
    *,
    withdraw: Annotated[
        bool, typer.Option("--withdraw", help="Withdraw all that is not finished.")
    ] = False,
    until: Annotated[
        str | None,
        typer.Option(metavar="YYYY-MM-DD", help="Move the date of all of it."),
    ] = None,
    keep: Annotated[
        bool, typer.Option("--keep", help="Leave it; the question is answered.")
    ] = False,
    reason: Annotated[
        str | None,
        typer.Option(help="Why, when no directive that the office has says so."),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object.")
    ] = False,
) -> None:
    """Decide what becomes of the open work of a directive that a newer one changes.

    Nothing happens to it by itself: `namro import` shows what a directive changes, and
    a task asks the office. One act decides for all that is not finished.

    Example: namro amend 12 --withdraw, or namro amend 12 --until 2026-01-31
    """
    if withdraw + keep + (until is not None) != 1:
        raise RefusedError("say what becomes of it: --withdraw, --until or --keep")
    if not directive.isdecimal() or len(directive) > _DIGITS:
        raise RefusedError(
            f"there is no directive {directive}: `namro import` shows its number"
        )
    number = int(directive)
    given: dict[str, Any] = {"actor": actor.OFFICE, "now": clock.now()}
    with opened() as office:
        if until is not None:
            day = read_day(until, option="--until")
            given |= {"reason": reason, "house": office.house}
            done, said = amending.move(number, until=day, **given), "đã dời thời hạn"
        elif withdraw:
            given |= {"reason": reason, "house": office.house}
            done, said = amending.withdraw(number, **given), "đã thu hồi"
        else:
            done, said = amending.keep(number, **given), "giữ nguyên"
    if as_json:
        print(json.dumps(_plain(done), ensure_ascii=False))  # noqa: T201 - the answer
        return
    console = Console(highlight=False, soft_wrap=True)
    count = f" {len(done.changed)} nhiệm vụ" if done.changed else ""
    console.print(f"Văn bản {number}: {said}{count}.", markup=False)
    for code, why in done.left:
        console.print(f"  {code}: {why}", markup=False)


def _plain(done: Amended) -> dict[str, Any]:
    return {
        "directive_id": done.directive_id,
        "changed": list(done.changed),
        "left": [{"assignment": code, "why": why} for code, why in done.left],
    }
