"""Marks over the source: overlapping ones, wrapped lines, and what is far away."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from directive.model import Clarity
from office.clarities import Mark
from web.marking import stretches

SOURCE = "Tiêu đề\n\n1. Sở Nội vụ:\n- Báo cáo kết quả trước ngày\n\n15/12/2025 về Sở.\n"


def mark(words: str, clarity: Clarity) -> Mark:
    return Mark(SOURCE.index(words), SOURCE.index(words) + len(words), clarity)


def test_a_mark_within_a_mark_keeps_both() -> None:
    what = mark("Báo cáo kết quả trước ngày\n\n15/12/2025 về Sở", Clarity.WHAT)
    when = mark("trước ngày\n\n15/12/2025", Clarity.DEADLINE)

    last = stretches(SOURCE, [what, when])[-1].paragraphs[-1]

    assert [(piece.text, piece.clarities) for piece in last.pieces] == [
        ("- ", ()),
        ("Báo cáo kết quả ", (Clarity.WHAT,)),
        ("trước ngày 15/12/2025", (Clarity.WHAT, Clarity.DEADLINE)),
        (" về Sở", (Clarity.WHAT,)),
        (".", ()),
    ]
    assert last.pieces[2].last == (Clarity.DEADLINE,)


def test_what_has_no_mark_is_put_aside() -> None:
    source = "Một.\nHai.\nBa.\nBốn.\n"

    found = stretches(source, [Mark(14, 17, Clarity.WHAT)])

    assert [(one.near, len(one.paragraphs)) for one in found] == [(False, 3), (True, 1)]


@given(
    source=st.text("ab .:\n-1", max_size=60),
    ends=st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=4),
)
def test_no_word_is_lost(source: str, ends: list[tuple[int, int]]) -> None:
    marks = [Mark(min(a, b), max(a, b), Clarity.WHO) for a, b in ends]

    found = stretches(source, marks)
    shown = "".join(
        piece.text
        for one in found
        for block in one.paragraphs
        for piece in block.pieces
    )

    assert "".join(shown.split()) == "".join(source.split())
