"""`namro deliveries`: the ledger of what was sent, to whom and how it went."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from cli.opened import opened
from runtime.clock import HANOI
from store import ledger
from store.engine import unit_of_work

if TYPE_CHECKING:
    from datetime import datetime

    from store.ledger import Delivery

_MOST_ROWS = 10_000
_STATES = {
    "pending": "chờ gửi",
    "handing_over": "đang gửi",
    "sent": "đã gửi",
    "failed": "không gửi được",
    "superseded": "không cần gửi nữa",
}


def deliveries(
    *,
    ambiguous: Annotated[
        bool, typer.Option("--ambiguous", help="Only with a try nobody is sure of.")
    ] = False,
    failed: Annotated[
        bool, typer.Option("--failed", help="Only what failed for good.")
    ] = False,
    rows: Annotated[
        int, typer.Option(min=1, max=_MOST_ROWS, help="How many rows to list.")
    ] = 50,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object.")
    ] = False,
) -> None:
    """List messages, newest first: to whom, by which channel, and how it went.

    An ambiguous try was handed over, and then no answer came: it is sent once more
    with the same Message-ID. Into a pipe the rows come plain, with tabs between.

    Example: namro deliveries --ambiguous
    """
    with opened(), unit_of_work() as session:
        found, total = ledger.deliveries(
            session, ambiguous=ambiguous, failed=failed, limit=rows
        )
    if as_json:
        told = {"rows_in_all": total, "rows": [_row(one) for one in found]}
        print(json.dumps(told, ensure_ascii=False))  # noqa: T201 - the program's answer
    elif sys.stdout.isatty():
        _show(found, total)
    else:
        for one in found:
            print(*_cells(one), sep="\t")  # noqa: T201 - the program's answer


def _row(one: Delivery) -> dict[str, Any]:
    moments = ("created_at", "sent_at", "next_try_at")
    values = asdict(one)
    for name in moments:
        values[name] = values[name].isoformat() if values[name] else None
    return values


def _show(found: tuple[Delivery, ...], total: int) -> None:
    console = Console()
    if not found:
        console.print("không có thông báo nào")
        return
    table = Table()
    for name in (
        "số",
        "nơi nhận",
        "thông báo",
        "kênh",
        "tình trạng",
        "lần gửi",
        "không rõ",
        "lúc",
        "máy chủ trả lời",
    ):
        table.add_column(name)
    for one in found:
        table.add_row(*_cells(one))
    console.print(table)
    rest = total - len(found)
    if rest > 0:
        console.print(f"và {rest} dòng nữa: --rows {min(total, _MOST_ROWS)}")


def _cells(one: Delivery) -> tuple[str, ...]:
    return (
        str(one.id),
        f"{one.post}, {one.agency}",
        one.subject,
        f"{one.channel} {one.address}".strip(),
        _STATES[one.state],
        str(one.tries),
        str(one.ambiguous or ""),
        _moment(one.sent_at or one.next_try_at),
        one.said or "",
    )


def _moment(at: datetime) -> str:
    return f"{at.astimezone(HANOI):%H:%M %d/%m/%Y}"
