"""Read agencies as an office lists them in a sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.rows_file import read_rows

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

COLUMNS = {
    "code": ("Mã cơ quan", "Mã"),
    "name": ("Tên cơ quan", "Tên"),
    "kind": ("Loại", "Loại cơ quan"),
    "abbrev": ("Viết tắt", "Tên viết tắt"),
    "aliases": ("Tên gọi khác", "Bí danh"),
    "by_request": ("Chỉ đề nghị", "Không trực thuộc"),
}


@dataclass(frozen=True, slots=True)
class AgencyLine:
    """One agency as written, other names between semicolons; `places` by field."""

    code: str
    name: str
    kind: str
    abbrev: str
    aliases: str
    by_request: str
    places: Mapping[str, str]


def read_agencies(path: Path) -> tuple[AgencyLine, ...]:
    """Return the lines of an XLSX, CSV or YAML file; see `read_rows` for its columns.

    Raises:
        RowsFileError: The file cannot be used; says the row and column.
    """
    return tuple(
        AgencyLine(
            **{name: cell.text() for name, cell in row.items()},
            places={name: cell.where for name, cell in row.items()},
        )
        for row in read_rows(path, COLUMNS)
    )
