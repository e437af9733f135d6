"""Which words a clarity was read from, and how clear they leave it."""

from __future__ import annotations

from directive.marks import FIELDS, Mark, marks, worst
from directive.model import Clarity, Evidence, Gap, Grade, Instruction, Span


def test_marks_stand_in_the_order_of_the_source_once_each() -> None:
    one = Instruction(
        "1",
        Span(10, 60),
        "…",
        evidence={
            "deadline": (Evidence(Span(40, 50), "before_day"),),
            "agencies": (Evidence(Span(0, 8), "section_heading"),),
            "unknown_field": (Evidence(Span(1, 2), "x"),),
        },
        clarity={Clarity.DEADLINE: Grade.VAGUE},
        gaps=(
            Gap(Clarity.DEADLINE, "?", Span(40, 50)),
            Gap(Clarity.RESULT, "?", None),
            Gap(Clarity.DEADLINE, "onward?", Span(52, 58)),
        ),
    )

    assert marks(one) == (
        Mark(Span(0, 8), Clarity.WHO, Grade.CLEAR),
        Mark(Span(40, 50), Clarity.DEADLINE, Grade.VAGUE),
        Mark(Span(52, 58), Clarity.DEADLINE, Grade.VAGUE),
    )


def test_the_worst_grade_is_the_least_clear() -> None:
    assert worst([Grade.VAGUE, Grade.CLEAR, Grade.INHERITED]) is Grade.VAGUE
    assert set(FIELDS.values()) == set(Clarity) - {Clarity.WHAT}
