"""`namro escalations`: what was taken up, acknowledged and answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from cli.opened import opened
from office import actor
from office import escalations as office_escalations
from runtime import clock
from runtime.clock import HANOI

if TYPE_CHECKING:
    from datetime import datetime

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    help="List, acknowledge and answer what was taken up.",
)
_NUMBER = "The number that `namro escalations list` shows."


@app.callback()
def _escalations() -> None:
    """List, acknowledge and answer what was taken up."""


@app.command("list")
def list_() -> None:
    """List what is open, by post.

    Example: namro escalations list
    """
    with opened():
        found = office_escalations.listed()
    table = Table(title="Cảnh báo đang mở", title_justify="left")
    for heading in ("Số", "Nhiệm vụ", "Cơ quan", "Mốc", "Đã báo", "Từ", "Tiếp nhận"):
        table.add_column(heading, overflow="fold")
    for one in found:
        seen = _day(one.acknowledged_at)
        table.add_row(
            str(one.id),
            one.assignment,
            one.agency,
            one.rung,
            one.told,
            _day(one.opened_at),
            f"{seen}, đã giải trình" if one.answer else seen,
        )
    Console(highlight=False).print(table)


@app.command()
def acknowledge(
    number: Annotated[int, typer.Argument(help=_NUMBER)],
) -> None:
    """Say that an escalation was seen; when nothing follows, it comes back.

    Example: namro escalations acknowledge 1204
    """
    with opened():
        office_escalations.acknowledge(number, actor=actor.OFFICE, now=clock.now())


@app.command()
def explain(
    number: Annotated[int, typer.Argument(help=_NUMBER)],
    because: Annotated[str, typer.Option(help="Why it is late, and what follows.")],
) -> None:
    """Answer an escalation with an explanation; it then does not come back.

    Example: namro escalations explain 1204 --because "Chờ số liệu của các xã"
    """
    with opened():
        office_escalations.explain(
            number, words=because, actor=actor.OFFICE, now=clock.now()
        )


def _day(moment: datetime | None) -> str:
    return f"{moment.astimezone(HANOI):%d/%m/%Y}" if moment else ""
