"""The model directive as files of other formats, made by the tests."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
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


def as_docx(*, table: bool = False) -> bytes:
    """Return the model directive as DOCX, with an annexed table when asked."""
    header, body, footer = parts()
    file = docx.Document()
    add_columns(file, header)
    for paragraph in body:
        file.add_paragraph(paragraph)
    add_columns(file, footer)
    if table:
        file.add_page_break()
        title = file.add_paragraph("PHỤ LỤC NHIỆM VỤ")
        title.alignment = WD_ALIGN_PARAGRAPH.CENTER
        add_table(file, TABLE)
    return saved(file)


def saved(file: WordDocument) -> bytes:
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()
