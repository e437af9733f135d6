"""Tables of tasks whose rows are lines with tabs: each cell under its own head."""

from __future__ import annotations

from datetime import date

import pytest
from small_documents import FOOT, HEAD, read_text

from directive.errors import ImpossibleDateError
from directive.model import DeadlineKind, Instruction, Role

COLUMNS = "STT\tNhiệm vụ\tChủ trì\tPhối hợp\tThời gian\tSản phẩm\n"


def rows(table: str) -> dict[str, Instruction]:
    text = HEAD.format(symbol="KH-UBND", kind="KẾ HOẠCH\nCẢI CÁCH")
    text += f"Kế hoạch như sau:\n1. Sở Nội vụ tổng hợp kết quả.\n{FOOT}PHỤ LỤC\n{table}"
    found = {one.path: one for one in read_text(text).instructions}
    return {path: one for path, one in found.items() if path.startswith("PL.")}


def test_each_cell_stands_under_its_head() -> None:
    (row,) = rows(
        COLUMNS
        + "1\tXây dựng đề án\tSở Nội vụ\tSở Y tế; Sở Tư pháp\t1/12/2025\tĐề án\n"
    ).values()

    assert row.text == "Xây dựng đề án"
    assert row.agencies == ("Sở Nội vụ",)
    assert row.role is Role.LEAD
    assert row.coordinating == ("Sở Y tế", "Sở Tư pháp")
    assert row.deadline.kind is DeadlineKind.FIXED
    assert row.deadline.last_day == date(2025, 12, 1)
    assert row.expected_result == "Đề án"


def test_an_empty_cell_stays_empty() -> None:
    (row,) = rows(f"{COLUMNS}1\tRà soát hồ sơ\tSở Nội vụ\t\t\tBáo cáo\n").values()

    assert row.coordinating == ()
    assert row.deadline.kind is DeadlineKind.NONE
    assert row.expected_result == "Báo cáo"


PATHS = {
    "groups": (
        """I\tBỘ MÁY\t\t\t\t
1\tRà soát\tSở Nội vụ\t\t2026\t
II\tKINH PHÍ\t\t\t\t
1\tBố trí\tSở Tài chính\t\t2026\t
""",
        ["PL.I.1", "PL.II.1"],
    ),
    "the head on each page": (
        f"1\tRà soát\tSở Nội vụ\t\t2026\t\n{COLUMNS}2\tBố trí\tSở Y tế\t\t2026\t\n",
        ["PL.1", "PL.2"],
    ),
    "numbers below the heads": (
        "(1)\t(2)\t(3)\t(4)\t(5)\t(6)\n1\tRà soát\tSở Nội vụ\t\t2026\t\n",
        ["PL.1"],
    ),
    "rows without a number": (
        "1\tRà soát\tSở Nội vụ\t\t2026\t\n\tBố trí\tSở Y tế\t\t2026\t\n",
        ["PL.1", "PL.1.p1"],
    ),
    "a row of another width ends it": (
        "1\tRà soát\tSở Nội vụ\t\t2026\t\n2\tGhi chú\n3\tBố trí\tSở Y tế\t\t2026\t\n",
        ["PL.1"],
    ),
    "a row without a task": ("1\t\tSở Nội vụ\t\t2026\t\n", []),
}


@pytest.mark.parametrize(("table", "paths"), PATHS.values(), ids=PATHS)
def test_rows_are_counted_as_they_show(table: str, paths: list[str]) -> None:
    assert list(rows(COLUMNS + table)) == paths


SILENT = {
    "a list of mines": "TT\tĐơn vị khai thác\tKhu vực\n1\tCông ty A\tXã B\n",
    "two columns": "STT\tNhiệm vụ\n1\tRà soát hồ sơ\n",
    "no number column": "Nhiệm vụ\tChủ trì\tThời gian\nRà soát\tSở Nội vụ\t2026\n",
}


@pytest.mark.parametrize("table", SILENT.values(), ids=SILENT)
def test_other_tables_order_nothing(table: str) -> None:
    assert rows(table) == {}


def test_a_day_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(ImpossibleDateError):
        rows(f"{COLUMNS}1\tRà soát\tSở Nội vụ\t\t31/6/2025\t\n")
