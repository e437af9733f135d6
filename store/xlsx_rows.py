"""Read the first sheet of an XLSX file that may come from anybody.

A formula counts as the value it last had, links to other files are not followed, and
macros are never run; what unpacks to more than a table could be is not unpacked.
"""

from __future__ import annotations

import io
import warnings
import zipfile
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.utils import get_column_letter

from store.rows_file import MOST_COLUMNS, MOST_ROWS, Cell, RowsFileError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOST_UNPACKED = 20_000_000  # bytes
MOST_PARTS = 200
_BROKEN = (
    zipfile.BadZipFile, ParseError, KeyError, ValueError, TypeError, AttributeError,
    IndexError, OSError, EOFError, NotImplementedError, RuntimeError,
)  # fmt: skip


def xlsx_grid(path: Path, data: bytes) -> Iterator[list[Cell]]:
    """Yield the cells of the first sheet, row by row, empty rows included.

    Raises:
        RowsFileError: It is no XLSX file, is broken, unpacks to too much, or declares
            entities of its own.
    """
    try:
        _refuse_hostile(path, data)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what openpyxl would not write back
            book = openpyxl.load_workbook(
                io.BytesIO(data), read_only=True, data_only=True, keep_links=False
            )
            sheet = book.worksheets[0]
            rows = list(
                sheet.iter_rows(
                    max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS, values_only=True
                )
            )
            book.close()
    except RowsFileError:
        raise
    except _BROKEN:
        raise RowsFileError(
            f"{path}: is no whole XLSX file; open it in a spreadsheet and save it again"
        ) from None
    for number, values in enumerate(rows, 1):
        yield [
            Cell(value, f"{path}, row {number}, column {get_column_letter(column)}")
            for column, value in enumerate(values, 1)
        ]


def _refuse_hostile(path: Path, data: bytes) -> None:
    """Refuse what unpacks to too much; zipfile reads no more than a part declares."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = packed.infolist()
        unpacked = sum(part.file_size for part in parts)
        if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED:
            raise RowsFileError(
                f"{path}: unpacks to {unpacked // 1_000_000} MB in {len(parts)} parts,"
                " more than a table needs; copy the table into a new file"
            )
        for part in parts:
            if part.filename.endswith((".xml", ".rels")):
                with packed.open(part) as opened:
                    if b"<!DOCTYPE" in opened.read():
                        raise RowsFileError(
                            f"{path}: {part.filename} declares entities of its own;"
                            " copy the table into a new file"
                        )
