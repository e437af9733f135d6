"""By when: one table of rules over the masked view, None rather than a guess.

Each rule names the words it reads and is explained by the false hit it avoids.
Citations are masked before ("Công văn số 12 ngày 15/7/2025" is no deadline), and
so is what is past, counted or quoted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import TYPE_CHECKING

from directive.model import Deadline, DeadlineKind, Recurrence
from directive.reading import periods
from directive.reading.dates import DAY, day_of
from directive.reading.past import is_over, is_past, is_window
from directive.reading.rules import Rule, each
from directive.reading.text import matches, sentence_start

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from directive.reading.text import View

    WorkingDay = Callable[[date], date]

BY = r"(?:chậm nhất|muộn nhất)(?: là)?(?: đến| vào| trong)?(?: hết)?"
BEFORE = rf"(?:(?:{BY} )?trước)"
UNTIL = rf"(?:{BY}|(?:đến|tới)(?: hết)?|hết|vào|xong trong|trong)"
HOUR = r"(?:(?P<hour>\d{1,2}) ?(?:giờ|h|g|:) ?(?P<minute>\d{2})?(?: phút)?,? )"
WEEKDAY = r"(?:thứ (?:hai|ba|tư|năm|sáu|bảy|\d)|chủ nhật),? ?"
YEARLY = r" (?:hằng|hàng|mỗi) năm"
MONTHLY = r" (?:hằng|hàng|mỗi) tháng"


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


# A fixed day. "ngày" may be missing only after "trước", "chậm nhất" or a full
# date, so that a ratio ("đạt 15/20 xã") stays a ratio.
FIXED = re.compile(
    rf"(?<!\w)(?P<how>{BEFORE}|{UNTIL}) (?:{HOUR}(?:,? )?)?(?:sáng |chiều )?"
    rf"(?:{WEEKDAY})?"
    rf"(?P<word>ngày )?{DAY}(?P<every>{YEARLY}|{MONTHLY})?"
)
# "trước ngày 20 hằng tháng": the day of a period, no month named.
DAY_OF_PERIOD = re.compile(
    rf"(?<!\w)(?P<how>{BEFORE}|{UNTIL}) ngày (?P<day>\d{{1,2}})"
    r"(?: của)? (?P<every>(?:hằng|hàng|mỗi) (?:tháng|quý)"
    r"|(?:của )?tháng (?:đầu|cuối) (?:hằng |hàng |mỗi )?quý)"
)
# "trước 16 giờ hằng ngày": an hour of every day.
HOUR_OF_DAY = re.compile(
    rf"(?<!\w)(?P<how>{BEFORE}|{UNTIL}|lúc) {HOUR}(?:của )?(?:hằng|hàng|mỗi) ngày(?!\w)"
)
EACH_YEAR = re.compile(r"(?<!\w)(?:định kỳ|(?:hằng|hàng) năm)(?!\w)")


def find_deadlines(reader: Reader, start: int, end: int) -> tuple[Found, ...]:
    """Return the deadlines of [start, end) in reading order.

    The main one is the first that is not `ongoing` (corpus guide, §7).

    Raises:
        ImpossibleDateError: A deadline names a day that does not exist.
    """
    found: list[Found] = []
    taken = bytearray(end - start)
    for rule in RULES:
        for one in rule(reader, start, end):
            place = slice(one.start - start, one.end - start)
            if not any(taken[place]):
                found.append(one)
                taken[place] = b"\1" * (one.end - one.start)
    return _joined(reader, sorted(found, key=lambda one: one.start))


def _joined(reader: Reader, found: list[Found]) -> tuple[Found, ...]:
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


def _fixed(reader: Reader, start: int, end: int) -> Iterator[Found]:
    signs = ("tháng ", "/", ".", "-")
    for match in matches(FIXED, reader.masked, start, end, *signs):
        begins = match.start()
        if is_past(reader.masked, begins, start) or is_window(reader.masked, begins):
            continue
        year = match["year"]
        if not match["word"] and not year:
            continue
        if match["how"] in {"trong", "hết"} and not match["word"]:
            continue
        if match["every"] or (not year and _each_year(reader, match, start)):
            yield _yearly(reader, match)
            continue
        at = (match.start("day"), match.end("year") if year else match.end("month"))
        month, day = int(match["month"]), int(match["day"])
        named = day_of(reader.view, *at, (_year(reader, year, month, day), month, day))
        if not year and reader.issued_on is None:
            continue
        if is_over(reader.issued_on, named, match["how"]):
            continue
        before = "trước" in match["how"]
        hour = _hour(match)
        inclusive = not before
        last = named if inclusive or hour else named - timedelta(days=1)
        yield _found(
            reader,
            match,
            Deadline(
                DeadlineKind.FIXED,
                day=named,
                inclusive=inclusive,
                last_day=last,
                last_working_day=reader.working_day(last),
                hour=hour,
                rule=Rule.BEFORE_DAY if before else Rule.BY_DAY,
            ),
        )


def _yearly(reader: Reader, match: re.Match[str]) -> Found:
    every = "month" if "tháng" in (match["every"] or "") else "year"
    before = "trước" in match["how"]
    return _found(
        reader,
        match,
        Deadline(
            DeadlineKind.RECURRING,
            inclusive=not before,
            recurrence=Recurrence(every, int(match["day"])),
            rule=each(before, every),
        ),
    )


def _each_year(reader: Reader, match: re.Match[str], start: int) -> bool:
    """Tell a yearless day of a report that comes back: "định kỳ hằng năm … 17/12"."""
    begin = sentence_start(reader.masked, start, match.start())
    return bool(EACH_YEAR.search(reader.masked, begin, match.start()))


def _day_of_period(reader: Reader, start: int, end: int) -> Iterator[Found]:
    words = ("hằng ", "hàng ", "mỗi ", "tháng đầu", "tháng cuối")
    for match in matches(DAY_OF_PERIOD, reader.masked, start, end, *words):
        every = "quarter" if "quý" in match["every"] else "month"
        before = "trước" in match["how"]
        deadline = Deadline(
            DeadlineKind.RECURRING,
            inclusive=not before,
            recurrence=Recurrence(every, int(match["day"])),
            rule=each(before, every),
        )
        yield _found(reader, match, deadline)


def _hour_of_day(reader: Reader, start: int, end: int) -> Iterator[Found]:
    for match in HOUR_OF_DAY.finditer(reader.masked, start, end):
        before = "trước" in match["how"]
        deadline = Deadline(
            DeadlineKind.RECURRING,
            inclusive=not before,
            recurrence=Recurrence("day"),
            hour=_hour(match),
            rule=Rule.BEFORE_HOUR_EACH_DAY if before else Rule.BY_HOUR_EACH_DAY,
        )
        yield _found(reader, match, deadline)


def _period_end(reader: Reader, start: int, end: int) -> Iterator[Found]:
    for match, kind, last, rule in periods.find(reader.masked, start, end):
        over = reader.issued_on is not None and last < reader.issued_on
        if over or is_past(reader.masked, match.start(), start):
            continue  # a period that has ended is one of statistics
        deadline = Deadline(
            kind,
            day=last,
            last_day=last,
            last_working_day=reader.working_day(last),
            rule=rule,
        )
        yield _found(reader, match, deadline)


def _relative(reader: Reader, start: int, end: int) -> Iterator[Found]:
    for match, amount, unit, anchor in periods.find_relative(reader.masked, start, end):
        at = match.span("anchor") if anchor else None
        deadline = Deadline(
            DeadlineKind.RELATIVE,
            amount=amount,
            unit=unit,
            anchor=reader.view.shown[slice(*at)].strip(" ,") if at else None,
            rule=_relative_rule(match, amount),
        )
        yield _found(reader, match, deadline)


def _relative_rule(match: re.Match[str], amount: int | None) -> Rule:
    if amount is not None:
        return Rule.WITHIN_PERIOD
    feast = match[0].startswith("trước")
    return Rule.BEFORE_FEAST if feast else Rule.AFTER_EVENT


def _recurring(reader: Reader, start: int, end: int) -> Iterator[Found]:
    for match, every in periods.find_recurring(reader.masked, start, end):
        recurrence = Recurrence(every) if every else None
        deadline = Deadline(
            DeadlineKind.RECURRING, recurrence=recurrence, rule=Rule.EACH_PERIOD
        )
        yield _found(reader, match, deadline)


def _ongoing(reader: Reader, start: int, end: int) -> Iterator[Found]:
    for match in periods.find_ongoing(reader.masked, start, end):
        deadline = Deadline(DeadlineKind.ONGOING, rule=Rule.ALL_THE_TIME)
        yield _found(reader, match, deadline)


RULES = (
    _day_of_period,
    _hour_of_day,
    _fixed,
    _period_end,
    _relative,
    _recurring,
    _ongoing,
)


def _found(reader: Reader, match: re.Match[str], deadline: Deadline) -> Found:
    start, end = reader.view.trim(match.start(), match.end(), " ,;")
    text = reader.view.shown[start:end]
    span = reader.view.span(start, end)
    return Found(start, end, replace(deadline, text=text, span=span))


def _year(reader: Reader, year: str | None, month: int, day: int) -> int:
    """Return the year named, else the first one in which the day is still to come."""
    if year:
        return int(year)
    if reader.issued_on is None:
        return 2000  # any leap year will do: only a day's existence is asked
    issued = reader.issued_on
    return issued.year + ((month, day) < (issued.month, issued.day))


def _hour(match: re.Match[str]) -> time | None:
    if not match["hour"]:
        return None
    try:
        return time(int(match["hour"]), int(match["minute"] or 0))
    except ValueError:
        return None
