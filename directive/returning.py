"""What follows an escalation: it comes back when nothing moves, and its end is told."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from directive.findings import Finding, Kind
from directive.reckoning import LEEWAY, spans_near

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from directive.held import Owed, Raised, Rules

_AGAIN = "an escalation that was acknowledged, and followed by nothing, is told again"
_CLOSED = "the end of an escalation is told to whoever heard of it"


def followed(
    owed: Owed, raised: Raised, rules: Rules, *, now: datetime
) -> Iterator[Finding]:
    """Yield what was not told of an escalation after it was opened, or too early.

    The budget of a day may hold back what is to be told until the next working day.
    """
    where = f"{owed.where}, escalation {raised.id}"
    seen, back = raised.acknowledged_at, raised.returned_at
    if raised.closed_at and raised.closing_told_at is None:
        ended = owed.spans[0].days.calendar.day_of(raised.closed_at)
        walk = _next_day(owed, ended, raised.closed_at, rules, now)
        if walk:
            dates = (
                ("closed", raised.closed_at.isoformat()),
                ("first walk after it", walk.isoformat()),
            )
            what = f"nobody was told that {raised.rung} closed"
            yield Finding(Kind.CLOSING_NOT_TOLD, where, what, _CLOSED, dates)
    if seen is None:
        return
    if back is not None and back >= seen:
        days = owed.spans[0].days
        due = min(
            _due(owed, seen, span.moved_on, rules)
            for span in spans_near(owed.spans, back)
        )
        if days.calendar.day_of(back) < due:
            early = (("told again", back.isoformat()), ("comes back on", str(due)))
            what = f"{raised.rung} was told again before its day"
            yield Finding(Kind.TOO_EARLY, where, what, _AGAIN, early)
        return
    if raised.closed_at or raised.answered_at:
        return
    last = owed.spans[-1]
    due = _due(owed, seen, last.moved_on, rules)
    walk = _next_day(owed, due, max(seen, last.since), rules, now)
    if walk:
        counted = (
            ("acknowledged", seen.isoformat()),
            ("comes back on", str(due)),
            ("first walk after that day", walk.isoformat()),
        )
        what = f"{raised.rung} was not told again"
        yield Finding(Kind.MISSING_ESCALATION, where, what, _AGAIN, counted)


def _due(owed: Owed, seen: datetime, moved_on: date, rules: Rules) -> date:
    last = owed.spans[-1]
    since = max(last.days.calendar.day_of(seen), moved_on)
    return last.days.count(since, rules.returns_after.get(last.policy, 0))


def _next_day(
    owed: Owed, day: date, after: datetime, rules: Rules, now: datetime
) -> datetime | None:
    """Return the first walk that told those above, on a working day after this one."""
    opens = owed.spans[-1].days.opens(day + timedelta(days=1))
    return rules.walks.first(
        max(opens, after) + LEEWAY, now - LEEWAY, escalating=True, any_hour=False
    )
