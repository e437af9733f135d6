"""Names in the order of a Vietnamese dictionary."""

from directive.alphabet import sort_key

IN_ORDER = [
    "Bảo Lạc",
    "Bảo Lâm",
    "Ca Thành",
    "Cà Mau",
    "Cần Thơ",
    "Dân tộc",
    "Đàm Thủy",
    "Độc Lập",
    "Êa",
    "Ô Môn",
    "Ơ Đu",
    "Xã An",
]


def test_names_come_in_vietnamese_order() -> None:
    assert sorted(set(IN_ORDER), key=sort_key) == IN_ORDER


def test_upper_case_and_decomposed_letters_do_not_matter() -> None:
    assert sort_key("ĐÀM THỦY") == sort_key("đàm thủy")
    assert sort_key("Đa\u0300m Thu\u0309y") == sort_key("Đàm Thủy")
