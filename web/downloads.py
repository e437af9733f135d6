"""Rows as a file to keep, XLSX or CSV, made while they are read."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import TYPE_CHECKING

from fastapi.responses import StreamingResponse

from directive.sentence import day
from office.house import office_day
from runtime import clock
from web import xlsx

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Value = str | int | date | None
    Columns = Sequence[tuple[str, int]]

_RISKY = ("=", "+", "-", "@", "\t", "\r")
_MARK = "\ufeff"  # by which spreadsheets know UTF-8


def spreadsheet(
    name: str, columns: Columns, rows: Iterator[tuple[Value, ...]], *, sheet: str
) -> StreamingResponse:
    """Return rows as XLSX, whose days are days of the spreadsheet.

    Args:
        name: What the file is called, before the day it is made on.
        columns: Name and width (characters) of each.
        rows: As many values each.
        sheet: What the sheet is called.
    """
    made = xlsx.written(columns, rows, sheet=sheet)
    return _file(made, xlsx.MEDIA_TYPE, f"{name}-{{}}.xlsx")


def separated(
    name: str, columns: Columns, rows: Iterator[tuple[Value, ...]]
) -> StreamingResponse:
    """Return rows as CSV (UTF-8), with days as officials write them: 31/12/2025."""
    return _file(_csv(columns, rows), "text/csv; charset=utf-8", f"{name}-{{}}.csv")


def _file(made: Iterator[bytes], media_type: str, name: str) -> StreamingResponse:
    called = name.format(f"{office_day(clock.now()):%Y-%m-%d}")
    return StreamingResponse(
        made,
        media_type=media_type,
        headers={
            "content-disposition": f'attachment; filename="{called}"',
            "cache-control": "no-store",
        },
    )


def _csv(columns: Columns, rows: Iterator[tuple[Value, ...]]) -> Iterator[bytes]:
    held = io.StringIO()
    writer = csv.writer(held)
    held.write(_MARK)
    writer.writerow([name for name, _ in columns])
    for row in rows:
        writer.writerow([plain(value) for value in row])
        if held.tell() > io.DEFAULT_BUFFER_SIZE:
            yield held.getvalue().encode()
            held.seek(0)
            held.truncate()
    yield held.getvalue().encode()


def plain(value: Value) -> Value:
    """Return a value as CSV holds it: days in words, and no formula."""
    if isinstance(value, date):
        return day(value)
    if isinstance(value, str) and value.startswith(_RISKY):
        return f"'{value}"
    return value
