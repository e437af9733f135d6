"""Read who may sign in, from a sheet of accounts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.rows_file import read_rows

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

COLUMNS = {
    "login": ("Địa chỉ thư", "Địa chỉ", "Email", "Tài khoản"),
    "title": ("Chức danh", "Chức vụ"),
    "agency": ("Mã cơ quan", "Cơ quan"),
    "role": ("Vai trò", "Quyền"),
}


@dataclass(frozen=True, slots=True)
class UserLine:
    """One account as written; `places` by field."""

    login: str
    title: str
    agency: str
    role: str
    places: Mapping[str, str]


def read_users(path: Path) -> tuple[UserLine, ...]:
    """Return the lines of an XLSX, CSV or YAML file; see `read_rows` for its columns.

    Raises:
        RowsFileError: The file cannot be used; says the row and column.
    """
    return tuple(
        UserLine(
            **{name: cell.text() for name, cell in row.items()},
            places={name: cell.where for name, cell in row.items()},
        )
        for row in read_rows(path, COLUMNS)
    )
