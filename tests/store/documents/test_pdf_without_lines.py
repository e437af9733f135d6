"""A table of tasks that is printed without lines keeps its rows and columns."""

from __future__ import annotations

import pytest
from fpdf.enums import VAlign
from printing import TABLE, Look, Print, long_table

from directive.calendar import WorkCalendar
from directive.reading.encode import read
from store.documents import extract

HEADS = [
    "Số TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp",
    "Thời gian hoàn thành", "Sản phẩm",
]  # fmt: skip
WORK = ["chuyển đổi số", "cải cách", "an toàn lao động", "y tế cơ sở", "dân số"]
LONG = [
    [row[0], f"{WORK[at % 5].capitalize()}: {row[1]}", *row[2:]]
    for at, row in enumerate(long_table(30)[1:])
]
CROSSING = [
    TABLE[0],
    ["I", "NHIỆM VỤ VỀ TỔ CHỨC BỘ MÁY VÀ BIÊN CHẾ CỦA TỈNH", "", "", "", ""],
    *long_table(2)[1:],
    ["II", "NHIỆM VỤ VỀ KINH PHÍ BẢO ĐẢM VÀ CƠ SỞ VẬT CHẤT", "", "", "", ""],
    *long_table(1)[1:],
]


def printed(
    rows: list[list[str]], *, align: str = "LEFT", down: VAlign = VAlign.T
) -> bytes:
    """Return a PDF of a letter and its table of tasks, and words below the table."""
    file = Print(Look())
    file.columns([["UBND TỈNH CAO BẰNG", "Số: 12/KH-UBND"]], (65,))
    file.paragraph("KẾ HOẠCH")
    file.paragraph("UBND tỉnh yêu cầu các sở, ngành thực hiện các nhiệm vụ sau đây.")
    file.set_font_size(12)
    with file.table(
        col_widths=(12, 50, 25, 25, 28, 25),
        line_height=6,
        borders_layout="NONE",
        text_align=align,
        v_align=down,
        padding=1,
        first_row_as_headings=False,
    ) as table:
        for row in rows:
            cells = table.row()
            title = row[2:] == ["", "", "", ""]
            cells.cell(row[0])
            for words in row[1:2] if title else row[1:]:
                cells.cell(words, colspan=5 if title else 1)
    file.ln(6)
    file.paragraph("Trên đây là kế hoạch; các sở, ngành báo cáo kết quả về Sở Nội vụ.")
    return bytes(file.output())


PRINTED = {
    "left": (TABLE, {}),
    "centred": (TABLE, {"align": "CENTER"}),
    "numbers in the middle": (long_table(4), {"down": VAlign.M}),
    "several lines": (long_table(3), {}),
    "over pages": ([TABLE[0], *LONG], {}),
    "heads of two lines": ([HEADS, *long_table(2)[1:]], {}),
    "heads of two lines, centred": (
        [HEADS, *long_table(2)[1:]],
        {"align": "CENTER", "down": VAlign.M},
    ),
    "titles across": (CROSSING, {}),
}


@pytest.mark.parametrize(("rows", "look"), PRINTED.values(), ids=PRINTED)
def test_rows_and_columns_are_kept(
    rows: list[list[str]], look: dict[str, object]
) -> None:
    text = extract(printed(rows, **look), "in.pdf").text  # type: ignore[arg-type] # kwargs
    found = [line.split("\t") for line in text.split("\n") if "\t" in line]

    assert found == rows
    assert text.rstrip().endswith("về Sở Nội vụ.")


def test_its_rows_are_instructions() -> None:
    text = extract(printed(TABLE), "in.pdf").text
    reading = read(text, working_day_on_or_before=WorkCalendar().last_working_day)
    rows = {one.path: one for one in reading.instructions if one.path.startswith("PL")}

    assert list(rows) == ["PL.I.1", "PL.I.2", "PL.II.1"]
    assert rows["PL.I.1"].agencies == ("Sở Nội vụ",)
    assert rows["PL.I.1"].coordinating == ("Sở Tài chính",)
    assert rows["PL.I.1"].expected_result == "Đề án"


def test_columns_of_a_header_and_a_signature_are_no_table() -> None:
    file = Print(Look())
    file.columns([["TT", "Một", "Hai"], ["Ba", "Bốn", "Năm"]], (65, 100))
    file.paragraph("Sở Nội vụ rà soát.")

    assert "\t" not in extract(bytes(file.output()), "in.pdf").text
