"""The clarity check: how clear each of the five is, and what to ask the author.

The grades follow the table of the JSON contract; nothing is guessed.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from directive import questions
from directive.model import Clarity, DeadlineKind, Gap, Grade, Role
from directive.reading.text import fold
from directive.reading.words import EXHORTING, verbs_of

if TYPE_CHECKING:
    from directive.model import Instruction, Span
    from directive.sentence import Sentence

# "các cơ quan, đơn vị (liên quan)" names nobody who could answer.
NOBODY = re.compile(
    r"(?:các )?(?:cơ quan|đơn vị|tổ chức|địa phương|cá nhân|sở|ban|ngành)"
    r"(?:(?:, | và )(?:cơ quan|đơn vị|tổ chức|địa phương|cá nhân|ban|ngành))*"
    r"(?: (?:có )?liên quan| chức năng| khác)?"
)
RELATED = re.compile(r"(?:có )?liên quan|chức năng")
TOGETHER_WITH_NOBODY = re.compile(r"chủ trì,? (?:và )?phối hợp")
GENERAL_RULES = frozenset({"preamble", "addressees"})
DATED = frozenset({DeadlineKind.FIXED, DeadlineKind.MONTH, DeadlineKind.QUARTER,
                   DeadlineKind.HALF_YEAR, DeadlineKind.YEAR})  # fmt: skip


def graded(instruction: Instruction) -> Instruction:
    """Return the instruction with its five grades and the questions they raise.

    Closing boilerplate is graded too, but nobody is asked about it.
    """
    grades = {
        Clarity.WHO: _who(instruction),
        Clarity.WHAT: _what(instruction),
        Clarity.RESPONSIBILITY: _responsibility(instruction),
        Clarity.DEADLINE: _deadline(instruction),
        Clarity.RESULT: _result(instruction),
    }
    gaps: list[Gap] = []
    if not instruction.generic:
        gaps += [
            Gap(clarity, _question(instruction, clarity), _span(instruction, clarity))
            for clarity, grade in grades.items()
            if grade in {Grade.VAGUE, Grade.MISSING}
        ]
        gaps += _onward_gaps(instruction)
    return replace(instruction, clarity=grades, gaps=tuple(gaps))


def _who(one: Instruction) -> Grade:
    if not one.agencies:
        return Grade.MISSING
    if all(NOBODY.fullmatch(fold(name)) for name in one.agencies):
        return Grade.VAGUE
    rules = {found.rule for found in one.evidence.get("agencies", ())}
    return Grade.INHERITED if rules and rules <= GENERAL_RULES else Grade.CLEAR


def _what(one: Instruction) -> Grade:
    orders = verbs_of(fold(one.text))
    if orders - EXHORTING:
        return Grade.CLEAR
    return Grade.VAGUE if orders else Grade.MISSING


def _responsibility(one: Instruction) -> Grade:
    if one.role is Role.COORDINATE:
        return Grade.MISSING
    if any(RELATED.search(fold(name)) for name in one.coordinating):
        return Grade.VAGUE
    if not one.coordinating and TOGETHER_WITH_NOBODY.search(fold(one.text)):
        return Grade.VAGUE
    return Grade.CLEAR if one.accountable else Grade.INHERITED


def _deadline(one: Instruction) -> Grade:
    deadline = one.deadline
    if deadline.kind is DeadlineKind.NONE:
        return Grade.MISSING
    if deadline.kind in DATED and deadline.last_day:
        return Grade.CLEAR
    recurrence = deadline.recurrence
    return Grade.CLEAR if recurrence and recurrence.day else Grade.VAGUE


def _result(one: Instruction) -> Grade:
    known = [bool(one.expected_result), bool(one.report_to)]
    if all(known):
        return Grade.CLEAR
    return Grade.VAGUE if any(known) else Grade.MISSING


def _question(one: Instruction, clarity: Clarity) -> Sentence:
    """Return the question to the author, in Vietnamese."""
    asked = {
        Clarity.WHO: _who_question,
        Clarity.RESPONSIBILITY: _responsibility_question,
        Clarity.DEADLINE: _deadline_question,
        Clarity.RESULT: _result_question,
    }
    ask = asked.get(clarity)
    return ask(one) if ask else questions.WHAT


def _who_question(one: Instruction) -> Sentence:
    if one.agencies:
        return questions.WHO_OF.filled(", ".join(one.agencies))
    return questions.WHO


def _result_question(one: Instruction) -> Sentence:
    if one.expected_result:
        return questions.RESULT_WHERE.filled(one.expected_result)
    if one.report_to:
        return questions.RESULT_WHAT.filled(one.report_to)
    return questions.RESULT


def _responsibility_question(one: Instruction) -> Sentence:
    if one.role is Role.COORDINATE:
        return questions.LEAD
    vague = [name for name in one.coordinating if RELATED.search(fold(name))]
    if vague:
        return questions.PARTNERS_OF.filled(", ".join(vague))
    return questions.PARTNERS


def _deadline_question(one: Instruction) -> Sentence:
    deadline = one.deadline
    if deadline.kind is DeadlineKind.ONGOING:
        return questions.DEADLINE_ONGOING.filled(deadline.text)
    if deadline.kind is DeadlineKind.RECURRING:
        return questions.DEADLINE_RECURRING.filled(deadline.text)
    if deadline.kind is DeadlineKind.RELATIVE:
        return questions.DEADLINE_RELATIVE.filled(deadline.text)
    return questions.DEADLINE


def _span(one: Instruction, clarity: Clarity) -> Span | None:
    """Return the vague words themselves, where there are any."""
    fields = {
        Clarity.WHO: "agencies",
        Clarity.RESPONSIBILITY: "coordinating",
        Clarity.DEADLINE: "deadline",
        Clarity.RESULT: "expected_result",
    }
    found = one.evidence.get(fields.get(clarity, ""), ())
    return found[0].span if found else None


def _onward_gaps(one: Instruction) -> list[Gap]:
    """A collector's own report with no date is a gap of its own."""
    return [
        Gap(
            Clarity.DEADLINE,
            questions.ONWARD.filled(onward.by, " và ".join(onward.to)),
            onward.span,
        )
        for onward in one.onward
        if onward.deadline is None
    ]
