"""The five clarities of a reading as plain lines, for pipes and files."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from directive.model import Clarity, DeadlineKind, Grade, Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from directive.model import Deadline, Directive, Instruction, Reading
    from directive.resolution import AssignmentDraft

NAMES = {
    Grade.CLEAR: "rõ",
    Grade.INHERITED: "suy ra",
    Grade.VAGUE: "chưa rõ",
    Grade.MISSING: "thiếu",
}
ROLES = {Role.LEAD: "chủ trì", Role.COORDINATE: "phối hợp", Role.PERFORM: "thực hiện"}
COLUMNS = {
    "Rõ người": Clarity.WHO,
    "Rõ việc": Clarity.WHAT,
    "Rõ trách nhiệm": Clarity.RESPONSIBILITY,
    "Rõ thời gian": Clarity.DEADLINE,
    "Rõ kết quả": Clarity.RESULT,
}


def show(reading: Reading, drafts: tuple[AssignmentDraft, ...] | None) -> None:
    """Print the document, a line for each clarity, then what is unclear."""
    lines = [title_line(reading.directive)]
    for one in reading.instructions:
        lines += ["", f"{one.path}  {one.text}"]
        for name, clarity in COLUMNS.items():
            words = "" if clarity is Clarity.WHAT else said(one, clarity)
            grade = NAMES[one.clarity[clarity]]
            lines.append(f"    {name}: [{grade}] {words}".rstrip())
    lines += ["", *questions(reading, drafts)]
    sys.stdout.write("\n".join(lines) + "\n")


def questions(
    reading: Reading, drafts: tuple[AssignmentDraft, ...] | None
) -> Iterator[str]:
    """Yield what the document leaves unclear, and how many assignments it makes."""
    for one in reading.instructions:
        for gap in one.gaps:
            yield f"  {one.path}  {gap.question}"
    for missing in reading.unresolved:
        yield f"  chưa xác định được cơ quan: “{missing.phrase}”"
    if drafts is not None:
        due = sum(draft.due_on is not None for draft in drafts)
        yield f"{len(drafts)} nhiệm vụ, {due} nhiệm vụ có thời hạn"


def said(one: Instruction, clarity: Clarity) -> str:
    """Return what the document says for one clarity of an instruction."""
    return {
        Clarity.WHO: lambda: "; ".join(one.agencies),
        Clarity.WHAT: lambda: one.text,
        Clarity.RESPONSIBILITY: lambda: _responsibility(one),
        Clarity.DEADLINE: lambda: _when(one.deadline),
        Clarity.RESULT: lambda: _result(one),
    }[clarity]()


def title_line(directive: Directive) -> str:
    """Return kind, number, day and title; what is blank shows as "…"."""
    number = f"{directive.number or '…'}/{directive.symbol or '…'}"
    day = directive.issued_on
    when = f"{day:%d/%m/%Y}" if day else directive.issued_partial or "…"
    kind = directive.kind or "Văn bản"
    return f"{kind} số {number}, {when}: {directive.title or '…'}"


def _responsibility(one: Instruction) -> str:
    partners = ", ".join(one.coordinating)
    role = ROLES[one.role]
    return f"{role}, cùng {partners}" if partners else role


def _when(deadline: Deadline) -> str:
    if deadline.kind is DeadlineKind.NONE:
        return ""
    last = deadline.last_working_day
    return f"{deadline.text} (đến {last:%d/%m/%Y})" if last else deadline.text or ""


def _result(one: Instruction) -> str:
    to = f" → {one.report_to}" if one.report_to else ""
    return f"{one.expected_result or ''}{to}"
