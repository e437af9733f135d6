"""Files from anybody: each that is no directive is refused in one sentence.

No database is bound and no folder for files: whatever is refused reaches neither.
"""

from __future__ import annotations

import io
import zipfile

import pytest
from fpdf import FPDF
from model_office import at
from small_documents import document

from directive.ladder import DEFAULT_POLICY
from office import actor, refusals
from office.errors import OfficeError
from office.house import House
from office.taking_in import take_in
from store.calendar_file import load_calendar

GOOD = document(
    "Chủ tịch UBND tỉnh yêu cầu:\n1. Sở Nội vụ:\n- Kiểm tra cơ sở trước 15/12/2025.\n"
)


def zipped(name: str, data: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", b"<Types/>")
        packed.writestr(name, data)
    return made.getvalue()


def pdf(*, lock: str | None = None) -> bytes:
    made = FPDF()
    made.add_page()
    made.set_font("helvetica", size=12)
    if lock:
        made.set_encryption(lock, lock)
        made.cell(text="locked")
    return bytes(made.output())


REFUSED = {
    "blanks": (b"  \n ", "tệp rỗng"),
    "a program": (b"MZ\x90\0\xff", "không phải loại tệp được nhận"),
    "old Word": (b"\xd0\xcf\x11\xe0rest", "Word đời cũ"),
    "RTF": (b"{\\rtf1 x}", "RTF"),
    "another ZIP": (zipped("a.txt", b"a"), "là tệp nén"),
    "a cut PDF": (b"%PDF-1.7\n%%EOF", "PDF bị hỏng"),
    "a locked PDF": (pdf(lock="x"), "có mật khẩu"),
    "an empty page": (pdf(), "không có chữ nào đọc được"),
    "a bomb": (zipped("word/document.xml", b" " * 40_000_000), "giải nén ra quá lớn"),
    "text without end": (b"a" * 10_000_001, "lớn hơn 10 MB"),
    "no directive": ("Thư mời họp".encode(), "không nhận ra"),
    "orders nothing": (document("Xin cảm ơn.\n").encode(), "không thấy nội dung nào"),
    "a day that is none": (
        GOOD.replace("15/12", "31/11").encode(),
        "ngày không có thật (“31/11/2025”)",
    ),
    "a secrecy mark": (f"TUYỆT MẬT\n{GOOD}".encode(), "dấu chỉ độ mật"),
    "broken edXML": (b"<edXML><a></edXML>", "edXML bị hỏng"),
    "hollow edXML": (b"<edXML><a/></edXML>", "không có tệp đính kèm"),
}
NAMES = ("", "..", "../../etc/passwd", "C:\\a.txt", "a\n.txt", "a" * 151, "<b>.txt")


def refusal(data: bytes, name: str) -> str:
    house = House(calendar=load_calendar(), policy=DEFAULT_POLICY)
    with pytest.raises(OfficeError) as refused:
        take_in(data, name=name, house=house, actor=actor.OFFICE, now=at("2025-11-05"))
    return str(refused.value)


@pytest.mark.parametrize(("data", "says"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_directive_is_refused(data: bytes, says: str) -> None:
    said = refusal(data, "a.docx")

    assert says in said
    assert said.startswith("Tệp “a.docx”: ")
    assert said.endswith(".")
    assert refusals.UNREADABLE not in said


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_is_a_place_is_refused(name: str) -> None:
    assert "Tên tệp không hợp lệ" in refusal(GOOD.encode(), name)


SAID = {
    "a scan": ("page 1 is a scanned picture without text; to", "trang 1 là bản quét"),
    "scans": ("pages 1, 2 … are scanned pictures", "trang 1, 2 … là bản quét"),
    "a long scan": ("is a scan that takes longer than 900 s to read", refusals.SCANNED),
    "a long PDF": ("has 700 pages, more than 500; give", "có 700 trang, quá dài"),
    "a slow file": ("takes longer than 120 s to read; give", "quá dài"),
    "a broken ODT": ("is no whole ODT file; open it", "tệp ODT bị hỏng"),
    "entities": ("declares entities of its own; copy", "không an toàn"),
    "another file": ("“b.docx” is not read", "tệp đính kèm “b.docx”"),
    "another number": (
        "the envelope gives the number 12, the text leaves it blank",
        "gói tin edXML ghi số 12, trong văn bản ghi để trống",
    ),
    "another day": (
        "the envelope gives the day of issue 2025-08-20, the text says 2025-08-21",
        "ghi ngày 2025-08-20, trong văn bản ghi 2025-08-21",
    ),
    "many lines": ("not a directive: it has more than 50000 lines", "quá dài"),
    "unheard of": ("line 3 of something unheard of", refusals.UNREADABLE),
}


@pytest.mark.parametrize(("english", "vietnamese"), SAID.values(), ids=SAID)
def test_what_the_readers_say_is_said_in_vietnamese(
    english: str, vietnamese: str
) -> None:
    assert vietnamese in refusals.said(english)


def test_the_name_of_a_file_is_not_taken_for_its_fault() -> None:
    assert refusals.sentence("is empty.txt", ValueError("is empty.txt: x")) == (
        f"Tệp “is empty.txt”: {refusals.UNREADABLE}."
    )
