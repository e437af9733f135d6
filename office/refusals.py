"""Why a file is not taken in, in one Vietnamese sentence: what is wrong, what to do.

The readers of `store.documents` and `directive.reading` say it in English, for the
command line; here each of their sentences has its own for the screen.
"""

from __future__ import annotations

import re

from directive.errors import SecretDocumentError

FORMATS = "DOCX, ODT, PDF, edXML hoặc văn bản thuần (UTF-8)"
MARKED = (
    "văn bản có dấu chỉ độ mật nên không được đưa vào hệ thống; không có gì được lưu,"
    " hãy xử lý theo quy định về bảo vệ bí mật nhà nước"
)
SCANNED = (
    "là bản quét không có lớp chữ nên không đọc được; hãy gửi bản điện tử có chữ"
    " (DOCX hoặc PDF)"
)
UNREADABLE = (
    "không đọc được nội dung; hãy mở bằng phần mềm văn phòng, lưu lại rồi gửi lại"
)
_SAID = (
    (r"carries no file that can be read", "gói edXML không có tệp đính kèm đọc được"),
    (r"edXML message without an attachment", "gói edXML không có tệp đính kèm"),
    (r"no whole edXML", "gói edXML bị hỏng; hãy đề nghị nơi gửi gửi lại"),
    (r"\bis empty", "tệp rỗng; hãy chọn tệp có nội dung văn bản"),
    (r"larger than (\d+) MB", "lớn hơn {0} MB; hãy chỉ gửi riêng văn bản chỉ đạo"),
    (r"old Word file", "là tệp Word đời cũ (.doc); hãy lưu thành DOCX rồi gửi lại"),
    (r"an RTF file", "là tệp RTF; hãy lưu thành DOCX rồi gửi lại"),
    (r"holds no words", "không có chữ nào đọc được; hãy gửi bản có chữ"),
    (r"pages? (.+?) (?:is|are) (?:a )?scanned", f"trang {{0}} {SCANNED}"),
    (r"is a scan that", SCANNED),
    (r"read by OCR", "trang quét đã được nhận dạng chữ tự động; hãy đối chiếu bản gốc"),
    (r"is not text|is not UTF-8", f"không phải loại tệp được nhận: {FORMATS}"),
    (r"a ZIP file, but no", f"là tệp nén, không phải loại tệp được nhận: {FORMATS}"),
    (r"locked with a password", "có mật khẩu; hãy bỏ mật khẩu rồi gửi lại"),
    (r"has (\d+) pages", "có {0} trang, quá dài; hãy chỉ gửi riêng văn bản chỉ đạo"),
    (r"takes longer|holds more letters", "quá dài; hãy chỉ gửi riêng văn bản chỉ đạo"),
    (r"unpacks to", "giải nén ra quá lớn so với một văn bản; hãy lưu lại tệp mới"),
    (r"entities of its own", "chứa khai báo không an toàn; hãy chép sang tệp mới"),
    (r"no whole (\w+)", "tệp {0} bị hỏng; hãy mở, lưu lại rồi gửi lại"),
    (
        r"“([^”]+)” names a day that does not exist",
        "ghi ngày không có thật (“{0}”); hãy sửa văn bản rồi gửi lại",
    ),
    (
        r"nobody is told to do anything",
        "không thấy nội dung nào giao việc; hãy gửi toàn văn văn bản chỉ đạo",
    ),
    (r"has more than \d+", "quá dài; hãy chỉ gửi riêng văn bản chỉ đạo"),
    (
        r"^not a directive",
        "không nhận ra đây là văn bản chỉ đạo: không có số, tên loại hay “Kính gửi”",
    ),
    (r"“([^”]+)” is not read", "tệp đính kèm “{0}” không được đọc"),
    *(
        (
            rf"the envelope gives the {english} (.+), the text (?:says (.+)|leaves)",
            f"gói tin edXML ghi {vietnamese} {{0}}, trong văn bản ghi {{1}}",
        )
        for english, vietnamese in (
            ("number", "số"),
            ("symbol", "ký hiệu"),
            ("day of issue", "ngày"),
        )
    ),
)


def sentence(name: str, fault: Exception) -> str:
    """Return why the file of this name is refused, for a page."""
    if isinstance(fault, SecretDocumentError):
        return f"Tệp “{name}”: {MARKED}."
    return f"Tệp “{name}”: {said(str(fault).removeprefix(f'{name}: '))}."


def said(words: str) -> str:
    """Return what the readers say, in Vietnamese, without a full stop."""
    for pattern, sentence_ in _SAID:
        if found := re.search(pattern, words):
            return sentence_.format(*found.groups("để trống"))
    return UNREADABLE
