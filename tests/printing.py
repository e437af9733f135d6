"""The model directive as files of other formats, made by the tests."""

from __future__ import annotations

import base64
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import docx
import odfdo
from docx.enum.text import WD_ALIGN_PARAGRAPH
from font_roboto import font_files
from fpdf import FPDF
from model_office import model_text

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.table import _Cell

BEGINS = re.compile(
    r"-|\d+\.|Căn cứ nhiệm|Nơi nhận|KT\.|PHÓ|Trịnh|Kính|Cao Bằng, |V/v|Số:|Độc|CỘNG"
    r"|TỈNH|ỦY|Thực hiện Luật"
)  # a line that begins a paragraph of its own
TABLE = [
    ["STT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời gian", "Sản phẩm"],
    ["I", "VỀ TỔ CHỨC BỘ MÁY", "", "", "", ""],
    ["1", "Xây dựng đề án sắp xếp", "Sở Nội vụ", "Sở Tài chính", "30/11/2025", "Đề án"],
    ["2", "Rà soát nhân sự", "Sở Nội vụ", "", "Thường xuyên", ""],
    ["II", "VỀ KINH PHÍ", "", "", "", ""],
    ["1", "Bố trí ngân sách", "Sở Tài chính", "", "2026", "Quyết định"],
]


def paragraphs() -> list[str]:
    """Return the model directive's paragraphs, its wraps undone."""
    found: list[str] = []
    for line in filter(None, map(str.strip, model_text().split("\n"))):
        if found and not BEGINS.match(line):
            found[-1] += f" {line}"
        else:
            found.append(line)
    return found


def parts() -> tuple[list[list[str]], list[str], list[list[str]]]:
    """Return the header's two columns, the body, and the footer's two columns."""
    all_ = paragraphs()
    kinh, noi, ky = (
        next(i for i, one in enumerate(all_) if one.startswith(start))
        for start in ("Kính gửi", "Nơi nhận", "KT.")
    )
    left = [all_[0], all_[1], *all_[4 : kinh - 1]]
    right = [all_[2], all_[3], all_[kinh - 1]]
    return [left, right], all_[kinh:noi], [all_[noi:ky], all_[ky:]]


def fill(cell: _Cell, lines: list[str]) -> None:
    cell.text = lines[0]
    for line in lines[1:]:
        cell.add_paragraph(line)


def add_columns(file: WordDocument, columns: list[list[str]]) -> None:
    table = file.add_table(rows=1, cols=len(columns))
    for cell, lines in zip(table.rows[0].cells, columns, strict=True):
        fill(cell, lines)


def add_table(file: WordDocument, rows: list[list[str]]) -> None:
    table = file.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words


def as_docx(*, table: bool = False, automatic: bool = False) -> bytes:
    """Return the model directive as DOCX.

    Args:
        table: Whether a table of tasks is annexed.
        automatic: Whether Word counts the points and sets the dots before them.
    """
    header, body, footer = parts()
    file = docx.Document()
    add_columns(file, header)
    ordering = False
    for paragraph in body:
        mark, _, words = paragraph.partition(" ")
        style = {"-": "List Bullet"}.get(mark, "List Number")
        if automatic and ordering and re.fullmatch(r"-|\d+\.", mark):
            file.add_paragraph(words, style=style)
        else:
            file.add_paragraph(paragraph)
        ordering = ordering or paragraph.endswith("như sau:")
    add_columns(file, footer)
    if table:
        file.add_page_break()
        title = file.add_paragraph("PHỤ LỤC NHIỆM VỤ")
        title.alignment = WD_ALIGN_PARAGRAPH.CENTER
        add_table(file, TABLE)
    return saved(file)


def as_odt(*, table: bool = False) -> bytes:
    """Return the model directive as ODT, with an annexed table when asked."""
    header, body, footer = parts()
    file = odfdo.Document("text")
    file.body.clear()
    add_odt_columns(file, header)
    for paragraph in body:
        file.body.append(odfdo.Paragraph(paragraph))
    add_odt_columns(file, footer)
    if table:
        file.body.append(odfdo.Paragraph("PHỤ LỤC NHIỆM VỤ"))
        add_odt_table(file, TABLE)
    return saved_odt(file)


def add_odt_columns(file: odfdo.Document, columns: list[list[str]]) -> None:
    table = odfdo.Table("columns")
    row = odfdo.Row()
    for lines in columns:
        cell = odfdo.Cell()
        for line in lines:
            cell.append(odfdo.Paragraph(line))
        row.append_cell(cell)
    table.append_row(row)
    file.body.append(table)


def add_odt_table(file: odfdo.Document, rows: list[list[str]]) -> None:
    table = odfdo.Table("tasks")
    for values in rows:
        row = odfdo.Row()
        for words in values:
            cell = odfdo.Cell()
            cell.append(odfdo.Paragraph(words))
            row.append_cell(cell)
        table.append_row(row)
    file.body.append(table)


def saved_odt(file: odfdo.Document) -> bytes:
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class Look:
    """How a PDF is printed."""

    size: float = 14
    after: float = 2  # millimetres after a paragraph
    footer: str = ""


class Print(FPDF):
    """A page as Nghị định 30/2020 has it: 30 mm left, the number at the top."""

    def __init__(self, look: Look) -> None:
        super().__init__(format="A4")
        self.look = look
        self.set_margins(30, 20, 15)
        self.set_auto_page_break(auto=True, margin=20)
        self.add_font("Roboto", fname=font_files["Roboto"])
        self.add_font("Roboto", "B", fname=font_files["RobotoBold"])
        self.set_font("Roboto", size=look.size)
        self.add_page()

    def header(self) -> None:
        if self.page_no() > 1:
            self.set_y(10)
            self.cell(0, 6, str(self.page_no()), align="C")
            self.set_y(20)

    def footer(self) -> None:
        if self.look.footer:
            self.set_y(-12)
            self.cell(0, 6, self.look.footer.format(self.page_no()))

    def columns(self, columns: list[list[str]], widths: tuple[float, float]) -> None:
        """Print two columns, each line centred in its own."""
        top, bottom, left = self.get_y(), self.get_y(), 30.0
        for lines, width in zip(columns, widths, strict=True):
            self.set_y(top)
            for line in lines:
                self.set_x(left)
                self.multi_cell(
                    width, 6, line, align="C", new_x="LMARGIN", new_y="NEXT"
                )
            bottom = max(bottom, self.get_y())
            left += width
        self.set_y(bottom + 4)

    def paragraph(self, words: str) -> None:
        self.multi_cell(0, 7, f"        {words}", new_x="LMARGIN", new_y="NEXT")
        self.ln(self.look.after)


def as_pdf(look: Look = Look(), *, table: int = 0) -> bytes:
    """Return the model directive as PDF, a table of so many rows annexed."""
    header, body, footer = parts()
    file = Print(look)
    file.set_font_size(12)
    file.columns(header, (65, 100))
    file.set_font_size(look.size)
    for paragraph in body:
        file.paragraph(paragraph)
    file.set_font_size(12)
    file.columns(footer, (85, 80))
    if table:
        file.add_page()
        file.cell(0, 7, "PHỤ LỤC NHIỆM VỤ", align="C", new_x="LMARGIN", new_y="NEXT")
        file.ln(4)
        with file.table(col_widths=(10, 50, 25, 25, 25, 25), line_height=6) as printed:
            for row in long_table(table):
                cells = printed.row()
                for words in row:
                    cells.cell(words)
    return bytes(file.output())


def long_table(rows: int) -> list[list[str]]:
    """Return a table of tasks with so many numbered rows."""
    task = "Xây dựng đề án sắp xếp tổ chức bộ máy của cơ quan và địa phương lần {}"
    return [
        TABLE[0],
        *(
            [
                str(n),
                task.format(n),
                "Sở Nội vụ",
                "Sở Tài chính",
                "Quý IV/2025",
                "Đề án",
            ]
            for n in range(1, rows + 1)
        ),
    ]


ENVELOPE = """<?xml version="1.0" encoding="utf-8"?>
<{p}edXML {ns}="{uri}"><{p}edXMLEnvelope><{p}edXMLHeader><{p}MessageHeader>
<{p}From><{p}OrganName>UBND tỉnh Cao Bằng</{p}OrganName></{p}From>
<{p}Code><{p}CodeNumber>{number}</{p}CodeNumber>
<{p}CodeNotation>UBND-VX</{p}CodeNotation></{p}Code>
<{p}PromulgationInfo><{p}PromulgationDate>2025/08/20</{p}PromulgationDate>
</{p}PromulgationInfo><{p}Subject>an toàn lao động</{p}Subject>
<{p}DueDate>2025/12/15</{p}DueDate>
<{p}ResponseFor><{p}Code><{p}CodeNumber>1</{p}CodeNumber></{p}Code></{p}ResponseFor>
</{p}MessageHeader></{p}edXMLHeader></{p}edXMLEnvelope>
<{p}AttachmentEncoded>{files}</{p}AttachmentEncoded></{p}edXML>"""
ATTACHED = """<{p}Attachment><{p}AttachmentName>{name}</{p}AttachmentName>
<{p}ContentTransferEncoded>{content}</{p}ContentTransferEncoded></{p}Attachment>"""


def as_edxml(
    *files: tuple[str, bytes], prefix: str = "edXML:", number: str = "2345"
) -> bytes:
    """Return an edXML message that carries some files; the DOCX when none is given."""
    attached = "".join(
        ATTACHED.format(
            p=prefix, name=name, content=base64.encodebytes(content).decode()
        )
        for name, content in files or (("cong-van.docx", as_docx()),)
    )
    return ENVELOPE.format(
        p=prefix,
        ns="xmlns:edXML" if prefix else "xmlns",
        uri="http://www.mic.gov.vn/TBT/QCVN_102_2016",
        number=number,
        files=attached,
    ).encode()


def saved(file: WordDocument) -> bytes:
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()
