"""An agency's own rows, typed on the page or from a sheet."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook
from sqlalchemy import select

from office.rights import Role
from office.viewer import Viewer
from store.engine import unit_of_work
from store.tables import BreakdownRow

if TYPE_CHECKING:
    from filled_office import Filled
    from site_client import Site

SNV = Viewer(Role.CLERK, "Văn thư", "SNV", "Sở Nội vụ", user=8)


@pytest.fixture
def clerk(site: Site) -> Site:
    """Give the site as the clerk of Sở Nội vụ sees it."""
    return site.seen_by(SNV)


def test_rows_of_an_agency_are_kept_with_what_is_not_clear(
    clerk: Site, filled: Filled
) -> None:
    address = f"/answer/{filled.directive}/{filled.late}/breakdown"
    shown = clerk.get(address).text
    clerk.post(
        address,
        {
            "person": ["Phòng Việc làm", "", ""],
            "work": ["Lập báo cáo", "", "Tăng cường kiểm tra"],
            "responsibility": ["Chủ trì", "", ""],
            "due_on": ["2025-12-10", "", ""],
            "result": ["Báo cáo", "", ""],
        },
    )
    after = clerk.get(address).text
    late = clerk.post(address, {"person": ["A"], "work": ["B"], "responsibility": ["C"],
                                "due_on": ["2026-12-31"], "result": ["D"]})  # fmt: skip

    assert "Chịu trách nhiệm đến đâu (rõ trách nhiệm)?" in shown
    assert after.count("<fieldset>") - after.count("<li data-blank>") == 2
    assert after.count("<li data-blank>") == 5
    assert 'value="Phòng Việc làm"' in after
    assert "Dòng 2: Ai là người thực hiện" in after
    assert late.status_code == 422
    assert "sau thời hạn" in late.text
    with unit_of_work() as session:
        held = session.scalars(
            select(BreakdownRow).where(BreakdownRow.replaced_at.is_(None))
        ).all()
        assert [row.position for row in held] == [1, 2]


def test_what_was_typed_stays_where_a_day_is_none(clerk: Site, filled: Filled) -> None:
    address = f"/answer/{filled.directive}/{filled.late}/breakdown"

    refused = clerk.post(address, {"person": ["Phòng Việc làm"], "work": ["Lập"],
                                   "responsibility": ["Chủ trì"],
                                   "due_on": ["31/12"], "result": [""]})  # fmt: skip

    assert "Dòng 1: thời hạn không đúng" in refused.text
    assert 'value="Phòng Việc làm"' in refused.text


def a_sheet(*rows: tuple[str, ...]) -> bytes:
    book, made = Workbook(), io.BytesIO()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(made)
    return made.getvalue()


HEAD = ("Người thực hiện", "Công việc", "Trách nhiệm", "Thời hạn", "Kết quả")


def test_rows_come_from_a_sheet_and_a_fault_names_its_cell(
    clerk: Site, filled: Filled
) -> None:
    address = f"/answer/{filled.directive}/{filled.late}/breakdown"
    good = a_sheet(HEAD, ("Phòng A", "Lập báo cáo", "Chủ trì", "10/12/2025", "Báo cáo"))
    bad = a_sheet(HEAD, ("Phòng A", "Lập báo cáo", "Chủ trì", "mai", "Báo cáo"))
    kept = clerk.post(address, files={"sheet": ("a.xlsx", good, "x/x")})
    refused = clerk.post(address, files={"sheet": ("a.xlsx", bad, "x/x")})
    noise = clerk.post(address, files={"sheet": ("a.xlsx", b"PK\x03\x04 x", "x/x")})

    assert kept.status_code == 303
    assert "dòng 2, cột D: “mai” không phải ngày" in refused.text
    assert "tệp Excel bị hỏng" in noise.text
    assert clerk.get("/breakdown-template").content.startswith(b"PK")
