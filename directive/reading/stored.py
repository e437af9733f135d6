"""Instructions and deadlines back from the JSON in which the office keeps them."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

from directive.model import (
    Clarity,
    Deadline,
    DeadlineKind,
    Evidence,
    Gap,
    Grade,
    Instruction,
    Onward,
    Recurrence,
    Role,
    Span,
)

if TYPE_CHECKING:
    from directive.reading.contract import Json


def instruction_of(kept: Json) -> Instruction:
    """Return the instruction that `contract.instruction_as_json` wrote.

    Raises:
        KeyError: A field of the contract is missing.
        ValueError: A day, a kind or a grade cannot be understood.
    """
    return Instruction(
        path=kept["path"],
        span=Span(*kept["span"]),
        text=kept["text"],
        agencies=tuple(kept["agencies"]),
        agencies_except=tuple(kept["agencies_except"]),
        accountable=kept["accountable"],
        role=Role(kept["role"]),
        coordinating=tuple(kept["coordinating"]),
        deadline=deadline_of(kept["deadline"]),
        more_deadlines=tuple(map(deadline_of, kept["more_deadlines"])),
        report_to=kept["report_to"],
        report_via=kept["report_via"],
        onward=tuple(map(_onward_of, kept["onward"])),
        expected_result=kept["expected_result"],
        more_results=tuple(kept["more_results"]),
        generic=kept["generic"],
        evidence={
            name: tuple(Evidence(Span(*one["span"]), one["rule"]) for one in found)
            for name, found in kept["evidence"].items()
        },
        clarity={
            Clarity(name): Grade(grade) for name, grade in kept["clarity"].items()
        },
        gaps=tuple(
            Gap(
                Clarity(gap["clarity"]),
                gap["question"],
                Span(*gap["span"]) if gap["span"] else None,
            )
            for gap in kept["gaps"]
        ),
    )


def deadline_of(kept: Json) -> Deadline:
    """Return the deadline that `contract.deadline_as_json` wrote.

    Raises:
        KeyError: A field of the contract is missing.
        ValueError: A day or a kind cannot be understood.
    """
    recurrence, span = kept["recurrence"], kept["span"]
    return Deadline(
        kind=DeadlineKind(kept["kind"]),
        text=kept["text"],
        day=_day(kept["date"]),
        inclusive=kept["inclusive"],
        last_day=_day(kept["last_day"]),
        last_working_day=_day(kept["last_working_day"]),
        recurrence=Recurrence(**recurrence) if recurrence else None,
        hour=time.fromisoformat(kept["time"]) if kept["time"] else None,
        start=_day(kept["from"]),
        anchor=kept["anchor"],
        amount=kept["amount"],
        unit=kept["unit"],
        rule=kept["rule"],
        span=Span(*span) if span else None,
    )


def _onward_of(kept: Json) -> Onward:
    return Onward(
        by=kept["by"],
        to=tuple(kept["to"]),
        span=Span(*kept["span"]),
        deadline=deadline_of(kept["deadline"]) if kept["deadline"] else None,
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
