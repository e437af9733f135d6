"""Which words of the source each clarity of an instruction was read from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from directive.model import Clarity, Grade

if TYPE_CHECKING:
    from directive.model import Instruction, Span

FIELDS = {
    "agencies": Clarity.WHO,
    "agencies_except": Clarity.WHO,
    "accountable": Clarity.RESPONSIBILITY,
    "role": Clarity.RESPONSIBILITY,
    "coordinating": Clarity.RESPONSIBILITY,
    "deadline": Clarity.DEADLINE,
    "more_deadlines": Clarity.DEADLINE,
    "report_to": Clarity.RESULT,
    "report_via": Clarity.RESULT,
    "onward": Clarity.RESULT,
    "expected_result": Clarity.RESULT,
    "more_results": Clarity.RESULT,
    "authority": Clarity.AUTHORITY,
}
"""The clarity that each field of an instruction belongs to."""

SEVERITY = tuple(Grade)
"""The grades, the clearest first."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that a clarity was read from, and how clear they leave it."""

    span: Span
    clarity: Clarity
    grade: Grade


def marks(instruction: Instruction) -> tuple[Mark, ...]:
    """Return the marked words of an instruction, in the order of the source.

    The words that a question is about are marked too. The instruction's own words
    as a whole are not: they stand at its span.
    """
    found = [
        (evidence.span, FIELDS[name])
        for name, group in instruction.evidence.items()
        if name in FIELDS
        for evidence in group
    ]
    found += [(gap.span, gap.clarity) for gap in instruction.gaps if gap.span]
    return tuple(
        Mark(span, clarity, instruction.clarity.get(clarity, Grade.CLEAR))
        for span, clarity in sorted(
            dict.fromkeys(found), key=lambda one: (one[0].start, one[0].end)
        )
    )


def worst(grades: list[Grade]) -> Grade:
    """Return the least clear of some grades."""
    return max(grades, key=SEVERITY.index)
