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
    "bodies of one sort": (
        "Các Tập đoàn: Bưu chính Viễn thông Việt Nam, Dầu khí Việt Nam triển khai",
        ["Các Tập đoàn: Bưu chính Viễn thông Việt Nam, Dầu khí Việt Nam"],
    ),
    "bureaus of one ministry": (
        "Các Cục: Đường bộ Việt Nam, Kinh tế - Quản lý đầu tư xây dựng chỉ đạo",
        ["Các Cục: Đường bộ Việt Nam, Kinh tế - Quản lý đầu tư xây dựng"],
    ),
    "a second office": (
        "Bộ trưởng Bộ Tài chính - Phó Trưởng ban Ban Chỉ đạo 389 quốc gia chỉ đạo",
        ["Bộ trưởng Bộ Tài chính - Phó Trưởng ban Ban Chỉ đạo 389 quốc gia"],
    ),
    "a standing office": (
        "Sở Tài chính - Cơ quan thường trực Ban Chỉ đạo tổng hợp",
        ["Sở Tài chính - Cơ quan thường trực Ban Chỉ đạo"],
    ),
    "a branch bank": (
        "Ngân hàng Nhà nước chi nhánh khu vực 14 chỉ đạo",
        ["Ngân hàng Nhà nước chi nhánh khu vực 14"],
    ),
    "a bank of social policy": (
        "Ngân hàng Chính sách xã hội rà soát",
        ["Ngân hàng Chính sách xã hội"],
    ),
    "zones of a board": (
        "Ban Quản lý các Khu chế xuất và công nghiệp Thành phố hướng dẫn",
        ["Ban Quản lý các Khu chế xuất và công nghiệp Thành phố"],
    ),
    "nouns that begin like verbs": (
        "Viện Nghiên cứu phát triển Thành phố, Trung tâm Chuyển đổi số tỉnh rà soát",
        ["Viện Nghiên cứu phát triển Thành phố", "Trung tâm Chuyển đổi số tỉnh"],
    ),
    "unions and associations": (
        "Hội nông dân tỉnh, Hiệp hội doanh nghiệp tỉnh tuyên truyền",
        ["Hội nông dân tỉnh", "Hiệp hội doanh nghiệp tỉnh"],
    ),
    "party and government together": (
        "Cấp ủy, chính quyền địa phương các cấp tập trung",
        ["Cấp ủy, chính quyền địa phương các cấp"],
    ),
    "those given a task": (
        "Các cơ quan, đơn vị được giao chủ trì có trách nhiệm hoàn thành",
        ["Các cơ quan, đơn vị được giao chủ trì"],
    ),
    "a city named like an office": (
        "thành phố Hải Phòng và tỉnh Quảng Ninh hỗ trợ",
        ["thành phố Hải Phòng", "tỉnh Quảng Ninh"],
    ),
    "an office of two councils": (
        "Văn phòng Đoàn đại biểu Quốc hội và HĐND tỉnh, Sở Y tế rà soát",
        ["Văn phòng Đoàn đại biểu Quốc hội và HĐND tỉnh", "Sở Y tế"],
    ),
    "heads with a colon": (
        "Giám đốc: Sở Y tế, Sở Tư pháp phối hợp",
        ["Giám đốc: Sở Y tế, Sở Tư pháp"],
    ),
    "ministries without a colon": (
        "các Bộ Y tế, Công an, Tài chính; UBND tỉnh Ninh Bình biết",
        ["các Bộ Y tế, Công an, Tài chính", "UBND tỉnh Ninh Bình"],
    ),
    "a board beside a group": (
        "Các bộ, ngành và Ban Chỉ đạo phát triển du lịch các địa phương cử",
        ["Các bộ, ngành", "Ban Chỉ đạo phát triển du lịch các địa phương"],
    ),
    "an aside in a list": (
        "Sở Y tế (Chi cục Dân số), UBND các xã (gọi chung là cấp xã) và Sở Tư pháp",
        ["Sở Y tế", "UBND các xã", "Sở Tư pháp"],
    ),
    "syllables of verbs in nouns": (
        "Cục Đăng kiểm Việt Nam, Chi cục Bảo vệ thực vật tỉnh kiểm tra",
        ["Cục Đăng kiểm Việt Nam", "Chi cục Bảo vệ thực vật tỉnh"],
    ),
    "owned by a council": (
        "Doanh nghiệp nhà nước trực thuộc Ủy ban nhân dân Thành phố báo cáo",
        ["Doanh nghiệp nhà nước trực thuộc Ủy ban nhân dân Thành phố"],
    ),
    "what it gets is not its name": (
        "Thủ tướng Chính phủ Chương trình quốc gia",
        ["Thủ tướng Chính phủ"],
    ),
    "those who judge": (
        "Viện kiểm sát nhân dân tỉnh, Tòa án nhân dân tỉnh, Kho bạc Nhà nước rà soát",
        [
            "Viện kiểm sát nhân dân tỉnh",
            "Tòa án nhân dân tỉnh",
            "Kho bạc Nhà nước",
        ],
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
