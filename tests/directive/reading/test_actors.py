"""Who is told to act, as what, and with whom."""

from __future__ import annotations

import pytest
from small_documents import instructions, point

from directive.model import Role

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


# Each rule: three ways it is written, and the words that it must leave alone.
NAMED = {
    "topic, number inside": (
        "Về sửa đổi Nghị quyết số 66.4/2025/NQ-CP: giao Bộ Tài chính rà soát",
        ("Bộ Tài chính",),
    ),
    "topic, list inside": (
        "Về đề nghị ban hành cơ chế; cơ cấu tổ chức: Giao Bộ Nội vụ nghiên cứu",
        ("Bộ Nội vụ",),
    ),
    "topic, subject after it": (
        "Đối với dự án cảng biển: UBND tỉnh Gia Lai khẩn trương báo cáo",
        ("UBND tỉnh Gia Lai",),
    ),
    "no topic": ("Rà soát quy hoạch: vị trí, quy mô của Sở Xây dựng", ("Sở Y tế",)),
    "the place itself": ("Tỉnh căn cứ quy định để sắp xếp xe", ("Tỉnh",)),
    "the city itself": ("Thành phố chủ động kiện toàn tổ chức", ("Thành phố",)),
    "the place after a clause": (
        "Về mở rộng cảng hàng không: Tỉnh nghiên cứu, đề xuất",
        ("Tỉnh",),
    ),
    "a place's people, not the place": (
        "Tỉnh ủy viên phụ trách được mời dự họp, rà soát",
        ("Sở Y tế",),
    ),
    "consent, then who": (
        "Đồng ý chủ trương; giao Sở Công Thương rà soát",
        ("Sở Công Thương",),
    ),
    "consent in principle": (
        "Cơ bản thống nhất nội dung, giao Công an tỉnh hoàn thiện hồ sơ",
        ("Công an tỉnh",),
    ),
    "consent by a council": (
        "Thống nhất đề xuất nêu trên; giao Sở Tài chính bố trí kinh phí",
        ("Sở Tài chính",),
    ),
    "an order right after the ground": (
        "Căn cứ chức năng, chỉ đạo các cơ sở giáo dục lồng ghép nội dung",
        ("Sở Y tế",),
    ),
    "a lead right after the ground": (
        "Trên cơ sở đề xuất, chủ trì tổng hợp, phối hợp với UBND xã bố trí vốn",
        ("Sở Y tế",),
    ),
    "manner right after the ground": (
        "Theo chức năng, khẩn trương kiểm tra, Công an xã giữ trật tự",
        ("Sở Y tế",),
    ),
    "the ground of a subject": (
        "Trên cơ sở rà soát, đánh giá kết quả, Sở Xây dựng lập phương án",
        ("Sở Xây dựng",),
    ),
}


@pytest.mark.parametrize(("words", "agencies"), NAMED.values(), ids=NAMED)
def test_whose_a_point_is(words: str, agencies: tuple[str, ...]) -> None:
    assert point(words, under="Sở Y tế").agencies == agencies


ROLES = {
    "what was given to it": (
        "Các sở, ban, ngành theo nhiệm vụ được giao phối hợp với địa phương thực hiện",
        Role.COORDINATE,
    ),
    "after the ground": (
        "Căn cứ kết quả kiểm tra, phối hợp với Công an tỉnh xử lý",
        Role.COORDINATE,
    ),
    "a name with a verb in it": (
        "Thanh tra tỉnh phối hợp với Sở Tài chính kiểm tra",
        Role.COORDINATE,
    ),
    "another act first": ("Kiểm tra, phối hợp với Công an tỉnh xử lý", Role.PERFORM),
}


@pytest.mark.parametrize(("words", "role"), ROLES.values(), ids=ROLES)
def test_the_first_ordered_verb_gives_the_role(words: str, role: Role) -> None:
    assert point(words).role is role


NO_ORDER = {
    "thanks": "Ghi nhận, biểu dương nỗ lực của các đơn vị trong triển khai",
    "praise": "Đánh giá cao kết quả tổ chức thực hiện của địa phương",
    "consent": "Đồng ý với đề xuất tại báo cáo nêu trên",
    "a finding": "Việc tổ chức thực hiện đã đạt kết quả quan trọng",
}


@pytest.mark.parametrize("words", NO_ORDER.values(), ids=NO_ORDER)
def test_findings_and_consent_order_nothing(words: str) -> None:
    found = instructions(
        f"Phó Chủ tịch UBND tỉnh kết luận:\n1. {words}.\n2. Sở Y tế kiểm tra cơ sở.\n"
    )

    assert list(found) == ["2"]


AFTER_A_CLAUSE = {
    "after then": (
        "Đối với kiến nghị đã giải quyết thì Sở Nội vụ tham mưu văn bản trả lời",
        ("Sở Nội vụ",),
    ),
    "after a time": (
        "Trong thời hạn 05 ngày, Công an tỉnh có trách nhiệm trả lời",
        ("Công an tỉnh",),
    ),
    "helping others": (
        "Giúp UBND tỉnh, Chủ tịch UBND tỉnh theo dõi việc giải quyết",
        ("Sở Y tế",),
    ),
    "told what it has to do": (
        "Trong thời hạn 10 ngày phải tham mưu cho UBND tỉnh, Chủ tịch UBND trả lời",
        ("Sở Y tế",),
    ),
}


@pytest.mark.parametrize(
    ("words", "agencies"), AFTER_A_CLAUSE.values(), ids=AFTER_A_CLAUSE
)
def test_subjects_after_a_clause(words: str, agencies: tuple[str, ...]) -> None:
    assert point(words, under="Sở Y tế").agencies == agencies
