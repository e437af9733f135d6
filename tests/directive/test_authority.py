"""The sixth clarity: who decides, in words that say it, that do not, or nowhere."""

from __future__ import annotations

import pytest

from directive.authority import with_authority
from directive.model import FIVE, Clarity, Grade, Instruction, Span

CLEAR, VAGUE, MISSING = Grade.CLEAR, Grade.VAGUE, Grade.MISSING
CASES = {
    "submitted to the committee": (
        "Xây dựng kế hoạch, trình UBND tỉnh xem xét, phê duyệt trước 30/9",
        CLEAR,
        "trình UBND tỉnh xem xét, phê duyệt",
    ),
    "to the council": (
        "trình Hội đồng nhân dân thành phố quyết định",
        CLEAR,
        "trình Hội đồng nhân dân thành phố quyết định",
    ),
    "over a line's end": (
        "tham mưu Ủy ban nhân dân\n\ntỉnh ban hành quy chế",
        CLEAR,
        "tham mưu Ủy ban nhân dân\n\ntỉnh ban hành",
    ),
    "by a post": (
        "mức hỗ trợ do Giám đốc Sở Tài chính quyết định",
        CLEAR,
        "do Giám đốc Sở Tài chính quyết định",
    ),
    "by whoever is competent": (
        "xử lý nghiêm theo thẩm quyền",
        VAGUE,
        "theo thẩm quyền",
    ),
    "to whoever is competent": (
        "báo cáo cấp có thẩm quyền quyết định",
        VAGUE,
        "cấp có thẩm quyền",
    ),
    "nobody": ("Hoàn thành việc rà soát", MISSING, None),
    "a decision is a document": (
        "Sở Xây dựng chịu trách nhiệm thi hành Quyết định này",
        MISSING,
        None,
    ),
    "a numbered one too": (
        "báo cáo UBND tỉnh theo Quyết định số 12/QĐ-UBND",
        MISSING,
        None,
    ),
}


def graded(text: str, *, generic: bool = False) -> tuple[Instruction, str]:
    source = f"1. {text}."
    one = Instruction("1", Span(3, len(source) - 1), text, generic=generic)
    return with_authority(one, source), source


@pytest.mark.parametrize(("text", "grade", "words"), CASES.values(), ids=CASES)
def test_who_decides(text: str, grade: Grade, words: str | None) -> None:
    one, source = graded(text)

    found = [e.span for e in one.evidence.get("authority", ())]
    assert one.clarity[Clarity.AUTHORITY] is grade
    assert [source[span.start : span.end] for span in found] == ([words] * bool(words))
    assert len(one.gaps) == (grade is not CLEAR)


def test_the_vague_words_are_asked_about() -> None:
    one, source = graded("xử lý theo thẩm quyền")

    (gap,) = one.gaps
    assert gap.question == "“theo thẩm quyền” là thẩm quyền của ai?"
    assert gap.span is not None
    assert source[gap.span.start : gap.span.end] == "theo thẩm quyền"


def test_boilerplate_is_graded_but_not_asked() -> None:
    one, _ = graded("triển khai thực hiện", generic=True)

    assert one.clarity[Clarity.AUTHORITY] is MISSING
    assert one.gaps == ()


def test_the_five_are_the_five() -> None:
    assert len(FIVE) == 5
    assert Clarity.AUTHORITY not in FIVE
