"""By when: one table of rules over the masked view, None rather than a guess.

Each rule names the words it reads and is explained by the false hit it avoids.
Citations are masked before ("Công văn số 12 ngày 15/7/2025" is no deadline), and
so is what is past, counted or quoted.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from directive.model import Deadline, DeadlineKind, Recurrence
from directive.reading import periods
from directive.reading.dates import last_of_month
from directive.reading.days import days_of_periods, fixed_days, hours_of_days
from directive.reading.found import Found, Reader, found_at, join_same
from directive.reading.past import is_past
from directive.reading.rules import Rule
from directive.reading.text import matches

if TYPE_CHECKING:
    from collections.abc import Iterator


# A month without its year, where something is to be finished in it.
BARE_MONTH = re.compile(
    r"(?<!\w)(?:hoàn thành|xong|trình|ban hành|báo cáo|nộp|gửi)[^.;,]{0,60}? "
    r"(?P<how>(?:ngay )?trong|đến hết|hết|cuối) tháng (?P<month>1[0-2]|0?[1-9])"
    r"(?: này| tới)?(?=[.;,)]|$| (?:để|và) )"
)
SOON = 120  # days


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
    return join_same(reader, sorted(found, key=lambda one: one.start))


def _bare_month(reader: Reader, start: int, end: int) -> Iterator[Found]:
    """Read "hoàn thành trong tháng 12" of a dated document: the next one to end."""
    issued = reader.issued_on
    for match in matches(BARE_MONTH, reader.masked, start, end, "tháng "):
        if issued is None or is_past(reader.masked, match.start(), start):
            continue
        month = int(match["month"])
        last = last_of_month(issued.year + (month < issued.month), month)
        if (last - issued).days > SOON:
            continue  # next year's, or one that has passed
        deadline = Deadline(
            DeadlineKind.MONTH,
            day=last,
            last_day=last,
            last_working_day=reader.working_day(last),
            rule=Rule.END_OF_MONTH,
        )
        yield found_at(reader, match, deadline, since=match.start("how"))


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
        yield found_at(reader, match, deadline)


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
        yield found_at(reader, match, deadline)


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
        yield found_at(reader, match, deadline)


def _ongoing(reader: Reader, start: int, end: int) -> Iterator[Found]:
    for match in periods.find_ongoing(reader.masked, start, end):
        deadline = Deadline(DeadlineKind.ONGOING, rule=Rule.ALL_THE_TIME)
        yield found_at(reader, match, deadline)


RULES = (
    days_of_periods,
    hours_of_days,
    fixed_days,
    _period_end,
    _bare_month,
    _relative,
    _recurring,
    _ongoing,
)
