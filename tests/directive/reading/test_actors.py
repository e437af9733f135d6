"""Who is told to act, as what, and with whom."""

from __future__ import annotations

import pytest
from small_documents import instructions

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
