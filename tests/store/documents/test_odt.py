"""An ODT file reads as an office program shows it: lists, tables, capitals."""

from __future__ import annotations

import io
import zipfile

import odfdo
import pytest
from printing import TABLE, add_odt_table, as_odt, saved_odt

from store.documents import DocumentError, extract

NUMBERED = """
<text:list-style style:name="N">
  <text:list-level-style-number text:level="1" style:num-format="1"
    style:num-suffix="."/>
  <text:list-level-style-number text:level="2" style:num-format="a"
    style:num-suffix=")"/>
  <text:list-level-style-bullet text:level="3" text:bullet-char="–"/>
</text:list-style>
"""
NAMED = ' text:style-name="N"'
LISTED = """
<style:style style:name="L" style:family="paragraph" style:list-style-name="N"/>
"""
OUTLINE = """
<text:outline-style style:name="Outline">
  <text:outline-level-style text:level="1" style:num-format="I" style:num-suffix="."/>
  <text:outline-level-style text:level="2" style:num-format="1" style:num-suffix="."/>
  <text:outline-level-style text:level="3" style:num-format=""/>
</text:outline-style>
"""
UPPER = """
<style:style style:name="U" style:family="text">
  <style:text-properties fo:text-transform="uppercase"/>
</style:style>
"""


def file_of(*blocks: str) -> odfdo.Document:
    file = odfdo.Document("text")
    file.body.clear()
    for style in (NUMBERED, UPPER, LISTED):
        file.insert_style(odfdo.Element.from_tag(style), automatic=True)
    styles = file.get_part("styles.xml")
    for old in styles.get_elements("//text:outline-style"):
        old.parent.append(odfdo.Element.from_tag(OUTLINE))
        old.delete()
    for block in blocks:
        file.body.append(odfdo.Element.from_tag(block))
    return file


def lines(*blocks: str) -> list[str]:
    text = extract(saved_odt(file_of(*blocks)), "in.odt").text
    return [line for line in text.split("\n") if line]


def points(*items: str, more: str = "") -> str:
    inner = "".join(f"<text:list-item>{one}</text:list-item>" for one in items)
    return f"<text:list{NAMED}{more}>{inner}</text:list>"


H = '<text:h text:outline-level="{}">x</text:h>'
P = "<text:p>x</text:p>"
BOX = "<draw:frame><draw:text-box><text:p>HỎA TỐC</text:p></draw:text-box></draw:frame>"
SHOWN = {
    "numbers": ([points(P, P)], ["1. x", "2. x"]),
    "letters and dashes inside": (
        [points(P + points(P, P + points(P)), P)],
        ["1. x", "a) x", "b) x", "- x", "2. x"],
    ),
    "a new list begins again": ([points(P), points(P)], ["1. x", "1. x"]),
    "a list that goes on": (
        [points(P), P, points(P, more=' text:continue-numbering="true"')],
        ["1. x", "x", "2. x"],
    ),
    "a point with a number of its own": (
        [points(P, P).replace("item>", 'item text:start-value="4">', 1)],
        ["4. x", "5. x"],
    ),
    "a list that the style of its paragraphs names": (
        [points('<text:p text:style-name="L">x</text:p>').replace(NAMED, "")],
        ["1. x"],
    ),
    "headings that count": (
        [H.format(1), H.format(2), H.format(2), H.format(1), H.format(3)],
        ["I. x", "1. x", "2. x", "II. x", "x"],
    ),
    "a heading that is left out": (
        [H.format(1).replace(">x", ' text:is-list-header="true">x'), H.format(1)],
        ["x", "I. x"],
    ),
    "blanks, tabs and breaks": (
        ['<text:p>a<text:s text:c="3"/>b<text:tab/>c<text:line-break/>d</text:p>'],
        ["a   b\tc", "d"],
    ),
    "capitals": (
        ['<text:p>x <text:span text:style-name="U">chỉ thị</text:span> y</text:p>'],
        ["x CHỈ THỊ y"],
    ),
    "a heading and a section": (
        ["<text:h>I. NHIỆM VỤ</text:h>", f"<text:section>{P}</text:section>"],
        ["I. NHIỆM VỤ", "x"],
    ),
    "a text box": ([f"<text:p>{BOX}Kính gửi</text:p>"], ["Kính gửi"]),
    "a note": (
        [
            "<text:p>x<text:note><text:note-body>y</text:note-body></text:note>z</text:p>"
        ],
        ["xz"],
    ),
}


@pytest.mark.parametrize(("blocks", "shown"), SHOWN.values(), ids=SHOWN)
def test_what_an_office_program_shows(blocks: list[str], shown: list[str]) -> None:
    assert lines(*blocks) == shown


def test_a_text_box_is_named() -> None:
    document = extract(saved_odt(file_of(f"<text:p>{BOX}x</text:p>")), "in.odt")

    assert document.notes == ("a text box is not read: “HỎA TỐC”",)


def test_a_table_of_tasks_keeps_its_rows_and_places() -> None:
    file = odfdo.Document("text")
    file.body.clear()
    add_odt_table(file, TABLE)
    table = file.body.get_tables()[0]
    table.set_span((2, 2, 2, 3))
    document = extract(saved_odt(file), "in.odt")
    rows = [line.split("\t") for line in document.text.split("\n") if line]

    assert rows == TABLE
    place = document.place(document.text.index("Thường xuyên"))
    assert (place.table, place.row, place.column) == (1, 4, 5)


def test_external_entities_are_refused() -> None:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(as_odt())) as old,
        zipfile.ZipFile(out, "w") as new,
    ):
        for part in old.infolist():
            data = old.read(part)
            if part.filename == "content.xml":
                data = (
                    b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
                )
            new.writestr(part, data)

    with pytest.raises(DocumentError, match=r"^in\.odt: declares entities"):
        extract(out.getvalue(), "in.odt")
