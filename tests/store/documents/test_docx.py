"""A DOCX file reads as Word shows it: numbers, tables, capitals, no text boxes."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from printing import TABLE, add_table, as_docx, saved

from directive.calendar import WorkCalendar
from directive.reading.encode import read
from store.documents import DocumentError, Place, extract

if TYPE_CHECKING:
    from collections.abc import Callable

    from docx.document import Document as WordDocument

W = nsdecls("w")
LISTS = f"""
<w:abstractNum {W} w:abstractNumId="90">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>
    <w:lvlText w:val="%1."/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/>
    <w:lvlText w:val="%2)"/></w:lvl>
  <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/>
    <w:lvlText w:val="%1.%3."/></w:lvl>
  <w:lvl w:ilvl="3"><w:numFmt w:val="bullet"/><w:lvlText w:val="–"/></w:lvl>
  <w:lvl w:ilvl="4"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl>
  <w:lvl w:ilvl="5"><w:start w:val="4"/><w:numFmt w:val="upperRoman"/>
    <w:lvlText w:val="%6."/></w:lvl>
</w:abstractNum>
"""


def counted(*points: tuple[int, int]) -> WordDocument:
    """Return a file of points "x", each (list, level), counted by Word."""
    file = docx.Document()
    element = file.part.numbering_part.element
    element.insert(0, parse_xml(LISTS))
    for number, start in ((91, ""), (92, '<w:startOverride w:val="1"/>')):
        element.append(
            parse_xml(
                f'<w:num {W} w:numId="{number}"><w:abstractNumId w:val="90"/>'
                f'<w:lvlOverride w:ilvl="0">{start}</w:lvlOverride></w:num>'
            )
        )
    for list_, level in points:
        properties = file.add_paragraph("x")._p.get_or_add_pPr()
        properties.append(
            parse_xml(
                f'<w:numPr {W}><w:ilvl w:val="{level}"/>'
                f'<w:numId w:val="{list_}"/></w:numPr>'
            )
        )
    return file


def lines(file: WordDocument) -> list[str]:
    text = extract(saved(file), "in.docx").text
    return [line for line in text.split("\n") if line]


COUNTED = {
    "numbers": ([(91, 0), (91, 0)], ["1. x", "2. x"]),
    "letters below begin again": (
        [(91, 0), (91, 1), (91, 1), (91, 0), (91, 1)],
        ["1. x", "a) x", "b) x", "2. x", "a) x"],
    ),
    "two levels in one number": (
        [(91, 0), (91, 0), (91, 2)],
        ["1. x", "2. x", "2.1. x"],
    ),
    "dashes and dots": ([(91, 3), (91, 4)], ["- x", "• x"]),
    "Roman from four": ([(91, 5), (91, 5)], ["IV. x", "V. x"]),
    "a list of its own": ([(91, 0), (91, 0), (92, 0)], ["1. x", "2. x", "1. x"]),
    "no list": ([(0, 0), (77, 0)], ["x", "x"]),
}


@pytest.mark.parametrize(("points", "shown"), COUNTED.values(), ids=COUNTED)
def test_numbers_that_word_counts(
    points: list[tuple[int, int]], shown: list[str]
) -> None:
    assert lines(counted(*points)) == shown


HEADINGS = f"""
<w:abstractNum {W} w:abstractNumId="80">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/>
    <w:pStyle w:val="Heading1"/><w:lvlText w:val="%1."/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/>
    <w:pStyle w:val="Heading2"/><w:isLgl/><w:lvlText w:val="%1.%2."/></w:lvl>
</w:abstractNum>
"""


def test_headings_are_counted_by_their_styles() -> None:
    file = docx.Document()
    element = file.part.numbering_part.element
    element.insert(0, parse_xml(HEADINGS))
    element.append(
        parse_xml(f'<w:num {W} w:numId="80"><w:abstractNumId w:val="80"/></w:num>')
    )
    for style in ("Heading 1", "Heading 2"):
        properties = file.styles[style].element.get_or_add_pPr()
        properties.append(parse_xml(f'<w:numPr {W}><w:numId w:val="80"/></w:numPr>'))
    for level in (1, 2, 2, 1):
        file.add_heading("x", level)
    file.add_heading("", 1)
    file.add_heading("y", 2)

    assert lines(file) == ["I. x", "1.1. x", "1.2. x", "II. x", "3.1. y"]


def test_a_list_may_be_one_of_a_style() -> None:
    file = counted((91, 0), (93, 1))
    element = file.part.numbering_part.element
    lists = element.xpath("w:abstractNum[@w:abstractNumId='90']")[0]
    lists.insert(0, parse_xml(f'<w:styleLink {W} w:val="Listed"/>'))
    element.insert(
        0,
        parse_xml(
            f'<w:abstractNum {W} w:abstractNumId="89">'
            '<w:numStyleLink w:val="Listed"/></w:abstractNum>'
        ),
    )
    element.append(
        parse_xml(f'<w:num {W} w:numId="93"><w:abstractNumId w:val="89"/></w:num>')
    )

    assert lines(file) == ["1. x", "a) x"]


def test_a_style_may_count_too() -> None:
    file = docx.Document()
    for words in ("một", "hai"):
        file.add_paragraph(words, style="List Number")

    assert lines(file) == ["1. một", "2. hai"]


def paragraph(inner: str) -> WordDocument:
    file = docx.Document()
    file.element.body.insert(0, parse_xml(f"<w:p {W}>{inner}</w:p>"))
    return file


BOX = (
    "<w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox>"
    "<w:txbxContent><w:p><w:r><w:t>HỎA TỐC</w:t></w:r></w:p></w:txbxContent>"
    "</v:textbox></v:shape></w:pict></w:r>"
)
SHOWN = {
    "capitals": (
        '<w:r><w:rPr><w:caps w:val="true"/></w:rPr><w:t>chỉ thị</w:t></w:r>',
        ["CHỈ THỊ"],
    ),
    "no capitals": (
        '<w:r><w:rPr><w:caps w:val="0"/></w:rPr><w:t>chỉ thị</w:t></w:r>',
        ["chỉ thị"],
    ),
    "what was struck out": (
        """<w:del><w:r><w:delText>cũ </w:delText></w:r></w:del>
        <w:ins><w:r><w:t>mới</w:t></w:r></w:ins>""",
        ["mới"],
    ),
    "what is hidden": (
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r><w:r><w:t>hiện</w:t></w:r>",
        ["hiện"],
    ),
    "a link": ("<w:hyperlink><w:r><w:t>trang</w:t></w:r></w:hyperlink>", ["trang"]),
    "a field's code": (
        "<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>2</w:t></w:r>",
        ["2"],
    ),
    "breaks and hyphens": (
        """<w:r><w:t>Bến Lức</w:t><w:noBreakHyphen/><w:t>Long Thành</w:t>
        <w:br/><w:t>dòng hai</w:t></w:r>""",
        ["Bến Lức-Long Thành", "dòng hai"],
    ),
    "a text box": (f"{BOX}<w:r><w:t>Kính gửi</w:t></w:r>", ["Kính gửi"]),
}


@pytest.mark.parametrize(("inner", "shown"), SHOWN.values(), ids=SHOWN)
def test_what_word_shows(inner: str, shown: list[str]) -> None:
    assert lines(paragraph(inner)) == shown


def test_a_text_box_is_named() -> None:
    document = extract(saved(paragraph(f"{BOX}<w:r><w:t>x</w:t></w:r>")), "in.docx")

    assert document.notes == ("a text box is not read: “HỎA TỐC”",)


def test_a_table_of_tasks_keeps_its_rows_and_places() -> None:
    file = docx.Document()
    file.add_paragraph("PHỤ LỤC")
    add_table(file, TABLE)
    document = extract(saved(file), "in.docx")

    assert (
        document.text
        == "PHỤ LỤC\n\n" + "".join("\t".join(row) + "\n" for row in TABLE) + "\n"
    )
    at = document.text.index("Thường xuyên")
    place = document.place(at)
    assert (place.table, place.row, place.column) == (1, 4, 5)
    assert document.place(0) == Place(paragraph=1)


def test_a_cell_that_goes_down_stands_in_each_row() -> None:
    file = docx.Document()
    add_table(file, TABLE)
    table = file.tables[0]
    table.cell(3, 2).text = ""
    table.cell(2, 2).merge(table.cell(3, 2))
    table.cell(1, 0).merge(table.cell(1, 0))
    table.cell(4, 1).merge(table.cell(4, 5))
    rows = [line.split("\t") for line in lines(file)]

    assert [row[2] for row in rows[2:4]] == ["Sở Nội vụ", "Sở Nội vụ"]
    assert rows[4] == ["II", "VỀ KINH PHÍ", "", "", "", ""]


def test_rows_are_read_as_instructions() -> None:
    reading = read(
        extract(as_docx(table=True), "in.docx").text,
        working_day_on_or_before=WorkCalendar().last_working_day,
    )
    rows = {one.path: one for one in reading.instructions if one.path.startswith("PL")}

    assert list(rows) == ["PL.I.1", "PL.I.2", "PL.II.1"]
    assert rows["PL.I.1"].text == "Xây dựng đề án sắp xếp"
    assert rows["PL.I.1"].agencies == ("Sở Nội vụ",)
    assert rows["PL.I.1"].coordinating == ("Sở Tài chính",)
    assert rows["PL.I.1"].expected_result == "Đề án"
    assert rows["PL.I.2"].coordinating == ()
    assert rows["PL.I.2"].expected_result is None
    assert rows["PL.II.1"].expected_result == "Quyết định"


def packed(**parts: bytes) -> bytes:
    """Return a DOCX with some parts replaced; "__" stands for "/"."""
    changed = {name.replace("__", "/") + ".xml": data for name, data in parts.items()}
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(as_docx())) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.infolist():
            if part.filename not in changed:
                new.writestr(part, old.read(part))
        for name, data in changed.items():
            new.writestr(name, data)
    return out.getvalue()


ENTITY = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "an external entity": (
        lambda: packed(word__document=ENTITY),
        "declares entities of its own",
    ),
    "the same in UTF-16": (
        lambda: packed(word__styles=ENTITY.decode().encode("utf-16")),
        "declares entities of its own",
    ),
    "a bomb of XML": (
        lambda: packed(word__document=b"<a>" + b" " * 40_000_000 + b"</a>"),
        "unpacks to",
    ),
    "thousands of parts": (
        lambda: packed(**{f"word__p{number}": b"<a/>" for number in range(3_001)}),
        "unpacks to",
    ),
    "a part that is no XML": (lambda: packed(word__document=b"<a"), "no whole DOCX"),
    "another kind of document": (
        lambda: packed(word__document=b"<a/>"),
        "no whole DOCX",
    ),
    "half a file": (lambda: as_docx()[:9_000], "no whole DOCX"),
}


@pytest.mark.parametrize(("made", "reason"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_or_broken_file_is_refused(
    made: Callable[[], bytes], reason: str
) -> None:
    with pytest.raises(DocumentError, match=rf"^in\.docx: .*{reason}"):
        extract(made(), "in.docx")
