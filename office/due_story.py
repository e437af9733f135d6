"""How a due date came about and how far away it is, in sentences for people."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from directive.sentence import Sentence, joined, named
from notifications.wording import weekday

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from directive.calendar import WorkCalendar
    from directive.model import Deadline

Skipped = tuple["date", str]
_MOST_BREAKS = 8


def how_it_came(
    deadline: Deadline | None, due_on: date | None, *, calendar: WorkCalendar
) -> Iterator[Sentence]:
    """Yield how the words of the document became the last permitted day.

    Args:
        deadline: What was read; None when another date was agreed since.
        due_on: The last permitted day as it stands.
        calendar: The working days, for what is skipped and why.
    """
    if deadline is not None and deadline.text:
        yield Sentence("Văn bản ghi “{words}”.", words=deadline.text)
    if due_on is None:
        yield Sentence("Chưa tính được ngày nào: nhiệm vụ không có thời hạn cụ thể.")
        return
    if deadline is not None and deadline.day is not None:
        if due_on < deadline.day:
            yield Sentence(
                "“Trước ngày {day}” không gồm chính ngày đó: được làm đến hết ngày"
                " {due_on} ({weekday}).",
                day=deadline.day,
                due_on=due_on,
                weekday=weekday(due_on),
            )
        elif due_on == deadline.day:
            yield Sentence(
                "Được làm đến hết chính ngày {due_on} ({weekday}).",
                due_on=due_on,
                weekday=weekday(due_on),
            )
    last = calendar.last_working_day(due_on)
    if last != due_on:
        yield Sentence(
            "Ngày làm việc cuối cùng là {last} ({weekday}); ngày nghỉ: {days_off}.",
            last=last,
            weekday=weekday(last),
            days_off=_listed(calendar.skipped(last, due_on)),
        )


def how_far(
    due_on: date, on: date, *, answered: bool, calendar: WorkCalendar
) -> Iterator[Sentence]:
    """Yield how many working days lie between a day and the due date.

    Args:
        due_on: The last permitted day.
        on: Today, or the day of the submission.
        answered: `on` is the day of the submission, at which the clock stopped.
        calendar: The working days.
    """
    days = abs(calendar.working_days_between(due_on, on))
    if answered:
        yield Sentence(
            "Đã báo cáo kết quả ngày {day}: quá hạn {n} ngày làm việc."
            if on > due_on
            else "Đã báo cáo kết quả ngày {day}: đúng hạn.",
            day=on,
            n=days,
        )
    else:
        yield Sentence(
            "Tính đến ngày {day} đã quá hạn {n} ngày làm việc."
            if on > due_on
            else "Tính từ ngày {day} còn {n} ngày làm việc.",
            day=on,
            n=days,
        )
    if answered and on <= due_on:
        return
    if skipped := calendar.skipped(due_on, on):
        yield Sentence(
            "Không tính các ngày nghỉ: {days_off}.", days_off=_listed(skipped)
        )


def _listed(skipped: Sequence[Skipped]) -> Sentence:
    """Return the days off, neighbours with one reason joined, the first few only."""
    breaks: list[list[Skipped]] = [[skipped[0]]]
    for (before, reason), (after, next_reason) in pairwise(skipped):
        if reason == next_reason and after.toordinal() - before.toordinal() == 1:
            breaks[-1].append((after, next_reason))
        else:
            breaks.append([(after, next_reason)])
    shown = [
        Sentence(
            "{first}–{last} ({why})" if last != first else "{first} ({why})",
            first=first,
            last=last,
            why=named(reason),
        )
        for (first, reason), last in ((one[0], one[-1][0]) for one in breaks)
    ]
    listed = joined(shown[:_MOST_BREAKS], "; ")
    rest = len(shown) - _MOST_BREAKS
    if rest <= 0:
        return listed
    return Sentence("{listed} và {n} đợt nữa", listed=listed, n=rest)
