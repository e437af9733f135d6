"""What an instruction says, in the words of the reading screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from directive.clarity import NOBODY
from directive.model import Clarity, Deadline, DeadlineKind, Urgency
from directive.reading.text import fold
from notifications.wording import day, weekday
from office.naming import ROLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from directive.model import Instruction
    from office.reviewing import Opened

CELLS: Mapping[str, Clarity] = {
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
NOTHING = "(trống)"
_WORDS: Mapping[str, Mapping[Any, str]] = {
    "role": ROLES,
    "urgency": URGENCIES,
    "generic": {True: "không giao việc", False: "có giao việc"},
}


def facts(
    one: Instruction, clarity: Clarity, desk: Opened
) -> Iterator[tuple[str, str]]:
    """Yield (name, value) of what an instruction says in one of its cells."""
    match clarity:
        case Clarity.WHO:
            for phrase in one.agencies:
                count = len(desk.resolver.codes(phrase))
                yield phrase, _standing_for(phrase, count)
            if one.agencies_except:
                yield "Trừ", ", ".join(one.agencies_except)
        case Clarity.RESPONSIBILITY:
            yield "Vai trò", ROLES[one.role]
            yield "Chịu trách nhiệm", one.accountable or "thủ trưởng cơ quan"
            if one.coordinating:
                yield "Phối hợp", ", ".join(one.coordinating)
        case Clarity.DEADLINE:
            for deadline in (one.deadline, *one.more_deadlines):
                yield KINDS[deadline.kind], by_when(deadline)
        case Clarity.RESULT:
            yield "Kết quả", one.expected_result or "văn bản không nêu"
            yield "Gửi về", one.report_to or "văn bản không nêu"
            for up in one.onward:
                yield "Báo cáo tiếp", ", ".join(up.to)


def by_when(deadline: Deadline) -> str:
    """Return a deadline's words and the day they come to."""
    parts = [f"“{deadline.text}”"] if deadline.text else []
    if deadline.recurrence:
        every = deadline.recurrence
        on = f" ngày {every.day}" if every.day else ""
        parts.append(f"mỗi {PERIODS[every.every]}{on}")
    if deadline.amount is not None and deadline.unit:
        parts.append(
            f"{deadline.amount} {UNITS[deadline.unit]}"
            f" từ {deadline.anchor or 'ngày chưa rõ'}"
        )
    if deadline.last_day:
        parts.append(f"đến hết {weekday(deadline.last_day)} {day(deadline.last_day)}")
    return ", ".join(parts) or "văn bản không nêu"


def shown(field: str, value: Any) -> str:  # noqa: ANN401 - any field of the model
    """Return a field's value as a person reads it; "(trống)" for nothing."""
    if isinstance(value, tuple):
        return "; ".join(shown(field, one) for one in value) or NOTHING
    if isinstance(value, Deadline):
        return by_when(value) if value.kind is not DeadlineKind.NONE else NOTHING
    if field in _WORDS:
        return _WORDS[field][value]
    if hasattr(value, "isoformat"):
        return day(value)
    return str(value) if value else NOTHING


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


def _standing_for(phrase: str, count: int) -> str:
    if count > 1:
        return f"{count} cơ quan"
    if count:
        return ""
    if NOBODY.fullmatch(fold(phrase)):
        return "không chỉ rõ cơ quan nào"
    return "chưa có trong danh bạ"
