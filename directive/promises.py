"""When each rung of a ladder is reached: the auditor's own reading of the rule.

It is written from the design, apart from what plans the reminders, and shares only
the calendar with it: a fault of one is then seen by the other. Phases, tracks and
posts are plain words here, rungs are plain rows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from directive.calendar import WorkCalendar

OWED = frozenset({"issued", "acknowledged", "in_progress", "returned"})
JUDGED = frozenset({"submitted", "checked"})
TRACKS = {
    "T": "due",
    "A": "acknowledgement",
    "N": "naming",
    "U": "undated",
    "C": "check",
    "K": "urgent",
    "TK": "urgent",
    "HT": "urgent",
}
"""The track that each prefix of a rung's key stands for."""
_URGENT = {"khan": "K", "thuong_khan": "TK", "hoa_toc": "HT"}
_AT_NIGHT_TOO = frozenset({"thuong_khan", "hoa_toc"})
_KEY = re.compile(r"([A-Z]+)([+-]\d+)(?:@(.+))?")


@dataclass(frozen=True, slots=True)
class Step:
    """One rung as a policy's row has it; `offset` in days, in hours when urgent."""

    key: str
    track: str
    offset: int
    audience: str
    escalates: bool
    repeats: bool = False
    urgency: str = "normal"

    @property
    def at_night_too(self) -> bool:
        """Tell whether it is told outside office hours as well."""
        return self.track == "urgent" and self.urgency in _AT_NIGHT_TOO


Ladder: TypeAlias = "Mapping[str, Sequence[Step]]"
"""The steps of a policy by track."""


@dataclass(frozen=True, slots=True)
class Days:
    """A calendar that remembers what it counted."""

    calendar: WorkCalendar
    _counted: dict[tuple[date, int], date] = field(default_factory=dict)

    def count(self, start: date, days: int) -> date:
        """Return the working day that lies `days` after `start`, before if negative."""
        key = (start, days)
        if key not in self._counted:
            self._counted[key] = self.calendar.add_working_days(start, days)
        return self._counted[key]

    def opens(self, day: date) -> datetime:
        """Return the first moment of a day, aware."""
        return datetime.combine(day, time(), self.calendar.zone)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of an obligation's life in which nothing a ladder looks at changed.

    `since` and `until` are aware, `until` None while it lasts; days are those of the
    office. `policy` is the version that was frozen on the assignment.
    """

    since: datetime
    until: datetime | None
    days: Days
    policy: str
    phase: str
    agency: str
    collector: str | None
    by_request: bool
    urgency: str
    issued_on: date
    issued_at: datetime
    revised_on: date | None
    due_on: date | None
    last_working_day: date | None
    due_revision: int
    submitted_on: date | None
    moved_on: date
    acknowledged: bool
    named: bool


class Milestone(NamedTuple):
    """A rung with the moment from which a walk has to tell it."""

    step: Step
    key: str
    offset: int
    day: date
    moment: datetime


def running(track: str, span: Span) -> bool:
    """Tell whether a ladder is climbed: whether its question is still open."""
    owed = span.phase in OWED
    unread = span.phase == "issued" and not span.acknowledged
    urgent = span.urgency in _URGENT
    match track:
        case "due":
            return owed and span.due_on is not None
        case "undated":
            return owed and span.due_on is None
        case "naming":
            return owed and not span.named
        case "check":
            return span.phase in JUDGED and span.submitted_on is not None
        case "urgent":
            return unread and urgent
        case _:
            return unread and not urgent


def milestones(
    track: str, span: Span, steps: Ladder, until: datetime
) -> list[Milestone]:
    """Return what a running ladder reaches up to a moment, each higher than before.

    Of two rungs reached together only the higher is there, and at one height the
    one that escalates.
    """
    found = [
        one
        for step in steps.get(track, ())
        for one in _reached(step, span, until)
        if one.moment <= until
    ]
    found.sort(key=lambda one: (one.moment, one.offset, one.step.escalates))
    rising: list[Milestone] = []
    for one in found:
        if rising and one.offset < rising[-1].offset:
            continue
        if rising and one.moment == rising[-1].moment:
            rising.pop()
        rising.append(one)
    return rising


def split(key: str) -> tuple[str, int, str | None] | None:
    """Return prefix, offset and start of a rung as told: "U+60@2025-10-04"."""
    match = _KEY.fullmatch(key)
    return (match[1], int(match[2]), match[3]) if match else None


def start_label(track: str, span: Span) -> str | None:
    """Return the day that a ladder which can begin again counts from, if it has one."""
    if track == "check":
        return str(_start(track, span))
    if track == "undated" and span.moved_on > span.issued_on:
        return str(span.moved_on)
    return None


def prefix(track: str, span: Span) -> str:
    """Return how the keys of a track begin for this obligation."""
    if track == "urgent":
        return _URGENT[span.urgency]
    return next(letter for letter, name in TRACKS.items() if name == track)


def _start(track: str, span: Span) -> date:
    if track == "due" and span.due_on:
        return span.due_on
    if track == "undated":
        return max(span.moved_on, span.issued_on)
    if track == "check":
        passed_on = span.phase == "checked" and span.moved_on > span.issued_on
        return span.moved_on if passed_on else span.submitted_on or span.moved_on
    return span.issued_on


def _reached(step: Step, span: Span, until: datetime) -> Iterator[Milestone]:
    if step.track == "urgent":
        if step.urgency == span.urgency:
            moment = span.issued_at + timedelta(hours=step.offset)
            day = span.days.calendar.day_of(moment)
            yield Milestone(step, step.key, step.offset, day, moment)
        return
    start = _start(step.track, span)
    label = start_label(step.track, span)
    offsets: Sequence[int] = (step.offset,)
    if step.repeats:
        last = (span.days.calendar.day_of(until) - start).days
        offsets = range(step.offset, last + 1, step.offset)
    for offset in offsets:
        day = _day(step, offset, start, span)
        if step.track == "due" and offset <= 0 and day <= _agreed_on(span):
            return  # the message about the date said it
        key = f"{_letters(step.key)}{offset:+d}" if step.repeats else step.key
        key = f"{key}@{label}" if label else key
        yield Milestone(step, key, offset, day, span.days.opens(day))


def _letters(key: str) -> str:
    return key.rstrip("0123456789").rstrip("+-")


def _agreed_on(span: Span) -> date:
    return span.revised_on or span.issued_on


def _day(step: Step, offset: int, start: date, span: Span) -> date:
    if step.track == "undated":
        return span.days.calendar.next_working_day(start + timedelta(days=offset))
    if step.track == "due" and offset <= 0:
        last = span.last_working_day or span.days.calendar.last_working_day(start)
        return span.days.count(last, offset)
    return span.days.count(start, offset)
