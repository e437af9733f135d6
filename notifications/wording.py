"""How dates and counts are written in an official Vietnamese letter."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from directive import sentence
from directive.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date, datetime

    from notifications.messages import AssignmentLine

_HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
_WEEKDAYS = (
    Sentence("thứ Hai"),
    Sentence("thứ Ba"),
    Sentence("thứ Tư"),
    Sentence("thứ Năm"),
    Sentence("thứ Sáu"),
    Sentence("thứ Bảy"),
    Sentence("Chủ nhật"),
)
_LONGEST_WHAT = 400  # characters of an instruction; the page has the rest


day: Callable[[date], str] = sentence.day
"""Returns 14/12/2025, as NĐ 30/2020 has it."""


def weekday(on: date) -> Sentence:
    """Return the day of the week, such as "thứ Hai" or "Chủ nhật"."""
    return _WEEKDAYS[on.weekday()]


def moment(at: datetime) -> Sentence:
    """Return 08:05 ngày 14/12/2025, in Asia/Ho_Chi_Minh."""
    local = at.astimezone(_HANOI)
    return Sentence("{time} ngày {day}", time=f"{local:%H:%M}", day=local.date())


def deadline(line: AssignmentLine) -> str:
    """Return the last permitted day with its weekday, and the last working day."""
    if line.due_on is None:
        return "văn bản không ấn định ngày"
    words = f"hết ngày {day(line.due_on)} ({weekday(line.due_on)})"
    if line.last_working_day is None or line.last_working_day == line.due_on:
        return words
    last = line.last_working_day
    return f"{words}; ngày làm việc cuối cùng là {day(last)} ({weekday(last)})"


def short_deadline(line: AssignmentLine) -> str:
    """Return the last permitted day alone, with its weekday."""
    if line.due_on is None:
        return "không ấn định ngày"
    return f"hạn {day(line.due_on)} ({weekday(line.due_on)})"


@lru_cache(maxsize=4096)  # a document tells many agencies to do one thing
def brief(text: str, longest: int = _LONGEST_WHAT) -> str:
    """Return the text on one line, cut between words when it is too long."""
    flat = " ".join(text.split())
    if len(flat) <= longest:
        return flat
    return flat[:longest].rsplit(" ", 1)[0].rstrip(",;.") + " …"


def late(line: AssignmentLine) -> str | None:
    """Return "quá hạn 03 ngày làm việc", or None when it is not late."""
    return f"quá hạn {count(line.days_late)} ngày làm việc" if line.days_late else None


def count(number: int) -> str:
    """Return the number as letters write it: 03, 12."""
    return f"{number:02}"


def most_late_first(lines: Sequence[AssignmentLine]) -> list[AssignmentLine]:
    """Return the lines by days late, then by date, the undated last."""
    return sorted(
        lines,
        key=lambda line: (
            -(line.days_late or 0),
            line.due_on is None,
            line.due_on.toordinal() if line.due_on else 0,
            line.code,
        ),
    )
