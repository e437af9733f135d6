"""What an instruction says, in the words of the reading screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from directive.clarity import NOBODY
from directive.model import Clarity, Deadline, DeadlineKind, Urgency
from directive.reading.text import fold
from directive.sentence import Sentence, joined, named
from notifications.wording import day, weekday
from office.naming import ROLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from directive.model import Instruction
    from office.reviewing import Opened

CELLS: Mapping[str, Clarity] = {
    "text": Clarity.WHAT,
    "agencies": Clarity.WHO,
    "agencies_except": Clarity.WHO,
    "role": Clarity.RESPONSIBILITY,
    "accountable": Clarity.RESPONSIBILITY,
    "coordinating": Clarity.RESPONSIBILITY,
    "deadline": Clarity.DEADLINE,
    "more_deadlines": Clarity.DEADLINE,
    "report_to": Clarity.RESULT,
    "expected_result": Clarity.RESULT,
    "generic": Clarity.WHAT,
}
"""In which cell each field stands that a person may correct."""

KINDS: Mapping[DeadlineKind, str] = {
    DeadlineKind.NONE: "Không nêu thời hạn",
    DeadlineKind.FIXED: "Ngày cụ thể",
    DeadlineKind.RELATIVE: "Tính từ một mốc",
    DeadlineKind.MONTH: "Trong tháng",
    DeadlineKind.QUARTER: "Trong quý",
    DeadlineKind.HALF_YEAR: "Trong nửa năm",
    DeadlineKind.YEAR: "Trong năm",
    DeadlineKind.RECURRING: "Định kỳ",
    DeadlineKind.ONGOING: "Thường xuyên",
}
PERIODS = {
    "day": "ngày",
    "week": "tuần",
    "month": "tháng",
    "quarter": "quý",
    "half_year": "6 tháng",
    "year": "năm",
}
UNITS = {
    "working_day": "ngày làm việc",
    "day": "ngày",
    "month": "tháng",
    "hour": "giờ",
}
URGENCIES = {
    Urgency.NORMAL: "thường",
    Urgency.KHAN: "khẩn",
    Urgency.THUONG_KHAN: "thượng khẩn",
    Urgency.HOA_TOC: "hỏa tốc",
}
SAID = {
    "except": "Trừ",
    "role": "Vai trò",
    "accountable": "Chịu trách nhiệm",
    "head": "thủ trưởng cơ quan",
    "partners": "Phối hợp",
    "result": "Kết quả",
    "report_to": "Gửi về",
    "onward": "Báo cáo tiếp",
    "unsaid": "văn bản không nêu",
    "nobody": "không chỉ rõ cơ quan nào",
    "unknown": "chưa có trong danh bạ",
    "nothing": "(trống)",
}
"""What the cells say besides the words of the document."""
_WORDS: Mapping[str, Mapping[Any, str]] = {
    "role": ROLES,
    "urgency": URGENCIES,
    "generic": {True: "không giao việc", False: "có giao việc"},
}


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a cell says, or how many agencies a phrase stands for."""

    name: str
    words: str = ""
    count: int = 0
    until: date | None = None


def facts(one: Instruction, clarity: Clarity, desk: Opened) -> Iterator[Fact]:
    """Yield what an instruction says in one of its cells."""
    match clarity:
        case Clarity.WHO:
            for phrase in one.agencies:
                yield _named(phrase, len(desk.resolver.codes(phrase)))
            if one.agencies_except:
                yield Fact(SAID["except"], ", ".join(one.agencies_except))
        case Clarity.RESPONSIBILITY:
            yield Fact(SAID["role"], ROLES[one.role])
            yield Fact(SAID["accountable"], one.accountable or SAID["head"])
            if one.coordinating:
                yield Fact(SAID["partners"], ", ".join(one.coordinating))
        case Clarity.DEADLINE:
            for deadline in (one.deadline, *one.more_deadlines):
                words = joined(_terms(deadline), ", ")
                due = deadline.last_day
                said = words if words or due else SAID["unsaid"]
                yield Fact(KINDS[deadline.kind], said, until=due)
        case Clarity.RESULT:
            yield Fact(SAID["result"], one.expected_result or SAID["unsaid"])
            yield Fact(SAID["report_to"], one.report_to or SAID["unsaid"])
            for up in one.onward:
                yield Fact(SAID["onward"], ", ".join(up.to))


def by_when(deadline: Deadline) -> str:
    """Return a deadline's words and the day they come to."""
    parts = list(_terms(deadline))
    if deadline.last_day:
        until = Sentence(
            "đến hết {weekday} {day}",
            weekday=weekday(deadline.last_day),
            day=deadline.last_day,
        )
        parts.append(until)
    return joined(parts, ", ") or SAID["unsaid"]


def shown(field: str, value: Any) -> str:  # noqa: ANN401 - any field of the model
    """Return a field's value as a person reads it; "(trống)" for nothing."""
    if isinstance(value, tuple):
        return joined((shown(field, one) for one in value), "; ") or SAID["nothing"]
    if isinstance(value, Deadline):
        return (
            by_when(value) if value.kind is not DeadlineKind.NONE else SAID["nothing"]
        )
    if field in _WORDS:
        return named(_WORDS[field][value])
    if hasattr(value, "isoformat"):
        return day(value)
    return str(value) if value else SAID["nothing"]


def unknown(desk: Opened) -> tuple[str, ...]:
    """Return the names in ordering instructions that no agency of the registry has.

    "các cơ quan liên quan" names nobody: it is a gap, not an unknown name.
    """
    phrases = dict.fromkeys(
        phrase
        for one in desk.now.instructions
        if not one.generic
        for phrase in (*one.agencies, *one.coordinating)
    )
    return tuple(
        phrase
        for phrase in phrases
        if not desk.resolver.codes(phrase) and not NOBODY.fullmatch(fold(phrase))
    )


def _terms(deadline: Deadline) -> Iterator[str]:
    if deadline.text:
        yield f"“{deadline.text}”"
    if deadline.recurrence:
        every = deadline.recurrence
        yield Sentence(
            "mỗi {period} ngày {day}" if every.day else "mỗi {period}",
            period=named(PERIODS[every.every]),
            day=every.day,
        )
    if deadline.amount is not None and deadline.unit:
        yield Sentence(
            "{n} {unit} từ {since}",
            n=deadline.amount,
            unit=named(UNITS[deadline.unit]),
            since=deadline.anchor or Sentence("ngày chưa rõ"),
        )


def _named(phrase: str, count: int) -> Fact:
    if count:
        return Fact(phrase, count=count)
    nobody = NOBODY.fullmatch(fold(phrase))
    return Fact(phrase, SAID["nobody"] if nobody else SAID["unknown"])
