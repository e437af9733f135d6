"""A secrecy mark keeps a document out; the word "mật" in prose does not."""

from __future__ import annotations

import pytest

from directive.errors import SecretDocumentError
from directive.reading.secrecy import refuse_secret
from directive.reading.text import View

MARKED = {
    "secret": ("UBND TỈNH X\nMẬT\nSố: 12/UBND-NC", "MẬT"),
    "top secret": ("UBND TỈNH X\n TỐI MẬT \nSố: 12/UBND-NC", "TỐI MẬT"),
    "absolutely secret": ("TUYỆT MẬT\nSố: 12/UBND-NC", "TUYỆT MẬT"),
    "in a column": ("Số: 12/UBND-NC        TỐI MẬT", "TỐI MẬT"),
    "spaced": ("T Ố I   M Ậ T\nSố: 12", "TỐI MẬT"),
    "labelled": ("Độ mật: Tối mật\nSố: 12", "TỐI MẬT"),
    "decomposed": ("MA\u0302\u0323T\nSố: 12", "MẬT"),
    "on a later page": ("Số: 12\n" + "chữ\n" * 200 + "MẬT\nPhụ lục", "MẬT"),
}

OPEN = {
    "state secrets in prose": "về công tác bảo vệ bí mật nhà nước",
    "in a title": "CÔNG TÁC BẢO VỆ BÍ MẬT NHÀ NƯỚC",
    "a title cut before the word": "VỀ BẢO VỆ BÍ\nMẬT\nNHÀ NƯỚC",
    "confidential data": "bảo mật thông tin; mật khẩu",
    "a sentence": "Tài liệu mật phải quản lý chặt chẽ.",
}


@pytest.mark.parametrize(("text", "mark"), MARKED.values(), ids=MARKED)
def test_marked_documents_are_refused(text: str, mark: str) -> None:
    with pytest.raises(SecretDocumentError, match=rf"mark {mark}:"):
        refuse_secret(View.of(text))


@pytest.mark.parametrize("text", OPEN.values(), ids=OPEN)
def test_open_documents_pass(text: str) -> None:
    assert refuse_secret(View.of(text)) is None  # type: ignore[func-returns-value]


def test_the_message_tells_the_line_and_none_of_the_words() -> None:
    with pytest.raises(SecretDocumentError) as caught:
        refuse_secret(View.of("UBND TỈNH X\n\nMẬT\nKế hoạch phòng thủ"))

    assert str(caught.value).startswith("line 3 bears the secrecy mark")
    assert "phòng thủ" not in str(caught.value)
