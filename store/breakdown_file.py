"""Read an agency's own rows under an assignment, and write an empty sheet for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from directive.breakdown import Share
from store.rows_file import read_rows

if TYPE_CHECKING:
    from pathlib import Path

COLUMNS = {
    "person": ("Người thực hiện", "Họ tên", "Họ và tên", "Người phụ trách"),
    "work": ("Công việc", "Nội dung công việc", "Nội dung", "Nhiệm vụ"),
    "responsibility": ("Trách nhiệm", "Vai trò"),
    "due_on": ("Thời hạn", "Thời gian", "Thời hạn hoàn thành", "Hạn"),
    "result": ("Kết quả", "Sản phẩm", "Kết quả dự kiến"),
}
_WIDTHS = (28, 48, 24, 14, 36)  # of the columns, in characters
_ROWS = 200  # formatted for days


def read_breakdown(path: Path) -> tuple[Share, ...]:
    """Return the rows of an XLSX, CSV or YAML file; see `read_rows` for its columns.

    Days are written 31/12/2025, or are days of the spreadsheet; blank is None.

    Raises:
        RowsFileError: The file cannot be used; says the row and column.
    """
    return tuple(
        Share(
            person=row["person"].text(),
            work=row["work"].text(),
            responsibility=row["responsibility"].text(),
            due_on=row["due_on"].day(),
            result=row["result"].text(),
        )
        for row in read_rows(path, COLUMNS)
    )


def write_template(path: Path) -> None:
    """Write an empty sheet with the columns.

    Raises:
        FileExistsError: There is a file of this name: it is left alone.
    """
    from openpyxl import Workbook  # noqa: PLC0415 - costs 0.2 s
    from openpyxl.styles import Font  # noqa: PLC0415 - as above
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - as above

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Phân công"
    sheet.append([names[0] for names in COLUMNS.values()])
    sheet.freeze_panes = "A2"
    for number, width in enumerate(_WIDTHS, 1):
        sheet.cell(1, number).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(number)].width = width
    days = list(COLUMNS).index("due_on") + 1
    for number in range(2, _ROWS + 2):
        sheet.cell(number, days).number_format = "dd/mm/yyyy"
    with path.open("xb") as file:
        book.save(file)
