"""Points with fields, tables, annexes and articles: who, when and what of each row."""

from __future__ import annotations

from datetime import date

from small_documents import FOOT, HEAD, instructions, read_text

from directive.model import DeadlineKind, Role


def test_fields_beat_the_sentence_and_cover_the_points_before_them() -> None:
    found = instructions(
        "UBND tỉnh ban hành Kế hoạch như sau:\n"
        "I. NỘI DUNG\n"
        "1. Tập huấn nghiệp vụ\n"
        "- Nội dung: Tổ chức tập huấn cho cán bộ.\n"
        "- Biên soạn tài liệu.\n"
        "- Cơ quan chủ trì: Sở Nội vụ.\n"
        "- Cơ quan phối hợp: Sở Tài chính, UBND các xã, phường.\n"
        "- Thời gian thực hiện: Quý IV/2026.\n"
        "- Sản phẩm: Tài liệu tập huấn.\n"
        "2. Kiểm tra việc thực hiện\n"
        "- Cơ quan thực hiện: Thanh tra tỉnh.\n"
        "- Thời gian: Năm 2026 và các năm tiếp theo.\n",
        kind="KẾ HOẠCH\nTRIỂN KHAI CẢI CÁCH",
        symbol="KH-UBND",
    )
    first = found["I.1.1"]

    assert list(found) == ["I.1.1", "I.1.2", "I.2"]
    assert first.text == "Tổ chức tập huấn cho cán bộ"
    assert (first.agencies, first.role) == (("Sở Nội vụ",), Role.LEAD)
    assert first.coordinating == ("Sở Tài chính", "UBND các xã, phường")
    assert first.deadline.last_day == date(2026, 12, 31)
    assert first.expected_result == "Tài liệu tập huấn"
    assert found["I.1.2"].agencies == ("Sở Nội vụ",)
    assert found["I.2"].agencies == ("Thanh tra tỉnh",)
    assert found["I.2"].deadline.kind is DeadlineKind.ONGOING


TABLE = """
PHỤ LỤC
DANH MỤC NHIỆM VỤ

STT

Nhiệm vụ

Cơ quan chủ trì

Cơ quan phối hợp

Thời gian hoàn
thành

Sản phẩm

I

VỀ TỔ CHỨC BỘ MÁY

1

Xây dựng đề án
sắp xếp tổ chức

Sở Nội vụ

Sở Tài chính;
các sở, ban, ngành

Trước ngày
30/11/2025

Đề án

2

Rà soát nhân sự

Sở Nội vụ

Cơ quan liên quan

Thường xuyên

II

VỀ KINH PHÍ

1

Bố trí ngân sách hằng năm

Sở Tài chính; UBND
cấp xã

2026

Quyết định
"""


def test_a_flattened_table_is_read_row_by_row() -> None:
    text = HEAD.format(symbol="KH-UBND", kind="KẾ HOẠCH\nCẢI CÁCH")
    text += "Kế hoạch như sau:\n1. Sở Nội vụ tổng hợp kết quả thực hiện.\n"
    reading = read_text(text + FOOT + TABLE)
    found = {one.path: one for one in reading.instructions}
    first, second, third = (found[p] for p in ("PL.I.1", "PL.I.2", "PL.II.1"))

    assert list(found) == ["1", "PL.I.1", "PL.I.2", "PL.II.1"]
    assert first.text == "Xây dựng đề án sắp xếp tổ chức"
    assert first.coordinating == ("Sở Tài chính", "các sở, ban, ngành")
    assert first.deadline.last_day == date(2025, 11, 29)
    assert first.expected_result == "Đề án"
    assert second.coordinating == ("Cơ quan liên quan",)
    assert second.deadline.kind is DeadlineKind.ONGOING
    assert second.expected_result is None
    assert third.agencies == ("Sở Tài chính", "UBND cấp xã")
    assert third.coordinating == ()
    assert third.deadline.kind is DeadlineKind.YEAR
    assert third.expected_result == "Quyết định"


def test_an_annexed_plan_is_read_too() -> None:
    text = (
        HEAD.format(symbol="QĐ-UBND", kind="QUYẾT ĐỊNH\nBAN HÀNH KẾ HOẠCH")
        + "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch.\n"
        + FOOT
        + "\nKẾ HOẠCH\nTRIỂN KHAI CẢI CÁCH\n"
        + "I. TỔ CHỨC THỰC HIỆN\n1. Sở Nội vụ hướng dẫn việc thực hiện.\n"
        + "2. Sở Tài chính bố trí kinh phí.\n"
    )
    reading = read_text(text)

    assert [one.path for one in reading.instructions] == ["PL.I.1", "PL.I.2"]


def test_a_time_named_after_a_label_inside_a_point() -> None:
    found = instructions(
        "Chủ tịch UBND tỉnh yêu cầu:\n"
        "1. Sở Y tế rà soát hồ sơ. Thời gian thực hiện: Năm 2026.\n"
        "2. Sở Nội vụ tổng hợp. Thời gian thực hiện: theo lộ trình của Bộ.\n"
    )

    assert found["1"].deadline.last_day == date(2026, 12, 31)
    assert found["2"].deadline.kind is DeadlineKind.NONE
    assert found["2"].deadline.text == "theo lộ trình của Bộ"


def test_chapters_and_articles_of_a_regulation() -> None:
    text = (
        HEAD.format(symbol="QĐ-UBND", kind="QUYẾT ĐỊNH\nBAN HÀNH QUY CHẾ")
        + "Điều 1. Ban hành kèm theo Quyết định này Quy chế.\n"
        + FOOT
        + "\nQUY CHẾ\nPHỐI HỢP\n\nChương I\n\nQUY ĐỊNH CHUNG\n\n"
        + "Điều 1. Phạm vi\n1. Quy chế quy định việc phối hợp.\n\n"
        + "Chương II\n\nTRÁCH NHIỆM\n\nĐiều 2. Sở Nội vụ\n"
        + "1. Hướng dẫn việc thực hiện.\n2. Tổng hợp kết quả.\n"
    )
    reading = read_text(text)

    assert {one.path: one.agencies for one in reading.instructions} == {
        "PL.Đ2.1": ("Sở Nội vụ",),
        "PL.Đ2.2": ("Sở Nội vụ",),
    }
