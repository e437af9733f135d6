"""`namro breakdown CODE FILE`: enter an agency's own rows under an assignment."""

from __future__ import annotations

import json
from pathlib import Path  # noqa: TC003 - Typer reads the annotation
from typing import Annotated

import typer
from rich.console import Console

from cli.errors import RefusedError
from cli.opened import opened
from office import actor
from office.answering import break_down
from runtime import clock
from store.breakdown_file import read_breakdown, write_template


def breakdown(
    code: Annotated[
        str | None, typer.Argument(help="The assignment, as NV-2025-000123.")
    ] = None,
    file: Annotated[
        Path | None, typer.Argument(help="An XLSX, CSV or YAML file of rows.")
    ] = None,
    agency: Annotated[
        str | None, typer.Option(metavar="CODE", help="The agency whose rows they are.")
    ] = None,
    template: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write an empty XLSX to fill in, and stop."),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object.")
    ] = False,
) -> None:
    """Enter an agency's own rows: who does what by when, and with what result.

    Columns: Người thực hiện, Công việc, Trách nhiệm, Thời hạn, Kết quả. Rows that
    leave something open are kept, and the questions about them are printed.

    Example: namro breakdown --template rows.xlsx, fill it in, then
    namro breakdown NV-2025-000123 rows.xlsx --agency STP
    """
    console = Console(highlight=False, soft_wrap=True)
    if template is not None:
        write_template(template)
        console.print(f"Đã ghi mẫu: {template}", markup=False)
        return
    if code is None or file is None or agency is None:
        raise RefusedError(
            "name the assignment, the file and the agency, as in"
            " namro breakdown NV-2025-000123 rows.xlsx --agency STP"
        )
    shares = read_breakdown(file)
    with opened():
        gaps = break_down(code, shares, actor=actor.agency(agency), now=clock.now())
    if as_json:
        asked = [{"row": row, "question": question} for row, question in gaps]
        told = {"assignment": code, "rows": len(shares), "gaps": asked}
        print(json.dumps(told, ensure_ascii=False))  # noqa: T201 - the answer
        return
    console.print(f"{code}: đã ghi {len(shares)} dòng.")
    for row, question in gaps:
        console.print(f"  Dòng {row}: {question}", markup=False)
