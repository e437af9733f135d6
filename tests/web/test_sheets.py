"""What is wrong with an uploaded table is said in Vietnamese, with its place."""

from __future__ import annotations

import re
from importlib import resources

import pytest

from web.sheets import REASONS, on_screen

SAID = {
    "a day": (
        "x.xlsx, row 3, column D: “mai” is not a day; write it as 31/12/2025",
        "Tệp gửi lên, dòng 3, cột D: “mai” không phải ngày; hãy ghi như 31/12/2025.",
    ),
    "no header": (
        "x.csv: has no header row; its columns are Mã | Tên",
        "Tệp gửi lên: không thấy hàng tên cột; cần: Mã | Tên.",
    ),
    "a column that lacks": (
        "x.csv, row 1: the header lacks Tên; add it",
        "Tệp gửi lên, dòng 1: hàng tên cột thiếu: Tên.",
    ),
    "a sentence nobody knows": (
        "x.csv, row 9: is odd",
        "Tệp gửi lên, dòng 9: không đọc được; hãy dùng mẫu.",
    ),
}


@pytest.mark.parametrize(("english", "said"), SAID.values(), ids=SAID)
def test_a_fault_is_said_with_its_place(english: str, said: str) -> None:
    assert on_screen(english) == said


def test_every_sentence_of_the_readers_is_known() -> None:
    """Find the sentences in the readers' own source, so that none is forgotten."""
    sources = [
        resources.files("store").joinpath(name).read_text("utf-8")
        for name in ("rows_file.py", "xlsx_rows.py")
    ]
    raised = re.findall(
        r'(?:RowsFileError|\.fault)\(\s*f?"(?:\{path\}[^:"]*: |\{number\}: )?([^"]+)"',
        "\n".join(sources),
    )
    written = [re.sub(r"\{[^{}]*\}", "5", one) for one in raised]
    unknown = [
        one
        for one in written
        if one != "5: 5" and not any(re.match(pattern, one) for pattern, _ in REASONS)
    ]

    assert len(written) > 10
    assert unknown == []
