"""Text in old Vietnamese letters is read as it looked, or left alone."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from fpdf import FPDF
from hypothesis import given
from hypothesis import strategies as st
from model_office import model_text
from printing import font_files, saved

from directive.calendar import WorkCalendar
from directive.reading.encode import read
from directive.reading.text import collapse
from store.documents import Document, DocumentError, Piece, Place, extract
from store.documents.legacy import TCVN3, VNI, converted, encoding_of, shown_in

if TYPE_CHECKING:
    from store.documents.legacy import Encoding

MOTTO = "Cộng hoà xã hội chủ nghĩa Việt Nam Độc lập - Tự do - Hạnh phúc"
WRITTEN = {
    "TCVN3": (
        TCVN3,
        "Céng hoµ x· héi chñ nghÜa ViÖt Nam §éc lËp - Tù do - H¹nh phóc",
    ),
    "VNI": (
        VNI,
        "Coäng hoaø xaõ hoäi chuû nghóa Vieät Nam Ñoäc laäp - Töï do - Haïnh phuùc",
    ),
}


@pytest.mark.parametrize(("encoding", "written"), WRITTEN.values(), ids=WRITTEN)
def test_the_motto(encoding: Encoding, written: str) -> None:
    assert encoding.convert(written) == MOTTO


def test_vni_capitals() -> None:
    assert VNI.convert("UÛY BAN NHAÂN DAÂN TÆNH, QUYEÁT ÑÒNH, ÖÙNG PHOÙ") == (
        "ỦY BAN NHÂN DÂN TỈNH, QUYẾT ĐỊNH, ỨNG PHÓ"
    )


def old(encoding: Encoding, text: str) -> str:
    """Write a text in old letters; TCVN3 has no capitals with tones."""
    letters = encoding.letters.items()
    back = {letter: written for written, letter in letters if written != "μ"}
    return "".join(back.get(c, back.get(c.lower(), c)) for c in text)


def body() -> str:
    """Return the model directive without its header: small letters mostly."""
    text = model_text()
    return text[text.index("Kính gửi") :]


@pytest.mark.parametrize("encoding", [TCVN3, VNI], ids=lambda one: one.name)
@pytest.mark.parametrize("bytes_of", ["utf-8", "cp1252"])
def test_a_text_is_converted(encoding: Encoding, bytes_of: str) -> None:
    shown = body().replace("–", "-")
    data = old(encoding, shown).encode(bytes_of)
    document = extract(data, "in.txt")

    assert document.text.lower() == shown.lower()
    assert document.notes == (
        f"its letters were {encoding.name}; compare them with the original",
    )


def test_a_text_of_vietnamese_windows() -> None:
    tones = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
    written = ""
    for letter in body():
        marks = unicodedata.normalize("NFD", letter)
        tone = "".join(mark for mark in marks if mark in tones)
        base = "".join(mark for mark in marks if mark not in tones)
        written += unicodedata.normalize("NFC", base) + tone
    document = extract(written.encode("cp1258"), "in.txt")

    assert collapse(document.text) == collapse(body())


def test_other_bytes_are_refused_in_one_sentence() -> None:
    with pytest.raises(DocumentError, match=r"^in\.txt: is not UTF-8 \(byte 1\); save"):
        extract("Sở Nội vụ".encode("utf-16-le")[:1] + b"\xff\xfe" * 9, "in.txt")


@pytest.mark.parametrize("bytes_of", ["utf-16", "utf-16-be"])
def test_a_text_in_utf_16(bytes_of: str) -> None:
    begins = "\ufeff" if bytes_of == "utf-16-be" else ""
    data = (begins + body()).encode(bytes_of)

    assert extract(data, "in.txt").text == body()


LEFT = {
    "Unicode": MOTTO * 20,
    "French": "Le régime général à l'égard de la société, où l'été dernier" * 50,
    "a few words": "ViÖt Nam",
    "both": f"{MOTTO * 20} {WRITTEN['TCVN3'][1]}",
}


@pytest.mark.parametrize("text", LEFT.values(), ids=LEFT)
def test_what_is_not_certain_is_left(text: str) -> None:
    assert encoding_of(text) is None


@given(st.lists(st.sampled_from(WRITTEN["VNI"][1].split()), min_size=20), st.data())
def test_pieces_stay_with_their_words(words: list[str], data: st.DataObject) -> None:
    text = " ".join([*WRITTEN["VNI"][1].split() * 2, *words])
    ends = sorted(
        data.draw(st.sets(st.sampled_from([i for i, c in enumerate(text) if c == " "])))
    )
    starts = [0, *(end + 1 for end in ends)]
    pieces = tuple(
        Piece(a, b, Place(paragraph=n))
        for n, (a, b) in enumerate(zip(starts, [*ends, len(text)], strict=True), 1)
    )
    document = converted(Document(text, "docx", pieces))

    for before, after in zip(pieces, document.pieces, strict=True):
        shown = VNI.convert(text[before.start : before.end])
        assert document.text[after.start : after.end] == shown
        assert after.place == before.place


FONTS = {
    ".VnTime": "Cộng hoà",
    "ABCDEF+.VnTimeH": "CỘNG HOÀ",
    ".VnArial NarrowH": "CỘNG HOÀ",
    "Times New Roman": "Céng hoµ",
}


@pytest.mark.parametrize(("font", "shown"), FONTS.items())
def test_a_font_tells_its_letters(font: str, shown: str) -> None:
    assert shown_in(font, "Céng hoµ") == shown
    assert shown_in(font, "Cộng hoà") == "Cộng hoà"


def test_a_word_file_in_old_fonts_reads_as_it_looks() -> None:
    file = docx.Document()
    fonts = file.styles["Normal"].element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:ascii"), ".VnTime")
    head, rest = model_text().split("Kính gửi", 1)
    for line in filter(None, map(str.strip, f"{head}Kính gửi{rest}".split("\n"))):
        run = file.add_paragraph().add_run(old(TCVN3, line))
        if line.isupper():
            run.font.name = ".VnTimeH"
            run.text = old(TCVN3, line.lower())
    document = extract(saved(file), "in.docx")
    reading = read(
        document.text, working_day_on_or_before=WorkCalendar().last_working_day
    )

    assert reading.directive.issuer == "Ủy ban nhân dân tỉnh Cao Bằng"
    assert len(reading.instructions) == 11
    for one in reading.instructions:
        words = document.text[one.span.start : one.span.end]
        assert collapse(words) == collapse(one.text)


def test_the_font_of_a_style_and_of_the_file_count() -> None:
    file = docx.Document()
    file.styles.element.xpath("w:docDefaults//w:rPr")[0].append(
        parse_xml(f'<w:rFonts {nsdecls("w")} w:ascii="VNI-Times"/>')
    )
    fonts = file.styles.element.xpath("w:docDefaults//w:rFonts")
    for one in fonts[:-1]:
        one.getparent().remove(one)
    file.add_paragraph("Sôû Noäi vuï")

    assert extract(saved(file), "in.docx").text.strip() == "Sở Nội vụ"


def test_a_pdf_in_an_old_font_reads_as_it_looks() -> None:
    file = FPDF()
    file.add_font("VNI-Times", fname=font_files["Roboto"])
    file.add_font("Roboto", fname=font_files["RobotoBold"])
    file.add_page()
    file.set_font("VNI-Times", size=14)
    file.cell(0, 10, old(VNI, "Sở Nội vụ rà soát"), new_x="LMARGIN", new_y="NEXT")
    file.set_font("Roboto", size=14)
    file.cell(0, 10, "trước ngày 15/12/2025", new_x="LMARGIN", new_y="NEXT")
    for font in file.fonts.values():
        if font.fontkey == "vni-times":
            font.name = "VNI-Times"
    document = extract(bytes(file.output()), "in.pdf")

    assert document.text.split("\n")[:1] == ["Sở Nội vụ rà soát"]
    assert "trước ngày 15/12/2025" in document.text
