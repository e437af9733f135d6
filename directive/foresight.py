"""When a ladder will first speak of an obligation that is about to be given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from directive.standing import Standing, rung_day, runs

if TYPE_CHECKING:
    from datetime import date

    from directive.calendar import WorkCalendar
    from directive.policy import Policy, Rung, Track


def first_of(
    track: Track, standing: Standing, *, policy: Policy, calendar: WorkCalendar
) -> tuple[date, Rung] | None:
    """Return the day of the first rung of a track after the day of issue, and the rung.

    None where the track does not run. What falls on the day of issue or before is
    said by the message that gives the obligation.
    """
    if not runs(track, standing):
        return None
    days = (
        (day, rung)
        for rung in policy.rungs
        if rung.track is track
        and (day := rung_day(rung, standing, calendar)) is not None
        and day > standing.issued_on
    )
    return min(days, key=lambda found: (found[0], found[1].offset), default=None)
