"""Read how the posts of agencies are reached."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.rows_file import read_rows

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

COLUMNS = {
    "agency": ("Mã cơ quan", "Cơ quan", "code"),
    "duty": ("Vai trò", "Chức trách"),
    "channel": ("Kênh", "Kênh gửi"),
    "address": ("Địa chỉ", "Địa chỉ nhận", "Email"),
    "rank": ("Thứ tự", "Ưu tiên"),
}


@dataclass(frozen=True, slots=True)
class ContactLine:
    """One way to reach the post of an agency, as written; `places` by field."""

    agency: str
    duty: str
    channel: str
    address: str
    rank: str
    places: Mapping[str, str]


def read_contacts(path: Path) -> tuple[ContactLine, ...]:
    """Return the lines of an XLSX, CSV or YAML file; see `read_rows` for its columns.

    Raises:
        RowsFileError: The file cannot be used; says the row and column.
    """
    return tuple(
        ContactLine(
            **{name: cell.text() for name, cell in row.items()},
            places={name: cell.where for name, cell in row.items()},
        )
        for row in read_rows(path, COLUMNS)
    )
