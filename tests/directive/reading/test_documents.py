"""Small documents of every make: what becomes an instruction, and whose it is."""

from __future__ import annotations

from datetime import date

import pytest

from directive.calendar import WorkCalendar
from directive.model import DeadlineKind, Instruction, Role
from directive.reading.encode import read

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


def instructions(
    body: str, *, kind: str = "CHỈ THỊ\nVỀ CÔNG TÁC CẢI CÁCH", symbol: str = "CT-UBND"
) -> dict[str, Instruction]:
    text = HEAD.format(symbol=symbol, kind=kind) + "\n" + body + FOOT
    reading = read(text, working_day_on_or_before=WorkCalendar().last_working_day)
    return {one.path: one for one in reading.instructions}


def test_headings_without_a_colon_give_their_agency() -> None:
    found = instructions(
        "Chủ tịch UBND tỉnh yêu cầu:\n"
        "1. Giao Sở Nội vụ\nKhẩn trương rà soát hồ sơ.\n"
        "2. Công an tỉnh\n- Chỉ đạo Công an các xã, phường.\n- Kiểm tra cơ sở.\n"
    )

    assert {p: one.agencies for p, one in found.items()} == {
        "1": ("Sở Nội vụ",),
        "2.1": ("Công an tỉnh",),
        "2.2": ("Công an tỉnh",),
    }
    assert found["1"].text == "Khẩn trương rà soát hồ sơ"


def test_a_body_without_points_is_read_by_its_paragraphs() -> None:
    found = instructions(
        "Chủ tịch UBND tỉnh có ý kiến như sau:\n"
        "Sở Tài chính chủ trì, phối hợp với Sở Nội vụ rà soát, báo cáo UBND tỉnh "
        "trước ngày 15/12/2025.\n"
        "Văn phòng UBND tỉnh thông báo để Sở Tài chính biết, thực hiện./.\n"
    )

    assert list(found) == ["p1", "close"]
    assert found["p1"].role is Role.LEAD
    assert found["p1"].coordinating == ("Sở Nội vụ",)
    assert found["p1"].report_to == "UBND tỉnh"
    assert found["close"].agencies == ("Sở Tài chính",)
    assert found["close"].generic


def test_a_second_actor_gets_an_instruction_of_its_own() -> None:
    found = instructions(
        "Chủ tịch UBND tỉnh yêu cầu:\n"
        "1. Sở Y tế rà soát, gửi báo cáo về Sở Nội vụ trước ngày 05/12/2025. "
        "Trên cơ sở đó, Sở Nội vụ tổng hợp, báo cáo UBND tỉnh trước ngày 10/12/2025.\n"
        "2. Sở Tài chính bố trí kinh phí.\n"
    )

    assert [one.agencies for one in found.values()] == [
        ("Sở Y tế",),
        ("Sở Nội vụ",),
        ("Sở Tài chính",),
    ]
    assert found["1"].deadline.day == date(2025, 12, 5)
    assert found["1/2"].deadline.day == date(2025, 12, 10)


def test_each_agency_that_sets_its_own_house_in_order_is_no_second_actor() -> None:
    found = instructions(
        "Chủ tịch UBND tỉnh yêu cầu:\n"
        "1. Sở Y tế triển khai kế hoạch. Mỗi cơ quan, đơn vị xác định rõ nhiệm vụ.\n"
        "2. Sở Tài chính bố trí kinh phí.\n"
    )

    assert list(found) == ["1", "2"]


def test_a_list_takes_the_agency_of_the_paragraph_that_leads_in() -> None:
    found = instructions(
        "Kết luận như sau:\n\n"
        "I. NHIỆM VỤ\n\n"
        "Đề nghị UBND các xã, phường tập trung thực hiện các nhiệm vụ:\n\n"
        "1. Rà soát quy hoạch.\n\n"
        "2. Kiểm tra cơ sở.\n\n"
        "II. TỔ CHỨC\n\n"
        "1. Sở Nội vụ tổng hợp kết quả.\n\n"
    )

    assert {p: one.agencies for p, one in found.items()} == {
        "I.1": ("UBND các xã, phường",),
        "I.2": ("UBND các xã, phường",),
        "II.1": ("Sở Nội vụ",),
    }


def test_purposes_and_general_contents_of_a_plan_order_nothing() -> None:
    found = instructions(
        "UBND tỉnh ban hành Kế hoạch như sau:\n"
        "I. MỤC ĐÍCH, YÊU CẦU\n"
        "1. Mục đích\n- Nâng cao hiệu quả quản lý.\n"
        "2. Yêu cầu\n- Các sở, ban, ngành triển khai đồng bộ.\n"
        "II. NỘI DUNG\n1. Kiện toàn bộ máy.\n2. Tuyên truyền, phổ biến pháp luật.\n"
        "III. TỔ CHỨC THỰC HIỆN\n1. Sở Nội vụ hướng dẫn, kiểm tra việc thực hiện.\n",
        kind="KẾ HOẠCH\nTRIỂN KHAI CẢI CÁCH",
        symbol="KH-UBND",
    )

    assert list(found) == ["III.1"]


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
    reading = read(
        text + FOOT + TABLE,
        working_day_on_or_before=WorkCalendar().last_working_day,
    )
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
    reading = read(text, working_day_on_or_before=WorkCalendar().last_working_day)

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
    reading = read(text, working_day_on_or_before=WorkCalendar().last_working_day)

    assert {one.path: one.agencies for one in reading.instructions} == {
        "PL.Đ2.1": ("Sở Nội vụ",),
        "PL.Đ2.2": ("Sở Nội vụ",),
    }


def test_those_left_out_of_a_group_are_named() -> None:
    found = instructions(
        "Chủ tịch UBND tỉnh yêu cầu:\n"
        "1. UBND các xã, phường (trừ xã Bảo Lâm, phường Tân Giang): rà soát hồ sơ.\n"
        "2. Sở Nội vụ tổng hợp.\n"
    )

    assert found["1"].agencies == ("UBND các xã, phường",)
    assert found["1"].agencies_except == ("xã Bảo Lâm", "phường Tân Giang")


SUBJECTS = {
    "after a clause": (
        "Trên cơ sở kết quả khảo sát, Sở Xây dựng chủ trì xây dựng phương án",
        ("Sở Xây dựng",),
    ),
    "told after a topic": (
        "Về dự án cảng: đồng ý chủ trương; giao Sở Công Thương rà soát",
        ("Sở Công Thương",),
    ),
    "told by its superior": (
        "Chủ tịch UBND tỉnh đề nghị các cơ quan, đơn vị triển khai",
        ("các cơ quan, đơn vị",),
    ),
    "not whom it directs": (
        "Tiếp tục chỉ đạo phòng chuyên môn, các cơ quan có liên quan rà soát",
        ("Sở Y tế",),
    ),
    "not who monitors": (
        "Theo dõi, tổng hợp báo cáo từ các sở, ban, ngành, UBND các xã, phường",
        ("Sở Y tế",),
    ),
}


@pytest.mark.parametrize(("words", "agencies"), SUBJECTS.values(), ids=SUBJECTS)
def test_subjects(words: str, agencies: tuple[str, ...]) -> None:
    found = instructions(
        f"Chủ tịch UBND tỉnh yêu cầu:\n1. Sở Y tế:\n- {words}.\n- Kiểm tra cơ sở.\n"
    )

    assert found["1.1"].agencies == agencies


PARTNERS = {
    "with": ("Phối hợp với Sở Tài chính rà soát", Role.COORDINATE, ("Sở Tài chính",)),
    "lead, with": (
        "Chủ trì, phối hợp chặt chẽ với Công an tỉnh, Sở Y tế kiểm tra",
        Role.LEAD,
        ("Công an tỉnh", "Sở Y tế"),
    ),
    "somebody else's partner": (
        "Chỉ đạo Công an xã phối hợp với Sở Y tế kiểm tra",
        Role.PERFORM,
        (),
    ),
    "a name, not an order": (
        "Rà soát, gửi cơ quan chủ trì hồ sơ",
        Role.PERFORM,
        (),
    ),
    "an aim": ("Cung cấp số liệu để phối hợp với Sở Y tế xử lý", Role.PERFORM, ()),
}


@pytest.mark.parametrize(("words", "role", "partners"), PARTNERS.values(), ids=PARTNERS)
def test_roles_and_partners(words: str, role: Role, partners: tuple[str, ...]) -> None:
    found = instructions(
        f"Chủ tịch UBND tỉnh yêu cầu:\n1. Sở Nội vụ:\n- {words}.\n- Kiểm tra cơ sở.\n"
    )

    assert (found["1.1"].role, found["1.1"].coordinating) == (role, partners)


RESULTS = {
    "a thing to draw up": ("lập biên bản ghi nhận tai nạn theo quy định", None),
    "a plan approved": ("Xây dựng, phê duyệt kế hoạch cụ thể, phù hợp thực tế", None),
    "a report of something": (
        "báo cáo kết quả thực hiện về Sở Y tế trước ngày 15/12/2025",
        "Sở Y tế",
    ),
    "whom, then what": ("báo cáo UBND tỉnh kết quả thực hiện", "UBND tỉnh"),
    "through somebody": (
        "báo cáo kết quả thực hiện về UBND tỉnh qua Sở Y tế để tổng hợp",
        "UBND tỉnh",
    ),
}
WORDS = {
    "a thing to draw up": "biên bản ghi nhận tai nạn",
    "a plan approved": "kế hoạch cụ thể",
    "a report of something": "báo cáo kết quả thực hiện",
    "whom, then what": "kết quả thực hiện",
    "through somebody": "báo cáo kết quả thực hiện",
}


@pytest.mark.parametrize("case", RESULTS)
def test_results_and_whom_they_go_to(case: str) -> None:
    words, report_to = RESULTS[case]
    found = instructions(
        f"Chủ tịch UBND tỉnh yêu cầu:\n1. Sở Nội vụ:\n- {words}.\n- Kiểm tra cơ sở.\n"
    )

    assert found["1.1"].expected_result == WORDS[case]
    assert found["1.1"].report_to == report_to


def test_a_collector_that_is_told_by_when_owes_it_itself() -> None:
    found = instructions(
        "Chủ tịch UBND tỉnh yêu cầu:\n"
        "1. Sở Y tế báo cáo kết quả thực hiện về Sở Nội vụ trước ngày 05/12/2025 "
        "để tổng hợp, báo cáo UBND tỉnh trước ngày 15/12/2025.\n"
        "2. Sở Tài chính bố trí kinh phí.\n"
    )
    one = found["1"]

    assert one.deadline.day == date(2025, 12, 5)
    assert one.more_deadlines == ()
    assert one.onward[0].to == ("UBND tỉnh",)
    assert one.onward[0].deadline is not None
    assert one.onward[0].deadline.day == date(2025, 12, 15)
    assert one.gaps == () or all("Sở Nội vụ" not in g.question for g in one.gaps)


NO_RESULT = {
    "an example": "Kiểm tra doanh nghiệp như: xây dựng quy chế, báo cáo tình hình",
    "no addressee and no time": "Thống kê, báo cáo tình hình tai nạn lao động",
    "a condition": "Rà soát vướng mắc (nếu có báo cáo)",
}


@pytest.mark.parametrize("words", NO_RESULT.values(), ids=NO_RESULT)
def test_no_result(words: str) -> None:
    found = instructions(
        f"Chủ tịch UBND tỉnh yêu cầu:\n1. Sở Nội vụ:\n- {words}.\n- Kiểm tra cơ sở.\n"
    )

    assert found["1.1"].expected_result is None
    assert found["1.1"].report_to is None
