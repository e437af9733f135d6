"""`namro posts`: who is away, and who hears in their place."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from cli.errors import RefusedError
from cli.opened import opened
from directive.policy import AUDIENCE_NAMES, Audience
from office import actor, standing_in
from runtime import clock
from runtime.clock import HANOI

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    help="Say who is away from a post, and who stands in.",
)
_POST = "Agency and duty, such as SNV/head or UBND/vice_chairman."


@app.callback()
def _posts() -> None:
    """Say who is away from a post, and who stands in."""


@app.command()
def away(
    post: Annotated[str, typer.Argument(help=_POST)],
    first: Annotated[
        str | None, typer.Option("--from", help="First day; today by default.")
    ] = None,
    last: Annotated[
        str | None, typer.Option("--to", help="Last day; left out: nobody holds it.")
    ] = None,
    by: Annotated[
        str | None, typer.Option(help="Who hears instead; left out: the next one up.")
    ] = None,
) -> None:
    """Let another post hear for this one; the message then says so.

    Example: namro posts away UBND/vice_chairman --from 2025-12-15 --to 2025-12-19
    --by UBND/chairman
    """
    with opened():
        now = clock.now()
        standing_in.go_away(
            _place(post),
            first_day=_day(first) if first else now.astimezone(HANOI).date(),
            last_day=_day(last) if last else None,
            substitute=_place(by) if by else None,
            actor=actor.OFFICE,
            now=now,
        )
    _list()


@app.command()
def back(post: Annotated[str, typer.Argument(help=_POST)]) -> None:
    """Let a post hear for itself again.

    Example: namro posts back UBND/vice_chairman
    """
    with opened():
        standing_in.come_back(_place(post), actor=actor.OFFICE, now=clock.now())
    _list()


@app.command("list")
def list_() -> None:
    """List who is away, and who stands in.

    Example: namro posts list
    """
    _list()


def _list() -> None:
    with opened():
        found = standing_in.absent()
    table = Table(title="Chức danh vắng mặt", title_justify="left")
    for heading in ("Chức danh", "Từ ngày", "Đến ngày", "Người thay"):
        table.add_column(heading)
    for one in found:
        table.add_row(
            _named(one.post),
            f"{one.first_day:%d/%m/%Y}",
            f"{one.last_day:%d/%m/%Y}" if one.last_day else "chưa có người",
            _named(one.substitute) if one.substitute else "cấp trên kế tiếp",
        )
    Console(highlight=False).print(table)


def _named(place: standing_in.Place) -> str:
    return f"{place[0]}/{place[1]} ({AUDIENCE_NAMES[Audience(place[1])]})"


def _place(words: str) -> standing_in.Place:
    agency, slash, duty = words.partition("/")
    if not slash or duty not in {str(audience) for audience in Audience}:
        raise RefusedError(f"{words}: a post is written AGENCY/DUTY, such as SNV/head")
    return agency, duty


def _day(words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise RefusedError(f"{words}: a day is written 2025-12-15") from None
