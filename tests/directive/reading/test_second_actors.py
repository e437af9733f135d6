"""A second actor in one point has an instruction of its own."""

from __future__ import annotations

from datetime import date

import pytest
from small_documents import instructions


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


SECOND_ACTORS = {
    "after a semicolon": (
        "Sở Y tế rà soát hồ sơ; Sở Nội vụ tổng hợp kết quả",
        [("Sở Y tế",), ("Sở Nội vụ",)],
    ),
    "after a full stop": (
        "Sở Y tế rà soát hồ sơ. Công an tỉnh kiểm tra cơ sở",
        [("Sở Y tế",), ("Công an tỉnh",)],
    ),
    "with a duty": (
        "Bộ Tài chính bố trí kinh phí; Bộ Y tế có trách nhiệm hướng dẫn việc sử dụng",
        [("Bộ Tài chính",), ("Bộ Y tế",)],
    ),
    "given without a capital": (
        "Giao Sở Y tế rà soát hồ sơ; giao Sở Nội vụ bố trí người",
        [("Sở Y tế",), ("Sở Nội vụ",)],
    ),
    "a group that must": (
        "Sở Y tế rà soát hồ sơ. Các cơ quan liên quan phải gửi ý kiến",
        [("Sở Y tế",), ("Các cơ quan liên quan",)],
    ),
    "partners after a semicolon": (
        "Sở Y tế chủ trì, phối hợp với các sở, ngành; UBND các xã, phường rà soát",
        [("Sở Y tế",)],
    ),
    "what the issuer will do": (
        "Sở Y tế rà soát hồ sơ. Văn phòng UBND tỉnh sẽ báo cáo về đơn vị chậm",
        [("Sở Y tế",)],
    ),
    "a group that is asked": (
        "Bộ Y tế kiểm tra cơ sở. Yêu cầu các bộ, ngành đổi mới phương thức",
        [("Bộ Y tế",), ("các bộ, ngành",)],
    ),
    "on what ground": (
        "Sở Y tế rà soát hồ sơ; UBND các xã căn cứ nhiệm vụ này, xây dựng kế hoạch",
        [("Sở Y tế",), ("UBND các xã",)],
    ),
    "who is to own the works": (
        "Giao Sở Tài chính bố trí vốn; UBND xã Hữu Lũng làm chủ đầu tư",
        [("Sở Tài chính",), ("UBND xã Hữu Lũng",)],
    ),
    "a list of heads": (
        "Giám đốc Sở Y tế; Giám đốc Sở Nội vụ rà soát hồ sơ",
        [("Giám đốc Sở Y tế", "Giám đốc Sở Nội vụ")],
    ),
    "the same body again": (
        "Sở Y tế rà soát hồ sơ; Sở Y tế tổng hợp kết quả",
        [("Sở Y tế",)],
    ),
}


@pytest.mark.parametrize(
    ("words", "agencies"), SECOND_ACTORS.values(), ids=SECOND_ACTORS
)
def test_second_actors(words: str, agencies: list[tuple[str, ...]]) -> None:
    found = instructions(
        f"Chủ tịch UBND tỉnh yêu cầu:\n1. {words}.\n2. UBND các xã kiểm tra cơ sở.\n"
    )

    assert [one.agencies for one in found.values()][:-1] == agencies
