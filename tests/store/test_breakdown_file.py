"""An agency's rows from XLSX, CSV and YAML, and files that mean harm."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from directive.breakdown import Share
from store.breakdown_file import read_breakdown, write_template
from store.rows_file import MOST_ROWS, RowsFileError

if TYPE_CHECKING:
    from pathlib import Path

EXPECTED = (
    Share("Phòng A", "Lập báo cáo", "Chủ trì", date(2025, 12, 1), "Báo cáo"),
    Share("", "Rà soát", "Phối hợp", None, "Danh sách"),
)
ROWS = (
    ("Phòng A", "Lập báo cáo", "Chủ trì", date(2025, 12, 1), "Báo cáo"),
    (None, "Rà soát", "Phối hợp", None, "Danh sách"),
)
HEADERS = {
    "as in the template": (
        "Người thực hiện", "Công việc", "Trách nhiệm", "Thời hạn", "Kết quả",
    ),
    "in capitals": (
        "NGƯỜI THỰC HIỆN", "CÔNG VIỆC", "TRÁCH NHIỆM", "THỜI HẠN", "KẾT QUẢ",
    ),
    "without accents": (
        "nguoi thuc hien", "cong viec", "trach nhiem", "thoi han", "ket qua",
    ),
    "loosely written": (
        " Họ tên ", "Nội dung\ncông việc", "Vai trò:", "Thời hạn hoàn thành",
        "Sản phẩm",
    ),
}  # fmt: skip
YAML = """\
- Người thực hiện: Phòng A
  Công việc: Lập báo cáo
  Trách nhiệm: Chủ trì
  Thời hạn: 01/12/2025
  Kết quả: Báo cáo
- work: Rà soát
  responsibility: Phối hợp
  due_on:
  result: Danh sách
"""
CSV = """\
Người thực hiện;Công việc;Trách nhiệm;Thời hạn;Kết quả
Phòng A;Lập báo cáo;Chủ trì;2025-12-01;Báo cáo
;;;;
;Rà soát;Phối hợp;;Danh sách
"""


def saved(path: Path, *rows: tuple[Any, ...]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(path)
    return path


@pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS)
def test_reads_a_sheet_however_its_header_is_written(
    tmp_path: Path, header: tuple[str, ...]
) -> None:
    title: tuple[object, ...] = ("PHÂN CÔNG CÔNG VIỆC",)
    file = saved(tmp_path / "rows.xlsx", title, (), header, *ROWS, ())

    assert read_breakdown(file) == EXPECTED


def test_columns_stand_in_any_order_among_others(tmp_path: Path) -> None:
    file = saved(
        tmp_path / "rows.xlsx",
        ("STT", "Kết quả", "Thời hạn", "Trách nhiệm", "Công việc", "Người thực hiện"),
        (1, "Báo cáo", datetime(2025, 12, 1), "Chủ trì", "Lập báo cáo", "Phòng A"),  # noqa: DTZ001 - as a spreadsheet has it
        (2, "Danh sách", None, "Phối hợp", "Rà soát", None),
    )

    assert read_breakdown(file) == EXPECTED


@pytest.mark.parametrize(("name", "text"), [("r.yaml", YAML), ("r.csv", CSV)])
def test_reads_text(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")

    assert read_breakdown(tmp_path / name) == EXPECTED


def test_a_template_is_empty_and_never_overwrites(tmp_path: Path) -> None:
    file = tmp_path / "rows.xlsx"
    write_template(file)

    with pytest.raises(RowsFileError, match="no rows below its header"):
        read_breakdown(file)
    with pytest.raises(FileExistsError):
        write_template(file)


def test_a_formula_counts_as_its_last_value_and_never_runs(tmp_path: Path) -> None:
    row = ('=HYPERLINK("http://x.example")', "=1+1", "Chủ trì", None, "Báo cáo")
    file = saved(tmp_path / "rows.xlsx", HEADERS["as in the template"], row)

    assert read_breakdown(file) == (Share("", "", "Chủ trì", None, "Báo cáo"),)


def packed(**parts: bytes) -> bytes:
    """Return a ZIP file with these parts, those of a real sheet around them."""
    book, out = io.BytesIO(), io.BytesIO()
    sheet = openpyxl.Workbook()
    sheet.worksheets[0].append(HEADERS["as in the template"])
    sheet.worksheets[0].append(("A", "B", "C", None, "D"))
    sheet.save(book)
    with (
        zipfile.ZipFile(book) as real,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in real.namelist():
            made.writestr(name, real.read(name))
        for name, content in parts.items():
            made.writestr(f"xl/{name}.xml", content)
    return out.getvalue()


ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
HARMFUL = {
    "a zip bomb": (packed(bomb=b"\0" * 60_000_000), "unpacks to 60 MB"),
    "many parts": (packed(**{f"p{n}": b"<a/>" for n in range(300)}), "parts"),
    "entities": (packed(bomb=ENTITIES), "declares entities of its own"),
    "a broken file": (packed()[:2_000], "is no whole XLSX file"),
    "only a ZIP": (b"PK\x05\x06" + bytes(18), "is no XLSX, CSV or YAML file"),
    "too large": (b"PK\x03\x04" + bytes(6_000_000), "is larger than 5 MB"),
    "an old Excel": (b"\xd0\xcf\x11\xe0" + bytes(512), "is no XLSX, CSV or YAML"),
    "nothing": (b" \n", "is empty"),
}


@pytest.mark.parametrize(("content", "said"), HARMFUL.values(), ids=HARMFUL)
def test_refuses_a_harmful_sheet(tmp_path: Path, content: bytes, said: str) -> None:
    file = tmp_path / "rows.xlsx"
    file.write_bytes(content)

    with pytest.raises(RowsFileError, match=said) as fault:
        read_breakdown(file)
    assert str(fault.value).startswith(str(file))


def test_a_sheet_that_claims_a_million_rows_is_not_read_through(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(HEADERS["as in the template"])
    book.worksheets[0].cell(1_048_576, 16_384, "x")
    book.save(tmp_path / "rows.xlsx")

    with pytest.raises(RowsFileError, match=f"more than {MOST_ROWS} rows"):
        read_breakdown(tmp_path / "rows.xlsx")


HEADER = ",".join(HEADERS["as in the template"])
WRONG = {
    "no header": ("r.csv", "a,b\nc,d\n", "has no header row; its columns are Người"),
    "a column is missing": (
        "r.csv", "Công việc,Trách nhiệm,Thời hạn\n", "row 1: the header lacks Người",
    ),
    "a column stands twice": (
        "r.csv", f"{HEADER},Hạn\n", "row 1, column 6: column Thời hạn stands twice",
    ),
    "31 June": (
        "r.csv", f"{HEADER}\nA,B,C,31/6/2025,D\n", "row 2, column 4: “31/6/2025” is",
    ),
    "a novel": (
        "r.csv", f"{HEADER}\n{'A' * 5000},B,C,,D\n", "row 2, column 1: holds no plain",
    ),
    "an unknown field": ("r.yaml", "- who: A\n", "line 1, column 3: unknown field"),
    "a field twice": (
        "r.yaml", "- work: A\n  công việc: B\n", "line 2, column 3: this field stands",
    ),
    "no list": ("r.yaml", "work: A\n", "line 1, column 1: must be a list"),
    "a list inside": ("r.yaml", "- work: [A]\n", "line 1, column 9: must be one value"),
    "not YAML": ("r.yaml", "- [\n", "line 2, column 1"),
    "deep": ("r.yaml", "[" * 200_000, "is not a YAML file"),
    "large YAML": ("r.yaml", "#" * 1_500_000, "is larger than 1 MB"),
    "another format": ("r.txt", "A,B\n", "is no XLSX, CSV or YAML file"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "text", "said"), WRONG.values(), ids=WRONG)
def test_says_where_the_fault_stands(
    tmp_path: Path, name: str, text: str, said: str
) -> None:
    (tmp_path / name).write_text(text, "utf-8")

    with pytest.raises(RowsFileError, match=said):
        read_breakdown(tmp_path / name)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(RowsFileError, match="cannot be read"):
        read_breakdown(tmp_path / "none.xlsx")
