"""What is to be handed in, and to whom it goes."""

from __future__ import annotations

from datetime import date

import pytest
from small_documents import instructions, point

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


NOUNS = {
    "a programme": (
        "Xây dựng chương trình đào tạo nghề theo quy định",
        "chương trình đào tạo nghề",
    ),
    "a road map": ("Lập lộ trình thay thế trên địa bàn", "lộ trình thay thế"),
    "a process": ("Ban hành quy trình liên thông để thực hiện", None),
    "a verb after it": ("Lập hồ sơ và tổ chức nghiệm thu", "hồ sơ"),
    "a plan, then a report": (
        "Xây dựng kế hoạch chi tiết và báo cáo UBND tỉnh kết quả",
        "kế hoạch chi tiết",
    ),
    "when, not what": (
        "Báo cáo UBND tỉnh tình hình thực hiện định kỳ hằng quý",
        "tình hình thực hiện",
    ),
    "banks, not each": (
        "Đề xuất danh sách các ngân hàng tại địa bàn",
        "danh sách các ngân hàng",
    ),
    "a verb, not a thing": ("Đề xuất, báo cáo cấp có thẩm quyền xem xét", None),
    "decided by another": ("Trình Thủ tướng Chính phủ quyết định giảm lãi suất", None),
}


@pytest.mark.parametrize(("words", "result"), NOUNS.values(), ids=NOUNS)
def test_the_noun_that_comes_out(words: str, result: str | None) -> None:
    assert point(words).expected_result == result


SENT_TO = {
    "a report": ("Rà soát, báo cáo Sở Xây dựng", "Sở Xây dựng"),
    "an answer": ("Phản hồi bằng văn bản, gửi về Sở Nội vụ", "Sở Nội vụ"),
    "a name that ends before the time": (
        "Báo cáo Thủ tướng Chính phủ hằng tuần về tiến độ",
        "Thủ tướng Chính phủ",
    ),
    "a name that ends before the next verb": (
        "Báo cáo Thủ tướng Chính phủ kiện toàn Hội đồng",
        "Thủ tướng Chính phủ",
    ),
    "a programme is not sent": (
        "Cung cấp thông tin về Chương trình cho các cơ quan liên quan",
        None,
    ),
    "nobody in particular": (
        "Báo cáo các cơ quan có thẩm quyền xem xét",
        None,
    ),
}


@pytest.mark.parametrize(("words", "report_to"), SENT_TO.values(), ids=SENT_TO)
def test_whom_it_goes_to(words: str, report_to: str | None) -> None:
    assert point(words).report_to == report_to
