"""When to look at an obligation again: the next moment that its ladder can speak.

A walk of the ladders reads only what is due to be looked at. So the moment may be too
early, which costs a look, and never too late, which would cost a reminder.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from directive.policy import Track, prefix
from directive.standing import anchor, rung_day, runs, urgent_moment

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from directive.calendar import WorkCalendar
    from directive.policy import Policy, Rung
    from directive.standing import Standing

_RECKONING = 1
"""Raise it when the rules of the ladder change: everything is then looked at once."""


def next_look(
    standing: Standing, *, calendar: WorkCalendar, policy: Policy, now: datetime
) -> datetime | None:
    """Return the first moment after `now` at which another rung can be reached.

    It holds as long as the facts, the calendar and the policy stay, and when nothing
    that is reached at `now` still has to be told.

    Args:
        standing: The facts of the obligation; what was told already is not looked at.
        calendar: The working days.
        policy: The ladder in force for it.
        now: A moment in office hours, aware.

    Returns:
        An aware moment: the first of the day in Asia/Ho_Chi_Minh, or to the minute
        for urgent documents; None when no rung is left.
    """
    moments = (
        moment
        for track in Track
        if runs(track, standing)
        for moment in _moments(track, standing, calendar, policy, calendar.day_of(now))
        if moment > now
    )
    return min(moments, default=None)


def rules_in_force(
    calendar: WorkCalendar, policies: Mapping[str, Policy], *, otherwise: str
) -> str:
    """Return a short name for all that the next moments depend on beside the facts.

    Args:
        calendar: The working days.
        policies: Every ladder by its version.
        otherwise: The version that serves where a frozen one is not known.
    """
    said = (
        _RECKONING,
        calendar.version,
        sorted(calendar.statutory.items()),
        sorted(calendar.extra_off),
        sorted(calendar.extra_working),
        calendar.zone.key,
        calendar.office_hours,
        sorted(policies.items()),
        otherwise,
    )
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


def _moments(
    track: Track,
    standing: Standing,
    calendar: WorkCalendar,
    policy: Policy,
    today: date,
) -> Iterator[datetime]:
    for rung in policy.rungs:
        if rung.track is not track:
            continue
        for coming in _returns(rung, standing, today):
            moment = urgent_moment(coming, standing)
            day = rung_day(coming, standing, calendar)
            if moment:
                yield moment
            elif day:
                yield _start_of(day, calendar)
        if rung.repeats and track is Track.URGENT:
            yield _start_of(today + timedelta(days=1), calendar)


def _returns(rung: Rung, standing: Standing, today: date) -> Iterator[Rung]:
    """Yield the rung and its returns, up to the first that can lie after today."""
    yield rung
    start = anchor(rung.track, standing)
    if not rung.repeats or start is None:
        return
    times = max(0, (today - start).days) // rung.offset
    for offset in range(2 * rung.offset, (times + 1) * rung.offset + 1, rung.offset):
        key = f"{prefix(rung.track, rung.urgency)}{offset:+d}"
        yield replace(rung, key=key, offset=offset)


def _start_of(day: date, calendar: WorkCalendar) -> datetime:
    return datetime.combine(day, time(), calendar.zone)
