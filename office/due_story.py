"""How a due date came about and how far away it is, in sentences for people."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from notifications.wording import day, weekday

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from directive.calendar import WorkCalendar
    from directive.model import Deadline

Skipped = tuple["date", str]
_MOST_BREAKS = 8


def how_it_came(
    deadline: Deadline | None, due_on: date | None, *, calendar: WorkCalendar
) -> Iterator[str]:
    """Yield how the words of the document became the last permitted day.

    Args:
        deadline: What was read; None when another date was agreed since.
        due_on: The last permitted day as it stands.
        calendar: The working days, for what is skipped and why.
    """
    if deadline is not None and deadline.text:
        yield f"Văn bản ghi “{deadline.text}”."
    if due_on is None:
        yield "Chưa tính được ngày nào: nhiệm vụ không có thời hạn cụ thể."
        return
    if deadline is not None and deadline.day is not None:
        if due_on < deadline.day:
            yield (
                f"“Trước ngày {day(deadline.day)}” không gồm chính ngày đó: được làm "
                f"đến hết ngày {_named(due_on)}."
            )
        elif due_on == deadline.day:
            yield f"Được làm đến hết chính ngày {_named(due_on)}."
    last = calendar.last_working_day(due_on)
    if last != due_on:
        why = _listed(calendar.skipped(last, due_on))
        yield f"Ngày làm việc cuối cùng là {_named(last)}; ngày nghỉ: {why}."


def how_far(
    due_on: date, on: date, *, answered: bool, calendar: WorkCalendar
) -> Iterator[str]:
    """Yield how many working days lie between a day and the due date.

    Args:
        due_on: The last permitted day.
        on: Today, or the day of the submission.
        answered: `on` is the day of the submission, at which the clock stopped.
        calendar: The working days.
    """
    days = abs(calendar.working_days_between(due_on, on))
    if answered:
        late = f"quá hạn {days} ngày làm việc" if on > due_on else "đúng hạn"
        yield f"Đã báo cáo kết quả ngày {day(on)}: {late}."
    elif on > due_on:
        yield f"Tính đến ngày {day(on)} đã quá hạn {days} ngày làm việc."
    else:
        yield f"Tính từ ngày {day(on)} còn {days} ngày làm việc."
    if answered and on <= due_on:
        return
    if skipped := calendar.skipped(due_on, on):
        yield f"Không tính các ngày nghỉ: {_listed(skipped)}."


def _named(on: date) -> str:
    return f"{day(on)} ({weekday(on)})"


def _listed(skipped: Sequence[Skipped]) -> str:
    """Return the days off, neighbours with one reason joined, the first few only."""
    breaks: list[list[Skipped]] = [[skipped[0]]]
    for (before, reason), (after, next_reason) in pairwise(skipped):
        if reason == next_reason and after.toordinal() - before.toordinal() == 1:
            breaks[-1].append((after, next_reason))
        else:
            breaks.append([(after, next_reason)])
    shown = [
        day(first) + (f"–{day(last)}" if last != first else "") + f" ({reason})"
        for (first, reason), last in ((one[0], one[-1][0]) for one in breaks)
    ]
    rest = len(shown) - _MOST_BREAKS
    return "; ".join(shown[:_MOST_BREAKS]) + (f" và {rest} đợt nữa" if rest > 0 else "")
