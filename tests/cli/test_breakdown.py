"""`namro breakdown`: an agency's own rows, and the questions they leave."""

from __future__ import annotations

import json
from datetime import date
from importlib import resources
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from model_office import MODEL
from sqlalchemy import select

from store.engine import unit_of_work
from store.tables import AssignmentRow, BreakdownRow, ObligationRow

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Desk

FILE = str(resources.files("store.data").joinpath(MODEL))


@pytest.fixture
def code(desk: Desk) -> str:
    """Issue the model directive; return the dated assignment of Sở Tư pháp."""
    desk.namro("import", FILE, "--yes")
    desk.namro("issue", "--date", "2025-08-20")
    with unit_of_work() as session:
        return session.scalars(
            select(AssignmentRow.code)
            .join(ObligationRow, ObligationRow.assignment_id == AssignmentRow.id)
            .where(
                AssignmentRow.agency_code == "STP", ObligationRow.due_on.is_not(None)
            )
        ).one()


def kept() -> list[BreakdownRow]:
    with unit_of_work() as session:
        return list(session.scalars(select(BreakdownRow).order_by(BreakdownRow.id)))


def filled(desk: Desk, folder: Path, *rows: tuple[Any, ...]) -> str:
    """Fill in the template that namro writes."""
    file = folder / "rows.xlsx"
    assert desk.namro("breakdown", "--template", str(file)).exit_code == 0
    book = openpyxl.load_workbook(file)
    for number, row in enumerate(rows, 2):
        for column, value in enumerate(row, 1):
            book.worksheets[0].cell(number, column, value)
    book.save(file)
    return str(file)


def test_a_filled_template_is_kept_and_asked_about(
    desk: Desk, code: str, tmp_path: Path
) -> None:
    file = filled(
        desk,
        tmp_path,
        ("Phòng A", "Lập báo cáo", "Chủ trì", date(2025, 12, 1), "Báo cáo"),
        ("", "Tăng cường quản lý", "Phối hợp", "10/12/2025", "Danh sách"),
    )

    done = desk.namro("breakdown", code, file, "--agency", "STP", "--json")
    answer = json.loads(done.stdout)

    assert (done.exit_code, answer["rows"]) == (0, 2)
    assert {gap["row"] for gap in answer["gaps"]} == {2}
    assert [row.due_on for row in kept()] == [date(2025, 12, 1), date(2025, 12, 10)]
    shown = desk.namro("breakdown", code, file, "--agency", "STP").stdout
    assert "Dòng 2: Ai là người thực hiện" in shown


ROW = ("Phòng A", "Lập báo cáo", "Chủ trì", "1/12/2025", "Báo cáo")
REFUSED = {
    "a day that does not exist": (
        (*ROW[:3], "31/6/2025", "Báo cáo"), "STP", 2, "row 2, column D: “31/6/2025”",
    ),
    "due after its parent": (
        (*ROW[:3], "31/12/2025", "Báo cáo"), "STP", 1, "sau thời hạn",
    ),
    "another agency's": (ROW, "STC", 1, "cơ quan khác"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED)
def test_refuses_in_one_line_and_keeps_nothing(
    desk: Desk, code: str, tmp_path: Path, case: tuple[tuple[str, ...], str, int, str]
) -> None:
    row, agency, exit_code, said = case
    file = filled(desk, tmp_path, row)

    line = desk.refused("breakdown", code, file, "--agency", agency, code=exit_code)

    assert said in line
    assert kept() == []


def test_what_is_missing_is_said(desk: Desk, tmp_path: Path) -> None:
    file = filled(desk, tmp_path, ROW)
    unknown = ("breakdown", "NV-2025-999999", file, "--agency", "STP")

    assert "name the assignment" in desk.refused("breakdown", code=1)
    assert "NV-2025-999999" in desk.refused(*unknown, code=1)
    again = desk.refused("breakdown", "--template", file, code=1)
    assert "File exists" in again
