"""Read groups of agencies as an office lists them in a sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.rows_file import read_rows

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

COLUMNS = {
    "code": ("Mã nhóm",),
    "phrases": ("Cụm từ",),
    "kinds": ("Loại cơ quan", "Loại"),
    "agencies": ("Cơ quan nêu tên", "Mã cơ quan"),
}


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One group as written, its parts between semicolons; `places` by field."""

    code: str
    phrases: str
    kinds: str
    agencies: str
    places: Mapping[str, str]


def read_groups(path: Path) -> tuple[GroupLine, ...]:
    """Return the lines of an XLSX, CSV or YAML file; see `read_rows` for its columns.

    Raises:
        RowsFileError: The file cannot be used; says the row and column.
    """
    return tuple(
        GroupLine(
            **{name: cell.text() for name, cell in row.items()},
            places={name: cell.where for name, cell in row.items()},
        )
        for row in read_rows(path, COLUMNS)
    )
