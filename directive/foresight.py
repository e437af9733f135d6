"""When a ladder will first speak of an obligation that is about to be given."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from directive.ladder import reached
from directive.looking import next_look
from directive.policy import Audience, Track

if TYPE_CHECKING:
    from datetime import date, datetime

    from directive.calendar import WorkCalendar
    from directive.ladder import Occurrence
    from directive.policy import Policy, Rung
    from directive.standing import Standing


@dataclass(frozen=True, slots=True)
class Coming:
    """The first message of a ladder: the day it goes out, its rung, and who hears."""

    on: date
    rung: Rung
    audience: Audience


def first_of(
    track: Track,
    standing: Standing,
    *,
    policy: Policy,
    calendar: WorkCalendar,
    now: datetime,
) -> Coming | None:
    """Return what a track will say first of what is issued at a moment.

    It asks the ladder itself, at every moment at which it can speak: where rungs are
    passed already when the thing is issued, the highest of them sounds at the first
    walk in office hours. None where the track never speaks.

    Args:
        track: The ladder that is asked about.
        standing: The facts of the obligation as they will be once it is issued.
        policy: The ladder in force.
        calendar: The working days.
        now: The moment of issue, aware.
    """
    mine = tuple(
        rung
        for rung in policy.rungs
        if rung.track is track
        and (track is not Track.URGENT or rung.urgency is standing.urgency)
    )
    policy = replace(policy, rungs=mine)
    any_hour = any(rung.around_the_clock for rung in mine)
    moment: datetime | None = now
    while moment is not None:
        walk = moment if any_hour else calendar.next_working_moment(moment)
        today = calendar.day_of(walk)
        for told in reached(
            standing, today=today, calendar=calendar, policy=policy, now=walk
        ):
            return Coming(today, told.rung, _hearer(told))
        moment = next_look(standing, calendar=calendar, policy=policy, now=moment)
    return None


def _hearer(told: Occurrence) -> Audience:
    return Audience.MONITORING if told.by_request else told.rung.audience
