"""Letters whose bodies are paragraphs only: which of them order, and from where."""

from __future__ import annotations

from datetime import date

import pytest
from small_documents import FOOT, instructions, read_text

from directive.errors import DirectiveError
from directive.model import Instruction, Role

TOP = """VĂN PHÒNG CHÍNH PHỦ
Số: 2011/VPCP-NN
Hà Nội, ngày 11 tháng 3 năm 2026
V/v xử lý kiến nghị của tỉnh Cà Mau

Kính gửi:
- Các Bộ: Nông nghiệp và Môi trường, Tài chính;
- Ủy ban nhân dân tỉnh Cà Mau.

"""
GROUND = (
    "Xét báo cáo của Ủy ban nhân dân tỉnh Cà Mau tại văn bản số 1020/UBND-NNTN về "
    "sạt lở bờ biển, Phó Thủ tướng Chính phủ giao Bộ Nông nghiệp và Môi trường chủ "
    "trì, phối hợp với Bộ Tài chính đề xuất giải pháp, báo cáo Thủ tướng Chính phủ "
    "trước ngày 31 tháng 3 năm 2026."
)
OWN = "Ủy ban nhân dân tỉnh Cà Mau bố trí dự phòng ngân sách để khắc phục."
LAST = "Văn phòng Chính phủ xin thông báo để Quý Cơ quan biết, thực hiện./."


def letter(*paragraphs: str) -> dict[str, Instruction]:
    reading = read_text(TOP + "\n\n".join(paragraphs) + "\n\n" + FOOT)
    return {one.path: one for one in reading.instructions}


def test_a_letter_tells_whom_its_first_paragraph_gives_the_task() -> None:
    found = letter(GROUND, OWN, LAST)

    assert list(found) == ["p1", "p2", "close"]
    assert found["p1"].agencies == ("Bộ Nông nghiệp và Môi trường",)
    assert found["p1"].role is Role.LEAD
    assert found["p1"].deadline.day == date(2026, 3, 31)
    assert found["p2"].agencies == ("Ủy ban nhân dân tỉnh Cà Mau",)
    assert found["close"].generic


def test_a_paragraph_begins_at_its_first_sentence_with_an_order() -> None:
    found = letter(f"Mưa lũ gây thiệt hại lớn tại nhiều nơi. {GROUND}", LAST)

    assert found["p1"].text.startswith("Xét báo cáo của Ủy ban nhân dân tỉnh Cà Mau")


def test_a_letter_that_only_reports_orders_nothing() -> None:
    with pytest.raises(DirectiveError, match="nobody is told to do anything"):
        letter("Mưa lũ gây thiệt hại lớn tại nhiều nơi trên địa bàn tỉnh.")


def test_a_body_with_points_is_no_letter() -> None:
    found = instructions(f"{GROUND}\n\n1. Sở Y tế kiểm tra cơ sở.\n2. Rà soát hồ sơ.\n")

    assert list(found) == ["1", "2"]
