"""A PDF reads as it is printed: columns, pages, paragraphs, tables, no page numbers."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from fpdf import FPDF
from fpdf.enums import AccessPermission
from PIL import Image
from printing import Look, Print, as_pdf, long_table, parts

from store.documents import DocumentError, extract, scans

if TYPE_CHECKING:
    from collections.abc import Callable


def text_of(data: bytes) -> str:
    return extract(data, "in.pdf").text


def printed(*columns: list[str]) -> Print:
    file = Print(Look())
    for paragraph in columns:
        file.columns(list(paragraph), (65, 100))  # type: ignore[arg-type] # lists of lines
    return file


def bytes_of(file: FPDF) -> bytes:
    return bytes(file.output())


def test_the_left_column_of_a_header_is_read_to_its_end_first() -> None:
    header, _, footer = parts()
    text = text_of(as_pdf())

    right = text.index("CỘNG HÒA")
    assert text.index("địa bàn tỉnh Cao Bằng") < right < text.index("Cao Bằng, ngày")
    assert text.index("Lưu: VT, VX(TT).") < text.index("KT. CHỦ TỊCH")
    assert all(line in text for line in (*header[1], *footer[1]) if "  " not in line)


def test_a_column_may_stand_between_the_lines_of_the_other() -> None:
    file = Print(Look())
    for number in range(4):
        file.set_font_size(11)
        file.text(30, 30 + number * 6, f"trái {number}")
        file.set_font_size(14)
        file.text(120, 32.5 + number * 7, f"phải {number}")
    lines = text_of(bytes_of(file)).split()

    assert lines == [w for s in ("trái", "phải") for n in range(4) for w in (s, str(n))]


def test_points_with_a_tab_after_their_number_are_no_columns() -> None:
    file = Print(Look())
    for number in range(1, 4):
        file.text(30, 30 + number * 7, f"{number}.")
        file.text(42, 30 + number * 7, f"Sở {number} báo cáo kết quả.")

    assert text_of(bytes_of(file)) == "".join(
        f"{number}. Sở {number} báo cáo kết quả.\n" for number in range(1, 4)
    )


def test_page_numbers_and_running_lines_are_dropped() -> None:
    text = text_of(as_pdf(Look(footer="VX-TT, trang {}")))
    lines = text.split("\n")

    assert "VX-TT" not in text
    assert not [line for line in lines if line.strip().isdigit()]


def test_paragraphs_have_a_blank_line_between_and_wraps_have_none() -> None:
    file = Print(Look())
    for start in ("Một", "Hai"):
        file.paragraph(f"{start} " + "chữ " * 60)
    first, second = text_of(bytes_of(file)).strip().split("\n\n")

    assert first.startswith("Một")
    assert second.startswith("Hai")
    assert first.count("\n") == second.count("\n") > 1


def test_a_word_is_found_again_on_its_page() -> None:
    document = extract(as_pdf(), "in.pdf")
    start = document.place(document.text.index("CHỦ NGHĨA"))
    end = document.place(document.text.index("Trịnh"))

    assert start.page == 1
    assert start.box is not None
    assert end.box is not None
    left, top, right, bottom = start.box
    assert 270 < left < right < 560
    assert 50 < top < bottom < 90
    assert end.page is not None
    assert end.page >= 2


def test_a_table_over_three_pages_keeps_its_rows() -> None:
    rows = long_table(30)
    text = text_of(as_pdf(table=30))
    found = [line.split("\t") for line in text.split("\n") if "\t" in line]

    assert [row for row in found if row[0] != "STT"] == rows[1:]


def test_a_row_split_by_the_page_is_one_row() -> None:
    file = Print(Look())
    y = 250
    for row in (["STT", "Nhiệm vụ", "Chủ trì"], ["1", "Xây dựng", "Sở Nội vụ"]):
        file.set_xy(30, y)
        for words in row:
            file.cell(50, 10, words, border=1)
        y += 10
    file.add_page()
    for row in (["", "đề án", ""], ["2", "Rà soát", "Sở Y tế"]):
        file.set_x(30)
        for words in row:
            file.cell(50, 10, words, border=1)
        file.ln(10)

    assert text_of(bytes_of(file)).strip().split("\n") == [
        "STT\tNhiệm vụ\tChủ trì",
        "1\tXây dựng đề án\tSở Nội vụ",
        "2\tRà soát\tSở Y tế",
    ]


def picture() -> io.BytesIO:
    out = io.BytesIO()
    Image.new("L", (400, 560), 200).save(out, "PNG")
    out.seek(0)
    return out


def scanned(*, with_text: bool) -> bytes:
    file = Print(Look())
    if with_text:
        file.paragraph("Kính gửi: Sở Nội vụ. " * 5)
        file.add_page()
    file.image(picture(), x=0, y=0, w=210, h=297)
    return bytes_of(file)


@pytest.fixture
def _without_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scans, "can_recognise", lambda: False)


@pytest.mark.usefixtures("_without_ocr")
def test_a_scan_names_what_reads_it() -> None:
    with pytest.raises(DocumentError) as refused:
        extract(scanned(with_text=False), "scan.pdf")

    assert str(refused.value) == (
        "scan.pdf: page 1 is a scanned picture without text; to read scans, "
        "`pip install namro[ocr]` and install tesseract-ocr-vie"
    )


@pytest.mark.usefixtures("_without_ocr")
def test_a_scanned_annex_is_named_and_the_rest_is_read() -> None:
    document = extract(scanned(with_text=True), "in.pdf")

    assert "Sở Nội vụ" in document.text
    assert [note.split(";")[0] for note in document.notes] == [
        "page 2 is a scanned picture without text"
    ]


def test_several_pages_are_named() -> None:
    assert scans.advice((2, 3)).startswith("pages 2, 3 are scanned pictures without")
    assert scans.advice(tuple(range(1, 9))).startswith("pages 1, 2, 3, 4, 5 … are")


def locked() -> bytes:
    file = FPDF()
    file.add_page()
    file.set_encryption(
        "owner",
        "user",
        permissions=AccessPermission.none(),
    )
    return bytes_of(file)


def many_pages() -> bytes:
    file = FPDF()
    for _ in range(501):
        file.add_page()
    return bytes_of(file)


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing but its head": (lambda: b"%PDF-1.7 ...", "is no whole PDF"),
    "locked": (locked, "is locked with a password"),
    "501 pages": (many_pages, "has 501 pages"),
    "empty pages": (lambda: bytes_of(Print(Look())), "holds no words"),
}


@pytest.mark.parametrize(("made", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_is_refused(made: Callable[[], bytes], reason: str) -> None:
    with pytest.raises(DocumentError, match=rf"^in\.pdf: {reason}"):
        extract(made(), "in.pdf")
