"""`namro calendar`: the working days, and what a change of them moves."""

from __future__ import annotations

from datetime import date
from pathlib import Path  # noqa: TC003 - Typer reads the annotation
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from cli.errors import RefusedError
from cli.opened import opened
from office import actor, rescheduling
from runtime import clock
from store.calendar_file import read_document, with_days

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    help="Show and set the working days.",
)


@app.callback()
def _calendar() -> None:
    """Show and set the working days."""


@app.command()
def show(
    year: Annotated[int | None, typer.Argument(help="By default this year.")] = None,
) -> None:
    """Print the weekdays that are off and the weekend days that are worked.

    Example: namro calendar show 2026
    """
    with opened() as office:
        calendar = office.house.calendar
    wanted = year or clock.now().year
    title = f"Lịch làm việc năm {wanted}, bản {calendar.version}"
    table = Table(title=title, title_justify="left")
    table.add_column("Ngày")
    table.add_column("Ghi chú")
    found = dict.fromkeys(calendar.extra_working, "làm việc")
    for day in (*calendar.statutory, *calendar.extra_off):
        found.setdefault(day, calendar.why_off(day) or "làm việc")
    for day in sorted(found):
        if day.year == wanted:
            table.add_row(f"{day:%d/%m/%Y}", found[day])
    console = Console(highlight=False)
    console.print(table)
    if warning := calendar.warn_if_unconfirmed(wanted):
        console.print(warning)


@app.command("set")
def set_(
    file: Annotated[
        Path | None, typer.Argument(help="A YAML file of all years.")
    ] = None,
    off: Annotated[
        list[str] | None, typer.Option(help="A day off, 2026-01-02; may be repeated.")
    ] = None,
    work: Annotated[
        list[str] | None, typer.Option(help="A rest day that is worked.")
    ] = None,
    because: Annotated[str, typer.Option(help="What the change rests on.")] = "",
) -> None:
    """Put a calendar in force: open dates are reckoned again, agencies told once.

    Example: namro calendar set --off 2026-01-02 --work 2026-01-10
    --because "Hoán đổi ngày làm việc"
    """
    if (file is None) == (not off and not work):
        raise RefusedError("give either a FILE or days by --off and --work")
    with opened() as office:
        document = (
            read_document(file)
            if file
            else with_days(
                rescheduling.document_in_force(),
                off=_days(off),
                working=_days(work),
                because=because,
            )
        )
        done = rescheduling.put_calendar(
            document,
            because=because,
            house=office.house,
            actor=actor.OFFICE,
            now=clock.now(),
        )
    Console(highlight=False).print(
        f"Lịch làm việc {done.version}: {done.shifted} nghĩa vụ có ngày khác"
        f" ({done.due_moved} đổi thời hạn), {done.messages} thông báo chờ gửi."
    )


def _days(words: list[str] | None) -> list[date]:
    try:
        return [date.fromisoformat(word) for word in words or ()]
    except ValueError as fault:
        raise RefusedError(f"a day is written 2026-01-02: {fault}") from None
