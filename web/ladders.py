"""What is wrong with a ladder that was typed, said in Vietnamese by its line."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from office.errors import OfficeError
from store.policy_file import PolicyFileError, read_policy

if TYPE_CHECKING:
    from directive.policy import Policy

_PLACED = re.compile(r"(?::(?P<line>\d+):(?P<column>\d+))?: (?P<reason>.*)", re.DOTALL)
_NAMED = re.compile(r"(?P<name>[a-z0-9_.]+): (?P<reason>.*)", re.DOTALL)
REASONS: tuple[tuple[str, str], ...] = (
    (r"(-?\d+) lies further away.*\((\d+)\)", "mốc {0} quá xa, tối đa {1}"),
    (
        r"this ladder counts from its start",
        "thang này đếm từ đầu: mốc phải từ 1 trở lên",
    ),
    (r"only the ladder `check`", "chỉ thang check báo checker, hoặc cấp trên của họ"),
    (r"two steps at (\S+);", "hai mốc cùng ở {0}; hãy bỏ một mốc"),
    (
        r"(\S+) tells (\S+), though (\S+) has told (\S+)",
        "{0} báo {1}, trong khi {2} đã báo cấp cao hơn ({3}) trước đó",
    ),
    (r"Field required", "thiếu mục này"),
    (r"Extra inputs are not permitted", "không có mục nào tên như vậy"),
    (r"Input should be (.*)", "giá trị không đúng; phải là {0}"),
    (r"String should match", "chỉ gồm chữ thường không dấu, chữ số, dấu . và -"),
    (r"String should have|List should have|Tuple should have", "độ dài không đúng"),
    (r"must hold version and ladders", "phải có version và ladders"),
    (r"is larger than", "bản quá dài"),
    (r"is not a YAML file", "không phải YAML"),
)


def read(text: str) -> tuple[Policy, dict[str, Any]]:
    """Return the ladder of a text in YAML, and its document.

    Raises:
        OfficeError: It cannot be used; says line and column.
    """
    if not text:
        raise OfficeError("Hãy dán hoặc gõ thang nhắc việc bằng YAML.")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "thang.yaml"
        path.write_text(text, "utf-8")
        try:
            return read_policy(path)
        except PolicyFileError as fault:
            raise OfficeError(on_screen(str(fault).removeprefix(str(path)))) from None


def on_screen(sentence: str) -> str:
    """Return what the reader says after the file's name as a sentence in Vietnamese."""
    placed = _PLACED.fullmatch(sentence)
    if placed is None:
        return "Không đọc được thang nhắc việc; hãy bắt đầu từ bản đang dùng."
    where = "Thang nhắc việc"
    if placed["line"]:
        where = f"Dòng {placed['line']}, cột {placed['column']}"
    reason = placed["reason"]
    if named := _NAMED.fullmatch(reason):
        where, reason = f"{where}, mục {named['name']}", named["reason"]
    for pattern, said in REASONS:
        if found := re.match(pattern, reason):
            return f"{where}: {said.format(*found.groups())}."
    return f"{where}: không đúng cú pháp YAML; hãy xem dấu cách và dấu hai chấm."
