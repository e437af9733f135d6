"""The ladder: who hears about an obligation today, and who is spared.

Only the highest rung reached sounds on each track, and nothing at or below one
already told: after an outage the chairman hears once, rather than everyone
hearing every missed reminder, and asking twice is silent.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from directive.default_policy import DEFAULT_POLICY
from directive.explanation import explain
from directive.policy import (
    ABOVE_HEAD,
    AUDIENCE_NAMES,
    Audience,
    Policy,
    Rung,
    Track,
    prefix,
)
from directive.standing import (
    Standing,
    anchor,
    moved_from,
    rung_day,
    runs,
    urgent_moment,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from directive.calendar import WorkCalendar

__all__ = [
    "ABOVE_HEAD",
    "AUDIENCE_NAMES",
    "DEFAULT_POLICY",
    "Audience",
    "Occurrence",
    "Policy",
    "Rung",
    "Standing",
    "Track",
    "explain",
    "may_sound",
    "moved_from",
    "reached",
    "rung_day",
]

_KEY = re.compile(r"(?P<prefix>[A-Z]+)(?P<offset>[+-]\d+)(?:@(?P<anchor>.+))?")


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A rung that is reached, to be told once.

    Attributes:
        rung: The step; one that repeats bears the offset reached ("U+60").
        key: What to remember as told. Equal to `rung.key`, with the day counted
            from where a track can start anew ("U+30@2025-10-04").
        day: The day it was reached, today or before.
        by_request: The agency is not under the chairman and the rung goes above
            its head: list it for the office, send it to nobody.
    """

    rung: Rung
    key: str
    day: date
    by_request: bool = False


def reached(
    standing: Standing,
    *,
    today: date,
    calendar: WorkCalendar,
    policy: Policy = DEFAULT_POLICY,
    now: datetime | None = None,
) -> tuple[Occurrence, ...]:
    """Return what has to be told today, at most one occurrence for each track.

    On a rest day only the tracks that run around the clock speak. A reminder
    whose day had passed when the obligation was issued (or its date revised) stays
    silent: that message said it already.

    Args:
        standing: The facts of the obligation.
        today: The day in Asia/Ho_Chi_Minh.
        calendar: The working days.
        policy: The ladder in force.
        now: The moment, aware; the hours of urgent documents are counted to it,
            without it to the start of today's office hours.
    """
    found = (
        _highest(
            track, standing, today=today, calendar=calendar, policy=policy, now=now
        )
        for track in Track
        if runs(track, standing)
    )
    return tuple(occurrence for occurrence in found if occurrence)


def may_sound(rung: Rung, *, now: datetime, calendar: WorkCalendar) -> bool:
    """Tell whether a rung may be sent at this moment: in office hours, or any time."""
    return rung.around_the_clock or calendar.is_working_time(now)


def _highest(
    track: Track,
    standing: Standing,
    *,
    today: date,
    calendar: WorkCalendar,
    policy: Policy,
    now: datetime | None,
) -> Occurrence | None:
    moment = now or datetime.combine(
        today, calendar.office_hours[0].start, calendar.zone
    )
    best: Occurrence | None = None
    for rung in _rungs(track, standing, today, policy):
        day = rung_day(rung, standing, calendar)
        if day is None or day > today or _said_at_start(rung, day, standing):
            continue
        if not (rung.around_the_clock or calendar.is_working_day(today)):
            continue
        sharp = urgent_moment(rung, standing) if track is Track.URGENT else None
        if sharp is not None and sharp > moment:
            continue
        if best is None or rung.offset >= best.rung.offset:
            by_request = standing.by_request and rung.audience in ABOVE_HEAD
            best = Occurrence(rung, _key(rung, standing), day, by_request)
    if best is None or best.rung.offset <= _told(best, standing):
        return None
    return best


def _rungs(
    track: Track, standing: Standing, today: date, policy: Policy
) -> Iterator[Rung]:
    """Yield the rungs of a track, repeated ones as often as they can have come.

    Of two with one offset the one that escalates comes last, and so wins.
    """
    start = anchor(track, standing)
    rungs = [rung for rung in policy.rungs if rung.track is track]
    for rung in sorted(rungs, key=lambda rung: rung.escalates):
        yield rung
        if not rung.repeats or start is None:
            continue
        times = (today - start).days // rung.offset
        for offset in range(2 * rung.offset, times * rung.offset + 1, rung.offset):
            key = f"{prefix(track)}{offset:+d}"
            yield replace(rung, key=key, offset=offset)


def _said_at_start(rung: Rung, day: date, standing: Standing) -> bool:
    start = standing.revised_on or standing.issued_on
    return rung.track is Track.DUE and rung.offset <= 0 and day <= start


def _key(rung: Rung, standing: Standing) -> str:
    label = _anchor_label(rung.track, standing)
    return f"{rung.key}@{label}" if label else rung.key


def _anchor_label(track: Track, standing: Standing) -> str | None:
    """Name the start of a track that can begin again; None where it cannot."""
    if track is Track.CHECK or (track is Track.UNDATED and standing.moved_on):
        start = anchor(track, standing)
        return start.isoformat() if start else None
    return None


def _told(occurrence: Occurrence, standing: Standing) -> float:
    """Return the highest offset told on the occurrence's track since its start."""
    rung = occurrence.rung
    label = _anchor_label(rung.track, standing)
    matches = filter(None, map(_KEY.fullmatch, standing.told))
    return max(
        (
            int(match["offset"])
            for match in matches
            if match["prefix"] == prefix(rung.track, rung.urgency)
            and match["anchor"] == label
        ),
        default=float("-inf"),
    )
