"""A reading as the JSON contract has it: its keys, their order, nulls kept."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date

    from directive.model import (
        Deadline,
        Directive,
        Evidence,
        Instruction,
        Onward,
        Reading,
        Span,
        Unresolved,
    )
    from directive.resolution import AssignmentDraft

VERSION = 1

Json = dict[str, Any]


def as_json(
    reading: Reading, assignments: tuple[AssignmentDraft, ...] | None = None
) -> Json:
    """Return the one JSON object of `namro encode FILE --json`.

    Args:
        reading: What was read; `unresolved` is listed as it stands.
        assignments: One for each agency and instruction, when there is a registry.
    """
    answer: Json = {
        "contract": VERSION,
        "directive": _directive(reading.directive),
        "instructions": [instruction_as_json(one) for one in reading.instructions],
    }
    if assignments is not None:
        answer["assignments"] = [_assignment(one) for one in assignments]
    answer["unresolved"] = [_unresolved(one) for one in reading.unresolved]
    return answer


def _directive(one: Directive) -> Json:
    return {
        "number": one.number,
        "symbol": one.symbol,
        "kind": one.kind,
        "issuer": one.issuer,
        "place": one.place,
        "issued_on": _day(one.issued_on),
        "issued_partial": one.issued_partial,
        "title": one.title,
        "urgency": str(one.urgency),
        "amends": [
            {"act": a.act, "number": a.number, "span": _span(a.span)}
            for a in one.amends
        ],
        "addressees": list(one.addressees),
        "legal_bases": [
            {
                "text": basis.text,
                "number": basis.number,
                "date": _day(basis.dated),
                "span": _span(basis.span),
            }
            for basis in one.legal_bases
        ],
        "signatory": asdict(one.signatory) if one.signatory else None,
        "copies": list(one.copies),
    }


def instruction_as_json(one: Instruction) -> Json:
    """Return one instruction in the contract's shape."""
    return {
        "path": one.path,
        "span": _span(one.span),
        "evidence": {
            name: [_evidence(e) for e in found] for name, found in one.evidence.items()
        },
        "text": one.text,
        "agencies": list(one.agencies),
        "agencies_except": list(one.agencies_except),
        "accountable": one.accountable,
        "role": str(one.role),
        "coordinating": list(one.coordinating),
        "deadline": deadline_as_json(one.deadline),
        "more_deadlines": [deadline_as_json(other) for other in one.more_deadlines],
        "report_to": one.report_to,
        "report_via": one.report_via,
        "onward": [_onward(onward) for onward in one.onward],
        "expected_result": one.expected_result,
        "more_results": list(one.more_results),
        "generic": one.generic,
        "clarity": {str(name): str(grade) for name, grade in one.clarity.items()},
        "gaps": [
            {
                "clarity": str(gap.clarity),
                "question": gap.question,
                "span": _span(gap.span),
            }
            for gap in one.gaps
        ],
    }


def deadline_as_json(one: Deadline) -> Json:
    """Return one deadline in the contract's shape."""
    recurrence = one.recurrence
    return {
        "kind": str(one.kind),
        "text": one.text,
        "date": _day(one.day),
        "inclusive": one.inclusive,
        "last_day": _day(one.last_day),
        "last_working_day": _day(one.last_working_day),
        "recurrence": asdict(recurrence) if recurrence else None,
        "time": one.hour.strftime("%H:%M") if one.hour else None,
        "from": _day(one.start),
        "anchor": one.anchor,
        "amount": one.amount,
        "unit": one.unit,
        "rule": one.rule,
        "span": _span(one.span),
    }


def _onward(one: Onward) -> Json:
    return {
        "by": one.by,
        "to": list(one.to),
        "deadline": deadline_as_json(one.deadline) if one.deadline else None,
        "span": _span(one.span),
    }


def _assignment(one: AssignmentDraft) -> Json:
    return {
        "instruction": one.instruction,
        "agency": one.agency,
        "name": one.name,
        "what": one.what,
        "role": str(one.role),
        "accountable": one.accountable,
        "coordinating": list(one.coordinating),
        "collector": one.collector,
        "due_on": _day(one.due_on),
        "last_working_day": _day(one.last_working_day),
        "expected_result": one.expected_result,
    }


def _unresolved(one: Unresolved) -> Json:
    return {
        "phrase": one.phrase,
        "span": _span(one.span),
        "candidates": list(one.candidates),
    }


def _evidence(one: Evidence) -> Json:
    return {"span": _span(one.span), "rule": one.rule}


def _span(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
