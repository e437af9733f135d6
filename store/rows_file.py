"""Read rows of named columns from XLSX, CSV or YAML, each value with its place."""

from __future__ import annotations

import csv
import io
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from directive.reading.text import collapse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

LARGEST = 5_000_000  # bytes
MOST_ROWS = 2_000
MOST_COLUMNS = 30
HEADER_WITHIN = 20  # rows
LONGEST_TEXT = 4_000  # characters
_DAYS = ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y")


class RowsFileError(ValueError):
    """The file cannot be used; one sentence says where and why."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One value and where it stands: "rows.xlsx, row 3, column B"."""

    value: object
    where: str

    def text(self) -> str:
        """Return the value as one line of text; "" when there is none.

        Raises:
            RowsFileError: It holds a control character or is longer than a page.
        """
        if self.value is None:
            return ""
        if isinstance(self.value, float) and self.value.is_integer():
            return str(int(self.value))
        words = collapse(str(self.value))
        if len(words) > LONGEST_TEXT or not words.isprintable():
            raise self.fault("holds no plain text of at most one page")
        return words

    def day(self) -> date | None:
        """Return the value as a day; None when there is none.

        Raises:
            RowsFileError: It is no day that a calendar has.
        """
        if isinstance(self.value, datetime):
            return self.value.date()
        if isinstance(self.value, date):
            return self.value
        words = self.text()
        if not words:
            return None
        for form in _DAYS:
            try:
                return datetime.strptime(words, form).date()  # noqa: DTZ007 - a day
            except ValueError:
                continue
        raise self.fault(f"“{words}” is not a day; write it as 31/12/2025")

    def fault(self, reason: str) -> RowsFileError:
        """Return an error about this value."""
        return RowsFileError(f"{self.where}: {reason}")


Row = dict[str, Cell]


def read_rows(path: Path, columns: Mapping[str, Sequence[str]]) -> tuple[Row, ...]:
    """Return the rows of a file, each with a cell for every column.

    A sheet has its names in the first row that holds most of them, in any order and
    case, with or without accents; other columns are left alone, and so are rows
    without a value. In YAML the file is a list of entries with these names.

    Args:
        path: An .xlsx, .csv, .yaml or .yml file.
        columns: Name in our code → names that people write, the usual one first.

    Raises:
        RowsFileError: The file is missing, too large, of another format, broken or
            hostile, has no rows, or lacks a column.
    """
    data = _bytes(path)
    known = {plain(name): key for key, names in columns.items() for name in names}
    known |= {plain(key): key for key in columns}
    if path.suffix.lower() in {".yaml", ".yml"}:
        from store.yaml_rows import yaml_rows  # noqa: PLC0415 - one format is needed

        rows = tuple(yaml_rows(path, data, columns, known))
    else:
        rows = tuple(_sheet_rows(path, _grid(path, data), columns, known))
    if not rows:
        raise RowsFileError(f"{path}: has no rows below its header; fill some in")
    return rows


def plain(name: str) -> str:
    """Return a column's name for comparing: no accents, no case, no punctuation."""
    bare = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    letters = "".join(c for c in bare if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in letters).split())


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise RowsFileError(
                f"{path}: is larger than {LARGEST // 1_000_000} MB;"
                " give the table alone"
            )
        data = path.read_bytes()
    except OSError as fault:
        raise RowsFileError(
            f"{path}: cannot be read ({fault.strerror}); check the name"
        ) from None
    if not data.strip():
        raise RowsFileError(f"{path}: is empty; fill in a template first")
    return data


def _grid(path: Path, data: bytes) -> Iterable[list[Cell]]:
    """Return the cells of a sheet, row by row."""
    if data.startswith(b"PK\x03\x04"):
        from store.xlsx_rows import xlsx_grid  # noqa: PLC0415 - openpyxl costs 0.2 s

        return xlsx_grid(path, data)
    if path.suffix.lower() == ".csv":
        return _csv_grid(path, data)
    raise RowsFileError(f"{path}: is no XLSX, CSV or YAML file; save it as one of them")


def _csv_grid(path: Path, data: bytes) -> Iterator[list[Cell]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise RowsFileError(
            f"{path}: is not UTF-8 (byte {fault.start}); save it as “CSV UTF-8”"
        ) from None
    first = text.partition("\n")[0]
    comma = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=comma)
    try:
        for number, values in enumerate(reader, 1):
            yield [
                Cell(value, f"{path}, row {number}, column {column}")
                for column, value in enumerate(values[:MOST_COLUMNS], 1)
            ]
    except csv.Error as fault:
        raise RowsFileError(
            f"{path}, line {reader.line_num}: is no CSV ({fault})"
        ) from None


def _sheet_rows(
    path: Path,
    grid: Iterable[list[Cell]],
    columns: Mapping[str, Sequence[str]],
    known: Mapping[str, str],
) -> Iterator[Row]:
    places: dict[str, int] = {}
    for number, cells in enumerate(grid, 1):
        if number > MOST_ROWS:
            raise RowsFileError(f"{path}: has more than {MOST_ROWS} rows; split it up")
        if places:
            row = {key: cells[at] for key, at in places.items() if at < len(cells)}
            if any(cell.text() for cell in row.values()):
                end = cells[-1].where if cells else str(path)
                yield {key: row.get(key, Cell(None, end)) for key in columns}
            continue
        places = _header(cells, columns, known)
        if not places and number >= HEADER_WITHIN:
            break
    if not places:
        wanted = " | ".join(names[0] for names in columns.values())
        raise RowsFileError(f"{path}: has no header row; its columns are {wanted}")


def _header(
    cells: Sequence[Cell],
    columns: Mapping[str, Sequence[str]],
    known: Mapping[str, str],
) -> dict[str, int]:
    """Return column → position when the row is the header; nothing when it is not."""
    places: dict[str, int] = {}
    for at, cell in enumerate(cells):
        key = known.get(plain(str(cell.value or "")))
        if key is not None:
            if key in places:
                raise cell.fault(f"column {columns[key][0]} stands twice")
            places[key] = at
    if len(places) * 2 <= len(columns):
        return {}
    if missing := [names[0] for key, names in columns.items() if key not in places]:
        number = f"{cells[0].where.rpartition(', column')[0]}"
        raise RowsFileError(f"{number}: the header lacks {', '.join(missing)}; add it")
    return places
