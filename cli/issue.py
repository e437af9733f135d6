"""`namro issue`: issue a confirmed directive to its agencies."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from cli.days import read_day
from cli.errors import RefusedError
from cli.opened import opened
from office import actor, issuing
from runtime import clock
from store import directives
from store.engine import unit_of_work

if TYPE_CHECKING:
    from store.tables import DirectiveRow

_DIGITS = 19  # a longer number is none of ours
LINES = {
    "assignments": "nhiệm vụ",
    "agencies": "cơ quan",
    "due": "có thời hạn",
    "obligations": "nghĩa vụ phải báo cáo",
    "onward": "báo cáo tiếp của cơ quan tổng hợp",
    "messages": "tin báo chờ gửi",
}


def issue(
    directive_id: Annotated[
        str | None,
        typer.Argument(help="From `namro import`; else the only confirmed one."),
    ] = None,
    number: Annotated[
        str | None,
        typer.Option(help="Its number, when the document leaves it blank."),
    ] = None,
    day: Annotated[
        str | None,
        typer.Option(
            "--date",
            metavar="YYYY-MM-DD",
            help="Its day, when the document leaves it blank; kept as entered by hand.",
        ),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object.")
    ] = False,
) -> None:
    """Issue a confirmed directive: one assignment for each agency and instruction.

    The number may stay blank and shows as "…"; the day may not.

    Example: namro issue 12 --number 1234 --date 2025-08-20
    """
    issued_on = read_day(day, option="--date") if day else None
    with opened() as office:
        row, only = _chosen(directive_id)
        if row.issued_on is None and issued_on is None:
            raise RefusedError(
                f"directive {row.id} leaves its day blank: give it, as in"
                " --date 2025-08-20"
            )
        made = issuing.issue(
            row.id,
            number=number,
            issued_on=issued_on,
            house=office.house,
            actor=actor.OFFICE,
            now=clock.now(),
        )
    by_hand = issued_on if row.issued_on is None else None
    if as_json:
        told = asdict(made) | {"date_by_hand": by_hand.isoformat() if by_hand else None}
        print(json.dumps(told, ensure_ascii=False))  # noqa: T201 - the answer
        return
    console = Console(highlight=False)
    if only:
        console.print(f"Văn bản đã xác nhận duy nhất: {made.directive_id}")
    table = Table(title=row.title, title_justify="left", show_header=False)
    for name, words in LINES.items():
        table.add_row(words, str(getattr(made, name)))
    console.print(table)
    if by_hand:
        console.print(f"Ngày ban hành {by_hand:%d/%m/%Y}: nhập bằng tay.")


def _chosen(given: str | None) -> tuple[DirectiveRow, bool]:
    """Return the directive asked for, and whether it is the only one there is."""
    with unit_of_work() as session:
        if given is not None:
            number = int(given) if given.isdecimal() and len(given) < _DIGITS else 0
            found = directives.find(session, number)
            if found is None:
                raise RefusedError(
                    f"there is no directive {given}: `namro import` shows its number"
                )
            return found, False
        waiting = directives.in_stage(session, "confirmed")
    if not waiting:
        raise RefusedError(
            "no directive is confirmed: take one in with `namro import FILE`"
        )
    if len(waiting) > 1:
        listed = ", ".join(str(row.id) for row in waiting)
        raise RefusedError(f"several are confirmed ({listed}): name one of them")
    return waiting[0], True
