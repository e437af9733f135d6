"""`namro status`: the figures of official reports, and what stands where."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer
from rich.console import Console
from rich.table import Table

from cli.errors import RefusedError
from cli.opened import opened
from directive.acts import Phase
from directive.timeliness import TIMELINESS_NAMES, Timeliness
from office import status as office_status
from office.naming import GROUPS, SHORT_PHASES, number_of
from office.rights import Scope
from runtime import clock
from store.groups import Group
from store.listing import Filters

if TYPE_CHECKING:
    from office.status import Listed, Listing, Overview

E = TypeVar("E", bound=StrEnum)
_DIGITS = 18  # a longer number is none of ours
_MOST_ROWS = 10_000
SHOWN = (
    Group.ASSIGNED,
    Group.DONE_ON_TIME,
    Group.DONE_LATE,
    Group.DONE_UNDATED,
    Group.DOING_IN_TIME,
    Group.DOING_OVERDUE,
    Group.DOING_UNDATED,
    Group.DUE_SOON,
    Group.RETURNED,
    Group.NOT_ACKNOWLEDGED,
    Group.NO_PERSON,
    Group.SILENT,
    Group.OVERDUE_OVER_30,
    Group.WAITING,
)


def status(
    *,
    agency: Annotated[
        str | None, typer.Option(help="Only this agency, by its code (SNV).")
    ] = None,
    phase: Annotated[
        str | None, typer.Option(help=f"Only this phase: {', '.join(Phase)}.")
    ] = None,
    timeliness: Annotated[
        str | None,
        typer.Option(help=f"Only this timeliness: {', '.join(Timeliness)}."),
    ] = None,
    directive: Annotated[
        str | None, typer.Option(help="Only this directive, by its number here.")
    ] = None,
    rows: Annotated[
        int, typer.Option(min=0, max=_MOST_ROWS, help="How many rows to list.")
    ] = 20,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object.")
    ] = False,
) -> None:
    """Show the figures of all, then what the filters leave, most urgent first.

    Into a pipe the rows come plain, one a line, with tabs between.

    Example: namro status --timeliness overdue
    """
    filters = Filters(
        agency=agency,
        phase=_one_of(Phase, "--phase", phase),
        timeliness=_one_of(Timeliness, "--timeliness", timeliness),
        directive=_number(directive),
    )
    with opened() as office:
        now = clock.now()
        seen = office_status.overview(house=office.house, now=now)
        listing = office_status.assignments(
            filters,
            scope=Scope(),
            house=office.house,
            now=now,
            limit=max(rows, 1),
        )
    listed = listing.rows[:rows]
    if as_json:
        print(json.dumps(_answer(seen, listing, listed), ensure_ascii=False))  # noqa: T201 - the program's answer
    elif sys.stdout.isatty():
        _show(seen, listing, listed)
    else:
        _print(seen, listed)


def _one_of(kind: type[E], option: str, word: str | None) -> E | None:
    if word is None:
        return None
    try:
        return kind(word)
    except ValueError:
        known = ", ".join(kind)
        raise RefusedError(f"{option} {word!r} is none of: {known}") from None


def _number(text: str | None) -> int | None:
    if text is None:
        return None
    if not text.isdecimal() or len(text) > _DIGITS:
        raise RefusedError(f"--directive {text!r} is not the number of a directive")
    return int(text)


def _answer(
    seen: Overview, listing: Listing, listed: tuple[Listed, ...]
) -> dict[str, Any]:
    return {
        "as_of": seen.as_of.isoformat(),
        "assignments": seen.assignments,
        "figures": {"assigned": seen.total.assigned, **asdict(seen.total)},
        "escalated": seen.escalated,
        "rows_in_all": listing.total,
        "rows": [_row(one) for one in listed],
    }


def _row(one: Listed) -> dict[str, Any]:
    line = one.line
    return {
        "code": line.code,
        "agency": line.agency_code,
        "name": line.agency_name,
        "kind": line.kind,
        "what": line.label if line.kind == "onward" else line.what,
        "directive": line.directive_id,
        "instruction": line.path,
        "due_on": line.due_on.isoformat() if line.due_on else None,
        "phase": one.phase,
        "timeliness": one.timeliness,
        "working_days_left": one.days,
    }


def _show(seen: Overview, listing: Listing, listed: tuple[Listed, ...]) -> None:
    console = Console()
    figures = Table(
        title=f"Số liệu đến ngày {seen.as_of:%d/%m/%Y}", title_justify="left"
    )
    figures.add_column("số liệu")
    figures.add_column("số lượng", justify="right")
    for group in SHOWN:
        figures.add_row(GROUPS[group], str(getattr(seen.total, group)))
    figures.add_row(GROUPS[Group.ESCALATED], str(seen.escalated))
    console.print(figures)
    if not listed:
        return
    table = Table()
    for name in ("mã", "cơ quan", "văn bản", "hạn cuối", "tình trạng", "bước"):
        table.add_column(name)
    for one in listed:
        table.add_row(*_cells(one))
    console.print(table)
    rest = listing.total - len(listed)
    if rest > 0:
        console.print(f"và {rest} dòng nữa: --rows {listing.total}")


def _print(seen: Overview, listed: tuple[Listed, ...]) -> None:
    for group in SHOWN:
        print(GROUPS[group], getattr(seen.total, group), sep="\t")  # noqa: T201 - the program's answer
    print(GROUPS[Group.ESCALATED], seen.escalated, sep="\t")  # noqa: T201 - the program's answer
    for one in listed:
        print(*_cells(one), sep="\t")  # noqa: T201 - the program's answer


def _cells(one: Listed) -> tuple[str, ...]:
    line = one.line
    state = TIMELINESS_NAMES[one.timeliness]
    if one.days is not None and one.days < 0:
        state = f"{state} {-one.days} ngày làm việc"
    elif one.days is not None:
        state = f"{state}, còn {one.days} ngày làm việc"
    return (
        line.code,
        line.agency_name,
        f"{number_of(line.number, line.symbol)} mục {line.path}",
        f"{line.due_on:%d/%m/%Y}" if line.due_on else "",
        state,
        SHORT_PHASES[one.phase],
    )
