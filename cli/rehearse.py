"""`namro rehearse FILE`: a directive's life on a virtual clock, before it is issued."""

from __future__ import annotations

import json
from datetime import date, datetime  # noqa: TC003 - Typer reads the annotation
from typing import Annotated

import typer
from rich.console import Console

from cli import account_table, stage
from cli.play import Programme, play
from cli.showing import Curtain
from cli.source import read_source


def rehearse(
    file: Annotated[str, typer.Argument(help="The directive; - reads standard input.")],
    *,
    issued: Annotated[
        datetime,
        typer.Option("--date", formats=["%Y-%m-%d"], help="Its day of issue."),
    ],
    until: Annotated[
        datetime, typer.Option(formats=["%Y-%m-%d"], help="The last day to replay.")
    ],
    number: Annotated[
        str | None, typer.Option(help="Its number, when the source leaves it blank.")
    ] = None,
    seed: Annotated[int, typer.Option(help="Decides how each agency behaves.")] = 1,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object.")
    ] = False,
) -> None:
    """Replay a directive's life: who is reminded, escalated to, and answers when.

    Agencies answer in time, late or not at all, as the seed decides. Nothing of the
    office's own data is touched, and no mail leaves this machine.

    Example: namro rehearse cong-van.txt --date 2025-08-20 --until 2025-12-31
    """
    programme = Programme(
        text=read_source(file),
        name=file,
        number=number,
        issued_on=issued.date(),
        until=_last_day(issued.date(), until.date()),
        seed=seed,
    )
    with (
        Curtain(quiet=as_json) as curtain,
        stage.opened(now=programme.opens, told=curtain.step) as opened,
    ):
        told = play(programme, opened, progress=curtain.day(programme.days))
    if as_json:
        print(json.dumps(told, ensure_ascii=False))  # noqa: T201 - the program's answer
    else:
        account_table.show(told, Console())


def _last_day(first: date, last: date) -> date:
    if last <= first:
        raise typer.BadParameter("--until must be after --date")
    return last
