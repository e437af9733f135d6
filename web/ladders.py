"""What is wrong with a ladder that was typed, said in Vietnamese by its line."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from directive.sentence import Sentence
from office.errors import OfficeError
from store.policy_file import PolicyFileError, read_policy

if TYPE_CHECKING:
    from directive.policy import Policy

_PLACED = re.compile(r"(?::(?P<line>\d+):(?P<column>\d+))?: (?P<reason>.*)", re.DOTALL)
_NAMED = re.compile(r"(?P<name>[a-z0-9_.]+): (?P<reason>.*)", re.DOTALL)
REASONS: tuple[tuple[str, Sentence], ...] = (
    (r"(-?\d+) lies further away.*\((\d+)\)", Sentence("mốc {a} quá xa, tối đa {b}")),
    (
        r"this ladder counts from its start",
        Sentence("thang này đếm từ đầu: mốc phải từ 1 trở lên"),
    ),
    (
        r"only the ladder `check`",
        Sentence("chỉ thang check báo checker, hoặc cấp trên của họ"),
    ),
    (r"two steps at (\S+);", Sentence("hai mốc cùng ở {a}; hãy bỏ một mốc")),
    (
        r"(\S+) tells (\S+), though (\S+) has told (\S+)",
        Sentence("{a} báo {b}, trong khi {c} đã báo cấp cao hơn ({d}) trước đó"),
    ),
    (r"Field required", Sentence("thiếu mục này")),
    (r"Extra inputs are not permitted", Sentence("không có mục nào tên như vậy")),
    (r"Input should be (.*)", Sentence("giá trị không đúng; phải là {a}")),
    (
        r"String should match",
        Sentence("chỉ gồm chữ thường không dấu, chữ số, dấu . và -"),
    ),
    (
        r"String should have|List should have|Tuple should have",
        Sentence("độ dài không đúng"),
    ),
    (r"must hold version and ladders", Sentence("phải có version và ladders")),
    (r"is larger than", Sentence("bản quá dài")),
    (r"is not a YAML file", Sentence("không phải YAML")),
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


def on_screen(sentence: str) -> Sentence:
    """Return what the reader says after the file's name as a sentence in Vietnamese."""
    placed = _PLACED.fullmatch(sentence)
    if placed is None:
        return Sentence("Không đọc được thang nhắc việc; hãy bắt đầu từ bản đang dùng.")
    where = Sentence("Thang nhắc việc")
    if placed["line"]:
        where = Sentence(
            "Dòng {row}, cột {column}", row=placed["line"], column=placed["column"]
        )
    reason = placed["reason"]
    if named := _NAMED.fullmatch(reason):
        where = Sentence("{where}, mục {name}", where=where, name=named["name"])
        reason = named["reason"]
    return Sentence("{where}: {why}.", where=where, why=why(reason))


def why(reason: str) -> Sentence:
    """Return what the reader says is wrong with one step or field, in Vietnamese."""
    for pattern, said in REASONS:
        if found := re.match(pattern, reason):
            return said.filled(*found.groups())
    return Sentence("không đúng cú pháp YAML; hãy xem dấu cách và dấu hai chấm")
