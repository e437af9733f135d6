"""`namro rehearse`: a directive before it is issued, a ladder before it holds."""

from __future__ import annotations

import json
from datetime import date, datetime  # noqa: TC003 - Typer reads the annotation
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from cli import account_table, stage, trial
from cli.opened import opened
from cli.play import Programme, play
from cli.showing import Curtain
from cli.source import read_source


def rehearse(
    file: Annotated[
        str | None, typer.Argument(help="The directive; - reads standard input.")
    ] = None,
    *,
    issued: Annotated[
        datetime | None,
        typer.Option("--date", formats=["%Y-%m-%d"], help="Its day of issue."),
    ] = None,
    until: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="The last day to replay."),
    ] = None,
    number: Annotated[
        str | None, typer.Option(help="Its number, when the source leaves it blank.")
    ] = None,
    seed: Annotated[int, typer.Option(help="Decides how each agency behaves.")] = 1,
    policy: Annotated[
        Path | None,
        typer.Option(help="A ladder (YAML) to try on that life, or on --history."),
    ] = None,
    history: Annotated[
        bool,
        typer.Option("--history", help="Try it on all that this office has issued."),
    ] = False,
    chart: Annotated[
        Path, typer.Option(help="Where the chart of a trial is written (SVG).")
    ] = Path(trial.CHART),
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object.")
    ] = False,
) -> None:
    """Replay a directive's life: who is reminded, escalated to, and answers when.

    Agencies answer in time, late or not at all, as the seed decides. Nothing of the
    office's own data is touched, and no mail leaves this machine.

    With --policy a ladder is tried: the same past, agencies behaving as they did, is
    replayed under it, and the messages of each post and week are compared. With
    --history the past is the office's own; nothing is written to it.

    Example: namro rehearse cong-van.txt --date 2025-08-20 --until 2025-12-31

    Example: namro rehearse --policy thang-moi.yaml --history
    """
    tried = trial.read(policy) if policy else None
    if history:
        if tried is None or file is not None:
            raise typer.BadParameter("--history goes with --policy, without a file")
        with opened() as office:
            found = trial.try_on(tried, office.house)
        trial.tell(found, chart=chart, as_json=as_json)
        return
    if file is None or issued is None or until is None:
        raise typer.BadParameter("give a file with --date and --until, or --history")
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
        stage.opened(now=programme.opens, told=curtain.step) as played,
    ):
        told = play(programme, played, progress=curtain.day(programme.days))
        curtain.close()
        compared = trial.try_on(tried, played.house) if tried else None
    if compared is not None:
        trial.tell(compared, chart=chart, as_json=as_json)
    elif as_json:
        print(json.dumps(told, ensure_ascii=False))  # noqa: T201 - the program's answer
    else:
        account_table.show(told, Console())


def _last_day(first: date, last: date) -> date:
    if last <= first:
        raise typer.BadParameter("--until must be after --date")
    return last
