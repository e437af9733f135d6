"""Write rows of named columns as XLSX or CSV, in the form that is read again."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

MEDIA = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
"""Media types by the ending of a file that can be written."""

_FORMULA = ("=", "+", "-", "@", "\t")
_WIDEST = 60  # of a column, in characters


def written(
    columns: Mapping[str, Sequence[str]], rows: Iterable[Sequence[str]], ending: str
) -> bytes:
    """Return a file whose header has the usual name of each column.

    No cell is a formula, whatever stands in it.

    Args:
        columns: As `rows_file.read_rows` takes them.
        rows: The values of each row, in the order of the columns.
        ending: One of `MEDIA`.
    """
    header = [names[0] for names in columns.values()]
    return (_csv if ending == "csv" else _xlsx)(header, [list(row) for row in rows])


def _csv(header: list[str], rows: list[list[str]]) -> bytes:
    made = io.StringIO(newline="")
    writer = csv.writer(made)
    writer.writerow(header)
    for row in rows:
        writer.writerow(
            [f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row]
        )
    return made.getvalue().encode("utf-8-sig")


def _xlsx(header: list[str], rows: list[list[str]]) -> bytes:
    from openpyxl import Workbook  # noqa: PLC0415 - costs 0.2 s
    from openpyxl.styles import Font  # noqa: PLC0415 - as above
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - as above

    book = Workbook()
    sheet = book.worksheets[0]
    for number, row in enumerate((header, *rows), 1):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(number, column)
            cell.value = value
            cell.data_type = "s"
    sheet.freeze_panes = "A2"
    for column, name in enumerate(header, 1):
        longest = max(len(name), *(len(row[column - 1]) for row in rows), 8)
        letter = get_column_letter(column)
        sheet.cell(1, column).font = Font(bold=True)
        sheet.column_dimensions[letter].width = min(longest + 2, _WIDEST)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()
