"""`namro demo`: the model directive from its first word to 31 December 2025."""

from __future__ import annotations

import json
from contextlib import ExitStack
from datetime import date, datetime, time
from importlib import resources
from typing import Annotated

import typer
from rich.console import Console

from cli import account_table, clarity_table, ports, stage
from cli.play import Programme, play
from cli.showing import Curtain
from directive.reading.encode import read
from directive.resolution import assign, resolved
from runtime.clock import HANOI
from store.calendar_file import load_calendar
from store.registry_file import load_registry

MODEL = "directive-cao-bang-atvsld.txt"
ISSUED_ON = date(2025, 8, 20)
UNTIL = date(2025, 12, 31)
HOST = "127.0.0.1"
AS_OF = datetime.combine(UNTIL, time(17, 0), HANOI)


def demo(
    *,
    serve: Annotated[
        bool, typer.Option(help="Serve the status page afterwards, until Ctrl-C.")
    ] = True,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object of the replay.")
    ] = False,
    seed: Annotated[int, typer.Option(help="Decides how each agency behaves.")] = 1,
    port: Annotated[
        int, typer.Option(help="Of the status page; the next free one when taken.")
    ] = 8000,
) -> None:
    """Read the model directive, issue it, replay its life and serve the status page.

    Number and day are blank in the source: the day of issue, 20 August 2025, is
    marked as entered by hand. Every mail goes by real SMTP to a catcher beside it.

    Example: namro demo --no-serve --json
    """
    text = resources.files("store.data").joinpath(MODEL).read_text("utf-8")
    programme = Programme(
        text=text,
        name=MODEL,
        number=None,
        issued_on=ISSUED_ON,
        until=UNTIL,
        seed=seed,
    )
    console = Console(stderr=as_json)
    if not as_json:
        _show_reading(text)
    with ExitStack() as closing:
        site = closing.enter_context(ports.listen(HOST, port)) if serve else None
        curtain = closing.enter_context(Curtain(quiet=as_json))
        opened = closing.enter_context(
            stage.opened(
                now=programme.opens,
                told=curtain.step,
                base_url=ports.address(site) if site else None,
            )
        )
        told = play(programme, opened, progress=curtain.day(programme.days))
        curtain.close()
        if as_json:
            print(json.dumps(told, ensure_ascii=False))  # noqa: T201 - the answer
        else:
            account_table.show(told, console)
        if site is not None:
            from cli.demo_site import serve_until_stopped  # noqa: PLC0415 - FastAPI

            serve_until_stopped(opened, site, as_of=AS_OF, console=console)


def _show_reading(text: str) -> None:
    calendar = load_calendar()
    registry = load_registry()
    reading = read(text, working_day_on_or_before=calendar.last_working_day)
    clarity_table.show(resolved(reading, registry), assign(reading, registry))
