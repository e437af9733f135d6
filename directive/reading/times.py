"""A field or a cell that says when: here a bare "2025" or "Quý IV/2026" is a time."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from directive.model import Deadline, DeadlineKind, Recurrence
from directive.reading.dates import DAY, day_of, last_of_month
from directive.reading.due import find_deadlines
from directive.reading.found import Found
from directive.reading.past import is_over
from directive.reading.periods import QUARTERS
from directive.reading.rules import Rule

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from directive.reading.found import Reader

    TimeRule = Callable[[Reader, str, int, int], Deadline | None]

YEAR = r"(?P<year>20\d\d)"
ON_YEAR = rf"(?:/| ?- ?| năm |, ?năm |,? ){YEAR}$"
MONTHS = re.compile(r"(?:tháng )?(?:\d{1,2} ?- ?)?(?P<month>1[0-2]|0?[1-9])" + ON_YEAR)
QUARTER = re.compile(
    r"(?:đến |hết |trong )*qu[ýí] (?P<quarter>iv|i{1,3}|[1-4])" + ON_YEAR
)
YEARS = re.compile(rf"(?:từ nay )?(?:(?:trong |đến |hết |cuối )*năm )?{YEAR}$")
WINDOW = re.compile(
    rf"từ (?:ngày )?\d{{1,2}}[^;.]{{0,24}}? đến (?:hết )?(?:ngày )?{DAY}"
)
ONE_DAY = re.compile(rf"(?:ngày )?{DAY}$")
FROM_YEAR = re.compile(rf"(?:từ )?(?:năm )?{YEAR} và (?:các|những) năm")
MONTH_EACH = re.compile(r"tháng (?P<month>\d{1,2}) (?:hằng|hàng) năm")
ALWAYS = re.compile(r"thường xuyên")
UNTIL_EVENT = re.compile(
    r"(?:từ .{3,30} )?(?:đến|sau|khi) (?:khi )?(?P<anchor>.{4,80})$"
)


def read_time(reader: Reader, start: int, end: int) -> Found | None:
    """Return the deadline of a field that holds a time; None when it is empty.

    A field that names no time ("Theo Kế hoạch riêng") is a deadline of kind none
    that keeps its words.
    """
    start, end = reader.view.trim(start, end, " .;,")
    if start >= end:
        return None
    whole = _first(EARLY, reader, start, end)
    found = () if whole else find_deadlines(reader, start, end)
    if found:
        ending = [one for one in found if one.deadline.kind is not DeadlineKind.ONGOING]
        return (ending or list(found))[0]
    unnamed = Deadline(DeadlineKind.NONE, rule=Rule.NO_TIME_NAMED)
    deadline = whole or _first(RULES, reader, start, end) or unnamed
    text = reader.view.shown[start:end]
    span = reader.view.span(start, end)
    return Found(start, end, replace(deadline, text=text, span=span))


def _first(
    rules: Sequence[TimeRule], reader: Reader, start: int, end: int
) -> Deadline | None:
    key = reader.view.key
    return next(
        (made for rule in rules if (made := rule(reader, key, start, end))), None
    )


def _ends(reader: Reader, kind: DeadlineKind, last: date) -> Deadline | None:
    """Return a deadline on `last`; None when it had passed long before the issue."""
    if is_over(reader.issued_on, last, ""):
        return None
    return Deadline(
        kind,
        day=last,
        last_day=last,
        last_working_day=reader.working_day(last),
        rule=Rule(f"field_{kind}"),
    )


def _window(reader: Reader, key: str, start: int, end: int) -> Deadline | None:
    """Read "từ ngày 15/11/2025 đến ngày 15/12/2025": due by its last day."""
    found = WINDOW.match(key, start, end)
    if not found or not found["year"]:
        return None
    day, month, year = (found[name] for name in ("day", "month", "year"))
    numbers = (int(year), int(month), int(day))
    last = day_of(reader.view, found.start("day"), found.end(), numbers)
    return _ends(reader, DeadlineKind.FIXED, last)


def _day(reader: Reader, key: str, start: int, end: int) -> Deadline | None:
    """Read "30/11/2025" where nothing else stands: the last day for it."""
    found = ONE_DAY.match(key, start, end)
    if not found or not found["year"]:
        return None
    numbers = (int(found["year"]), int(found["month"]), int(found["day"]))
    last = day_of(reader.view, found.start("day"), found.end(), numbers)
    return _ends(reader, DeadlineKind.FIXED, last)


def _from_year(_: Reader, key: str, start: int, end: int) -> Deadline | None:
    found = FROM_YEAR.match(key, start, end)
    if not found:
        return None
    begins = date(int(found["year"]), 1, 1)
    return Deadline(DeadlineKind.ONGOING, start=begins, rule=Rule.FIELD_FROM_YEAR)


def _month(reader: Reader, key: str, start: int, end: int) -> Deadline | None:
    found = MONTHS.match(key, start, end)
    if not found:
        return None
    last = last_of_month(int(found["year"]), int(found["month"]))
    return _ends(reader, DeadlineKind.MONTH, last)


def _quarter(reader: Reader, key: str, start: int, end: int) -> Deadline | None:
    found = QUARTER.match(key, start, end)
    if not found:
        return None
    last = last_of_month(int(found["year"]), QUARTERS[found["quarter"]] * 3)
    return _ends(reader, DeadlineKind.QUARTER, last)


def _year(reader: Reader, key: str, start: int, end: int) -> Deadline | None:
    found = YEARS.match(key, start, end)
    if not found:
        return None
    return _ends(reader, DeadlineKind.YEAR, date(int(found["year"]), 12, 31))


def _month_each(_: Reader, key: str, start: int, end: int) -> Deadline | None:
    if not MONTH_EACH.match(key, start, end):
        return None
    each = Recurrence("year")
    return Deadline(DeadlineKind.RECURRING, recurrence=each, rule=Rule.FIELD_EACH_YEAR)


def _always(_: Reader, key: str, start: int, end: int) -> Deadline | None:
    if not ALWAYS.match(key, start, end):
        return None
    return Deadline(DeadlineKind.ONGOING, rule=Rule.FIELD_ALL_THE_TIME)


def _event(reader: Reader, key: str, start: int, end: int) -> Deadline | None:
    found = UNTIL_EVENT.match(key, start, end)
    if not found or not key.startswith(("sau", "từ"), start):
        return None
    anchor = reader.view.shown[slice(*found.span("anchor"))]
    return Deadline(DeadlineKind.RELATIVE, anchor=anchor, rule=Rule.FIELD_EVENT)


EARLY = (_window, _month_each)  # whole, where running words have a part of it
RULES = (_day, _from_year, _month, _quarter, _year, _always, _event)
