"""Who signed is read from the posts above the name."""

from __future__ import annotations

import unicodedata

import pytest

from directive.in_charge import signed_by

POSTS = {
    "a vice chairman for the chairman": (
        "KT. CHỦ TỊCH PHÓ CHỦ TỊCH",
        "vice_chairman",
    ),
    "the chairman": ("CHỦ TỊCH", "chairman"),
    "for the committee": ("TM. ỦY BAN NHÂN DÂN CHỦ TỊCH", "chairman"),
    "the permanent vice chairman": ("PHÓ CHỦ TỊCH THƯỜNG TRỰC", "vice_chairman"),
    "the office by order": ("TL. CHỦ TỊCH CHÁNH VĂN PHÒNG", "deputy_chief"),
    "a deputy of the office": (
        "KT. CHÁNH VĂN PHÒNG PHÓ CHÁNH VĂN PHÒNG",
        "deputy_chief",
    ),
    "in decomposed letters": (
        unicodedata.normalize("NFD", "Phó Chủ tịch"),
        "vice_chairman",
    ),
    "a director": ("GIÁM ĐỐC", None),
    "nobody": (None, None),
}


@pytest.mark.parametrize(("position", "duty"), POSTS.values(), ids=POSTS)
def test_the_last_post_named_is_the_signers(
    position: str | None, duty: str | None
) -> None:
    assert signed_by(position) == duty
