"""Which names a list holds: one phrase for one name, groups with a shared head."""

from __future__ import annotations

import pytest

from directive.reading.phrases import names_at
from directive.reading.text import View

NAMES = {
    "one department": ("Sở Nội vụ chủ trì", ["Sở Nội vụ"]),
    "a comma inside a name": (
        "Sở Văn hóa, Thể thao và Du lịch, Sở Y tế",
        ["Sở Văn hóa, Thể thao và Du lịch", "Sở Y tế"],
    ),
    "a group and a group": (
        "Các Sở, Ban ngành, đoàn thể tỉnh, UBND các xã, phường căn cứ chức năng",
        ["Các Sở, Ban ngành, đoàn thể tỉnh", "UBND các xã, phường"],
    ),
    "joined by và": (
        "Sở Tài chính và Ủy ban nhân dân các xã, phường bố trí",
        ["Sở Tài chính", "Ủy ban nhân dân các xã, phường"],
    ),
    "heads of agencies": (
        "Giám đốc các sở, ban, ngành; Chủ tịch UBND các xã, phường",
        ["Giám đốc các sở, ban, ngành", "Chủ tịch UBND các xã, phường"],
    ),
    "a shared head with a colon": (
        "Các Bộ: Quốc phòng, Tài chính, Công an khẩn trương",
        ["Các Bộ: Quốc phòng, Tài chính, Công an"],
    ),
    "one commune": ("UBND xã Bảo Lâm báo cáo", ["UBND xã Bảo Lâm"]),
    "provinces by name": (
        "Chủ tịch UBND các tỉnh: Gia Lai, Đắk Lắk và Khánh Hòa chỉ đạo",
        ["Chủ tịch UBND các tỉnh: Gia Lai, Đắk Lắk và Khánh Hòa"],
    ),
    "places that act": (
        "Thành phố Hà Nội và các tỉnh Bắc Ninh, Gia Lai đẩy nhanh",
        ["Thành phố Hà Nội", "các tỉnh Bắc Ninh, Gia Lai"],
    ),
    "a defined group": (
        "Các chủ rừng là tổ chức (các Ban quản lý rừng) thực hiện",
        ["Các chủ rừng là tổ chức (các Ban quản lý rừng)"],
    ),
    "posts side by side": (
        "Giám đốc, Thủ trưởng các sở, ban, ngành chỉ đạo",
        ["Giám đốc, Thủ trưởng các sở, ban, ngành"],
    ),
    "comrades": (
        "Các đồng chí Bộ trưởng, Thủ trưởng cơ quan ngang Bộ chỉ đạo",
        ["Các đồng chí Bộ trưởng, Thủ trưởng cơ quan ngang Bộ"],
    ),
    "organs of the National Assembly": (
        "Hội đồng Dân tộc và các Ủy ban của Quốc hội thẩm tra",
        ["Hội đồng Dân tộc", "các Ủy ban của Quốc hội"],
    ),
    "police of a province": ("Công an tỉnh chỉ đạo các đơn vị", ["Công an tỉnh"]),
    "the unnamed": ("các cơ quan liên quan tiếp tục", ["các cơ quan liên quan"]),
    "old tone marks": ("Uỷ ban nhân dân tỉnh", ["Uỷ ban nhân dân tỉnh"]),
}

SILENT = {
    "a verb that looks like a board": "ban hành kế hoạch",
    "a verb that looks like an office": "Thống kê, báo cáo tai nạn lao động",
    "a report": "Báo cáo kết quả thực hiện",
    "a bare common noun": "đơn vị được giao",
    "a thing": "kế hoạch năm 2025",
}


def _names(words: str) -> list[str]:
    view = View.of(words)
    return [view.shown[a:b] for a, b in names_at(view, 0, len(view.key))]


@pytest.mark.parametrize(("words", "names"), NAMES.values(), ids=NAMES)
def test_names(words: str, names: list[str]) -> None:
    assert _names(words) == names


@pytest.mark.parametrize("words", SILENT.values(), ids=SILENT)
def test_stays_silent(words: str) -> None:
    assert _names(words) == []
