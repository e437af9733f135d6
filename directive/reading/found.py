"""A deadline that was found, and what every rule that looks for one may know."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Sequence
    from datetime import date

    from directive.model import Deadline
    from directive.reading.text import View

    WorkingDay = Callable[[date], date]


@dataclass(frozen=True, slots=True)
class Found:
    """A deadline and where it stands in the view."""

    start: int
    end: int
    deadline: Deadline


@dataclass(frozen=True, slots=True)
class Reader:
    """What every rule may know: the view, its masked twin, the issue day."""

    view: View
    masked: str
    issued_on: date | None
    working_day: WorkingDay


def found_at(
    reader: Reader,
    match: re.Match[str],
    deadline: Deadline,
    *,
    since: int | None = None,
) -> Found:
    """Return a deadline with the words of `match`, from `since` on where given."""
    begin = match.start() if since is None else since
    start, end = reader.view.trim(begin, match.end(), " ,;")
    text = reader.view.shown[start:end]
    span = reader.view.span(start, end)
    return Found(start, end, replace(deadline, text=text, span=span))


def join_same(reader: Reader, found: Sequence[Found]) -> tuple[Found, ...]:
    """Join "định kỳ hằng quý (trước ngày 20 tháng cuối quý)": one deadline."""
    joined: list[Found] = []
    for one in found:
        last = joined[-1] if joined else None
        if last and _same_period(reader, last, one):
            end = one.end + reader.view.key.startswith(")", one.end)
            text = reader.view.shown[last.start : end]
            span = reader.view.span(last.start, end)
            deadline = replace(one.deadline, text=text, span=span)
            joined[-1] = Found(last.start, end, deadline)
        else:
            joined.append(one)
    return tuple(joined)


def _same_period(reader: Reader, last: Found, one: Found) -> bool:
    between = reader.view.key[last.end : one.start]
    first, second = last.deadline.recurrence, one.deadline.recurrence
    return (
        between in {" (", " "}
        and first is not None
        and second is not None
        and first.day is None
        and first.every == second.every
    )
