"""Write a review file: what may be edited, and beside it what the machine read."""

from __future__ import annotations

import hashlib
import json
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from directive.correcting import FIELDS, HEADER

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from directive.model import Deadline, Instruction, Reading

_WIDTH = 92
_ABOUT = """\
Bản đọc của máy, để người rà soát sửa. Sửa giá trị đứng sau dấu hai chấm; sau dấu #
là điều máy đọc và câu chữ làm căn cứ, để đối chiếu. Sửa xong: namro import TỆP_NÀY
Điều văn bản không nói thì để null hoặc [], đừng đoán.
Không xóa mục nào; mục không giao việc cho ai thì ghi generic: true.
Thêm mục máy bỏ sót: chép một mục, đặt path mới và thêm một dòng
  words: "nguyên văn trong văn bản"
Sửa lời văn của một mục (bản quét sai chữ): thêm một dòng text: "lời văn đúng"
role: lead (chủ trì), coordinate (phối hợp), perform (thực hiện).
deadline, kind là một trong các loại:
  fixed: date; thêm inclusive: false khi "trước ngày" (không gồm chính ngày đó)
  relative: anchor (mốc), amount, unit (working_day, day, month, hour)
  recurring: every (day, week, month, quarter, half_year, year), day (ngày trong kỳ)
  month, quarter, half_year, year: last_day; ongoing (thường xuyên); none"""


def sha256_of(source: str) -> str:
    """Return the SHA-256 of a text, as the file store names it."""
    return hashlib.sha256(source.encode()).hexdigest()


def review_text(reading: Reading, source: str, *, name: str, file: str | None) -> str:
    """Return the review file of a reading.

    Args:
        reading: The machine's.
        source: The text that its spans count in.
        name: How the document is called.
        file: Where it lies, seen from the review file; None for standard input.
    """
    lines = [f"# {line}" for line in _ABOUT.splitlines()]
    lines += [
        "",
        "review: 1",
        "source:",
        f"  name: {_json(name)}",
        f"  file: {_json(file)}",
        f"  sha256: {_json(sha256_of(source))}",
        "directive:",
    ]
    for field in HEADER:
        lines.append(_line("  ", field, plain(getattr(reading.directive, field))))
    lines.append("instructions:")
    for one in reading.instructions:
        lines += _instruction(one, source)
    return "\n".join(lines) + "\n"


def deadline_value(deadline: Deadline) -> dict[str, Any]:
    """Return a deadline as the file writes it: its kind, and what is not empty."""
    recurrence = deadline.recurrence
    written = {
        "kind": str(deadline.kind),
        "text": deadline.text,
        "date": _day(deadline.day),
        "last_day": None if deadline.day else _day(deadline.last_day),
        "time": deadline.hour.strftime("%H:%M") if deadline.hour else None,
        "from": _day(deadline.start),
        "every": recurrence.every if recurrence else None,
        "day": recurrence.day if recurrence else None,
        "anchor": deadline.anchor,
        "amount": deadline.amount,
        "unit": deadline.unit,
    }
    kept = {name: value for name, value in written.items() if value is not None}
    return kept if deadline.inclusive else kept | {"inclusive": False}


def _instruction(one: Instruction, source: str) -> Iterator[str]:
    yield ""
    for line in wrap(one.text, _WIDTH):
        yield f"  # | {line}"
    for gap in one.gaps:
        yield f"  # ? {gap.question}"
    yield f"  - path: {_json(one.path)}"
    for field in FIELDS[1:]:  # the words stand above already
        found = one.evidence.get(field, ())
        words = "; ".join(
            f"“{' '.join(source[e.span.start : e.span.end].split())}” ({e.rule})"
            for e in found
        )
        yield _line("    ", field, plain(getattr(one, field)), words)


def _line(indent: str, field: str, value: Any, words: str = "") -> str:  # noqa: ANN401
    written = _json(value)
    beside = f"{written}, theo {words}" if words else written
    return f"{indent}{field}: {written}  # máy đọc: {beside}"


def plain(value: Any) -> Any:  # noqa: ANN401 - any field of the model
    """Return a field of the model as the file writes it."""
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    if hasattr(value, "inclusive"):
        return deadline_value(value)
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return value


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _json(value: Any) -> str:  # noqa: ANN401 - what JSON spells is YAML too
    return json.dumps(value, ensure_ascii=False)
