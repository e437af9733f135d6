"""Why a file is not taken in, in one Vietnamese sentence: what is wrong, what to do.

The readers of `store.documents` and `directive.reading` say it in English, for the
command line; here each of their sentences has its own for the screen.
"""

from __future__ import annotations

import re

from directive.errors import SecretDocumentError
from directive.sentence import Sentence

MARKED = Sentence(
    "văn bản có dấu chỉ độ mật nên không được đưa vào hệ thống; không có gì được lưu,"
    " hãy xử lý theo quy định về bảo vệ bí mật nhà nước"
)
SCANNED = Sentence(
    "là bản quét không có lớp chữ nên không đọc được; hãy gửi bản điện tử có chữ"
    " (DOCX hoặc PDF)"
)
UNREADABLE = Sentence(
    "không đọc được nội dung; hãy mở bằng phần mềm văn phòng, lưu lại rồi gửi lại"
)
TOO_LONG = Sentence("quá dài; hãy chỉ gửi riêng văn bản chỉ đạo")
_SAID: tuple[tuple[str, Sentence], ...] = (
    (
        r"carries no file that can be read",
        Sentence("gói edXML không có tệp đính kèm đọc được"),
    ),
    (
        r"edXML message without an attachment",
        Sentence("gói edXML không có tệp đính kèm"),
    ),
    (r"no whole edXML", Sentence("gói edXML bị hỏng; hãy đề nghị nơi gửi gửi lại")),
    (r"\bis empty", Sentence("tệp rỗng; hãy chọn tệp có nội dung văn bản")),
    (
        r"larger than (\d+) MB",
        Sentence("lớn hơn {a} MB; hãy chỉ gửi riêng văn bản chỉ đạo"),
    ),
    (
        r"old Word file",
        Sentence("là tệp Word đời cũ (.doc); hãy lưu thành DOCX rồi gửi lại"),
    ),
    (r"an RTF file", Sentence("là tệp RTF; hãy lưu thành DOCX rồi gửi lại")),
    (r"holds no words", Sentence("không có chữ nào đọc được; hãy gửi bản có chữ")),
    (
        r"pages? (.+?) (?:is|are) (?:a )?scanned",
        Sentence(
            "trang {a} là bản quét không có lớp chữ nên không đọc được; hãy gửi bản"
            " điện tử có chữ (DOCX hoặc PDF)"
        ),
    ),
    (r"is a scan that", SCANNED),
    (
        r"read by OCR",
        Sentence("trang quét đã được nhận dạng chữ tự động; hãy đối chiếu bản gốc"),
    ),
    (
        r"is not text|is not UTF-8",
        Sentence(
            "không phải loại tệp được nhận: DOCX, ODT, PDF, edXML hoặc văn bản thuần"
            " (UTF-8)"
        ),
    ),
    (
        r"a ZIP file, but no",
        Sentence(
            "là tệp nén, không phải loại tệp được nhận: DOCX, ODT, PDF, edXML hoặc"
            " văn bản thuần (UTF-8)"
        ),
    ),
    (r"locked with a password", Sentence("có mật khẩu; hãy bỏ mật khẩu rồi gửi lại")),
    (
        r"has (\d+) pages",
        Sentence("có {a} trang, quá dài; hãy chỉ gửi riêng văn bản chỉ đạo"),
    ),
    (r"takes longer|holds more letters", TOO_LONG),
    (
        r"unpacks to",
        Sentence("giải nén ra quá lớn so với một văn bản; hãy lưu lại tệp mới"),
    ),
    (
        r"entities of its own",
        Sentence("chứa khai báo không an toàn; hãy chép sang tệp mới"),
    ),
    (r"no whole (\w+)", Sentence("tệp {a} bị hỏng; hãy mở, lưu lại rồi gửi lại")),
    (
        r"“([^”]+)” names a day that does not exist",
        Sentence("ghi ngày không có thật (“{a}”); hãy sửa văn bản rồi gửi lại"),
    ),
    (
        r"nobody is told to do anything",
        Sentence("không thấy nội dung nào giao việc; hãy gửi toàn văn văn bản chỉ đạo"),
    ),
    (r"has more than \d+", TOO_LONG),
    (
        r"^not a directive",
        Sentence(
            "không nhận ra đây là văn bản chỉ đạo: không có số, tên loại hay “Kính gửi”"
        ),
    ),
    (r"“([^”]+)” is not read", Sentence("tệp đính kèm “{a}” không được đọc")),
    (
        r"the envelope gives the number (.+), the text (?:says (.+)|leaves)",
        Sentence("gói tin edXML ghi số {a}, trong văn bản ghi {b}"),
    ),
    (
        r"the envelope gives the symbol (.+), the text (?:says (.+)|leaves)",
        Sentence("gói tin edXML ghi ký hiệu {a}, trong văn bản ghi {b}"),
    ),
    (
        r"the envelope gives the day of issue (.+), the text (?:says (.+)|leaves)",
        Sentence("gói tin edXML ghi ngày {a}, trong văn bản ghi {b}"),
    ),
)


def sentence(name: str, fault: Exception) -> Sentence:
    """Return why the file of this name is refused, for a page."""
    marked = isinstance(fault, SecretDocumentError)
    why = MARKED if marked else said(str(fault).removeprefix(f"{name}: "))
    return Sentence("Tệp “{name}”: {why}.", name=name, why=why)


def said(words: str) -> Sentence:
    """Return what the readers say, in Vietnamese, without a full stop."""
    for pattern, sentence_ in _SAID:
        if found := re.search(pattern, words):
            return sentence_.filled(*found.groups(Sentence("để trống")))
    return UNREADABLE
