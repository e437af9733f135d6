"""Small documents around a body, for tests that ask what is read from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from directive.calendar import WorkCalendar
from directive.reading.encode import read

if TYPE_CHECKING:
    from directive.model import Instruction, Reading

HEAD = """ỦY BAN NHÂN DÂN
TỈNH CAO BẰNG
Số: 12/{symbol}
Cao Bằng, ngày 05 tháng 11 năm 2025
{kind}
"""
FOOT = """
Nơi nhận:
- Như trên;
- Lưu: VT.
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Nguyễn Văn An
"""


def read_text(text: str) -> Reading:
    """Read a whole text with Vietnam's working days."""
    return read(text, working_day_on_or_before=WorkCalendar().last_working_day)


def document(
    body: str, *, kind: str = "CHỈ THỊ\nVỀ CÔNG TÁC CẢI CÁCH", symbol: str = "CT-UBND"
) -> str:
    """Return a document of a kind with a header, the body and a signature."""
    return HEAD.format(symbol=symbol, kind=kind) + "\n" + body + FOOT


def instructions(
    body: str, *, kind: str = "CHỈ THỊ\nVỀ CÔNG TÁC CẢI CÁCH", symbol: str = "CT-UBND"
) -> dict[str, Instruction]:
    """Return the instructions of a small document by their paths."""
    reading = read_text(document(body, kind=kind, symbol=symbol))
    return {one.path: one for one in reading.instructions}


def plan(body: str) -> dict[str, Instruction]:
    """Return the instructions of a small plan (Kế hoạch) by their paths."""
    return instructions(body, kind="KẾ HOẠCH\nTRIỂN KHAI CẢI CÁCH", symbol="KH-UBND")


def point(words: str, *, under: str = "Sở Nội vụ") -> Instruction:
    """Return the instruction of one bullet under an agency's heading."""
    body = f"Chủ tịch UBND tỉnh yêu cầu:\n1. {under}:\n- {words}.\n- Kiểm tra cơ sở.\n"
    return instructions(body)["1.1"]
