"""Small documents of every make: what becomes an instruction, and whose it is."""

from __future__ import annotations

from small_documents import instructions, plan

from directive.model import Role


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


def test_those_left_out_of_a_group_are_named() -> None:
    found = instructions(
        "Chủ tịch UBND tỉnh yêu cầu:\n"
        "1. UBND các xã, phường (trừ xã Bảo Lâm, phường Tân Giang): rà soát hồ sơ.\n"
        "2. Sở Nội vụ tổng hợp.\n"
    )

    assert found["1"].agencies == ("UBND các xã, phường",)
    assert found["1"].agencies_except == ("xã Bảo Lâm", "phường Tân Giang")


def test_a_marker_alone_on_its_line_opens_the_point_below_it() -> None:
    found = instructions(
        "Chủ tịch UBND tỉnh yêu cầu:\n"
        "1.\nGiao Sở Nội vụ rà soát hồ sơ.\n"
        "2.\nCông an tỉnh kiểm tra cơ sở.\n"
        "3. Sở Y tế:\na)\nHướng dẫn việc thực hiện.\n-\nTổng hợp kết quả.\n"
    )

    assert {p: one.agencies for p, one in found.items()} == {
        "1": ("Sở Nội vụ",),
        "2": ("Công an tỉnh",),
        "3.a": ("Sở Y tế",),
        "3.a.1": ("Sở Y tế",),
    }


def test_a_ruler_is_no_bullet() -> None:
    found = instructions(
        "-----\nChủ tịch UBND tỉnh yêu cầu:\n1. Sở Nội vụ rà soát hồ sơ.\n-----\n"
    )

    assert list(found) == ["1"]


def test_a_heading_ends_where_the_next_paragraph_begins() -> None:
    found = plan(
        "UBND tỉnh ban hành Kế hoạch như sau:\n\nI. TỔ CHỨC THỰC HIỆN\n"
        "1. Sở Khoa học và Công nghệ\n\nTheo chức năng, hướng dẫn việc kết nối.\n"
        "2. Sở Văn hóa, Thể thao và Du lịch\n\nĐịnh hướng các cơ quan báo chí.\n"
        "3. UBND các xã, phường: Phối hợp với Sở Y tế kiểm tra.\n"
    )

    assert [one.agencies for one in found.values()] == [
        ("Sở Khoa học và Công nghệ",),
        ("Sở Văn hóa, Thể thao và Du lịch",),
        ("UBND các xã, phường",),
    ]


def test_an_article_of_execution_is_boilerplate() -> None:
    found = instructions(
        "Điều 1. Giao Sở Nội vụ hướng dẫn việc thực hiện.\n"
        "Điều 2. Chánh Văn phòng UBND tỉnh, Giám đốc Sở Nội vụ chịu trách nhiệm "
        "thi hành Quyết định này.\n",
        kind="QUYẾT ĐỊNH\nVỀ CẢI CÁCH",
        symbol="QĐ-UBND",
    )

    assert [one.generic for one in found.values()] == [False, True]


def test_criteria_of_a_contest_order_nothing() -> None:
    found = plan(
        "UBND tỉnh ban hành Kế hoạch như sau:\n"
        "I. TIÊU CHÍ THI ĐUA\n1. Đối với các cơ quan, đơn vị\n"
        "- Hoàn thành vượt mức chỉ tiêu.\n"
        "II. TỔ CHỨC THỰC HIỆN\n1. Sở Nội vụ hướng dẫn việc khen thưởng.\n"
    )

    assert list(found) == ["II.1"]


def test_what_a_closing_first_recalls_is_not_its_order() -> None:
    found = plan(
        "UBND tỉnh ban hành Kế hoạch như sau:\n"
        "1. Sở Nội vụ hướng dẫn việc thực hiện.\n\n"
        "Trên đây là Kế hoạch quản lý, khai thác công trình. Đề nghị các sở, ban, "
        "ngành tổ chức thực hiện.\n"
    )

    assert found["close"].agencies == ("các sở, ban, ngành",)
    assert found["close"].generic


def test_those_only_informed_are_not_told() -> None:
    found = instructions(
        "Kính gửi:\n- Sở Y tế;\n- Sở Nội vụ.\n\nĐồng kính gửi:\n"
        "- Thủ tướng Chính phủ.\n\n"
        "Chủ tịch UBND tỉnh yêu cầu:\n1. Sở Y tế rà soát hồ sơ.\n"
        "2. Sở Nội vụ tổng hợp.\n",
        kind="V/v cải cách",
        symbol="UBND-VX",
    )

    assert list(found) == ["1", "2"]


def test_a_list_of_things_belongs_to_the_order_before_it() -> None:
    found = plan(
        "UBND tỉnh ban hành Kế hoạch như sau:\n"
        "1. Sở Tài chính trình UBND tỉnh quyết định:\n"
        "- Phương án phân bổ vốn;\n- Mức vốn đối ứng.\n"
        "2. Sở Y tế chủ trì các dự án:\n- Dự án 1: Phòng bệnh.\n- Dự án 2: Kiểm tra.\n"
        "3. Sở Nội vụ thực hiện các nhiệm vụ sau:\n- Rà soát hồ sơ.\n- Kiểm tra.\n"
    )

    assert list(found) == ["1", "2", "3.1", "3.2"]


def test_an_order_before_what_announces_a_list_is_kept() -> None:
    found = instructions(
        "Chủ tịch UBND tỉnh yêu cầu:\n"
        "1. Sở Y tế rà soát hồ sơ trước ngày 15/12/2025. Một số lưu ý:\n"
        "- Kiểm tra cơ sở.\n- Tổng hợp kết quả.\n"
    )

    assert list(found) == ["1", "1.1", "1.2"]
    assert found["1"].text == "Sở Y tế rà soát hồ sơ trước ngày 15/12/2025"


def test_what_a_report_holds_is_no_order_of_its_own() -> None:
    found = instructions(
        "Chủ tịch UBND tỉnh yêu cầu:\n"
        "1. Sở Y tế có Báo cáo đánh giá kết quả. Báo cáo bao gồm các nội dung sau:\n"
        "a) Số lượng kiến nghị đã xử lý;\n"
        "b) Đánh giá về kết quả giải quyết.\n"
        "2. Đánh giá tình hình thực hiện dự toán, gồm các nội dung:\n"
        "- Thu nội địa;\n- Chi đầu tư phát triển.\n"
    )

    assert list(found) == ["1", "2"]


def test_paragraphs_counted_in_words_are_points() -> None:
    found = instructions(
        "II. MỘT SỐ YÊU CẦU\n\n"
        "Thứ nhất, các bộ, ngành rà soát quy trình.\n\n"
        "Thứ hai, Bộ Xây dựng kiểm tra công trình.\n\n"
    )

    assert [one.agencies for one in found.values()] == [
        ("các bộ, ngành",),
        ("Bộ Xây dựng",),
    ]


def test_a_lead_in_tells_those_of_its_last_clause() -> None:
    found = instructions(
        "III. NHIỆM VỤ TRỌNG TÂM\n\n"
        "Từ nay đến hết năm chỉ còn 2 tháng, khối lượng còn lớn; do vậy, yêu cầu các "
        "bộ, ngành, địa phương:\n\n"
        "1. Dự án sân bay\n"
        "a) Khánh thành vào ngày 19 tháng 12 năm 2025.\n"
        "b) Rà soát hồ sơ.\n"
    )

    assert found["III.1.a"].agencies == ("các bộ, ngành, địa phương",)
