"""The facts of one obligation that a ladder looks at, and the day of each rung."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from directive.lifecycle import OWED, WAITING, Phase
from directive.model import Urgency
from directive.policy import Rung, Track

if TYPE_CHECKING:
    from directive.calendar import WorkCalendar


@dataclass(frozen=True, slots=True)
class Standing:
    """Plain facts of one obligation, as of now.

    Attributes:
        phase: Its phase.
        issued_on: The day it was issued to this agency.
        acknowledged: The agency has said that it received it.
        person_named: The agency has named who is responsible.
        due_on: The last permitted day under the agreed date; None without one.
        last_working_day: The working day on or before `due_on`; worked out when
            None.
        submitted_on: The day of the latest submission.
        moved_on: The day of the last movement (progress, return, check …).
        by_request: The agency is not under the chairman: escalated by request.
        told: Keys of the occurrences already told: of the due track those of this
            due revision, of the other tracks those of every revision.
        urgency: Độ khẩn of the document.
        issued_at: The moment of issue, aware; the urgent track needs it.
        revised_on: The day the present due date was agreed, when not at issue.
    """

    phase: Phase
    issued_on: date
    acknowledged: bool = False
    person_named: bool = False
    due_on: date | None = None
    last_working_day: date | None = None
    submitted_on: date | None = None
    moved_on: date | None = None
    by_request: bool = False
    told: frozenset[str] = frozenset()
    urgency: Urgency = Urgency.NORMAL
    issued_at: datetime | None = None
    revised_on: date | None = None


def runs(track: Track, standing: Standing) -> bool:
    """Tell whether a track is running: whether somebody still owes its answer."""
    owed = standing.phase in OWED
    unread = standing.phase is Phase.ISSUED and not standing.acknowledged
    urgent = standing.urgency is not Urgency.NORMAL and standing.issued_at is not None
    return {
        Track.DUE: owed and standing.due_on is not None,
        Track.ACKNOWLEDGEMENT: unread and not urgent,
        Track.NAMING: owed and not standing.person_named,
        Track.UNDATED: owed and standing.due_on is None,
        Track.CHECK: standing.phase in WAITING and standing.submitted_on is not None,
        Track.URGENT: unread and urgent,
    }[track]


def anchor(track: Track, standing: Standing) -> date | None:
    """Return the day that a track counts from; None when there is none."""
    match track:
        case Track.DUE:
            return standing.due_on
        case Track.UNDATED:
            return standing.moved_on or standing.issued_on
        case Track.CHECK if standing.phase is Phase.CHECKED:
            return standing.moved_on or standing.submitted_on
        case Track.CHECK:
            return standing.submitted_on
        case _:
            return standing.issued_on


def rung_day(rung: Rung, standing: Standing, calendar: WorkCalendar) -> date | None:
    """Return the day on which a rung sounds; None when it has nothing to count from.

    T-n is the n-th working day before the last working day on which the thing may
    be done, T+n the n-th working day after the due date; the other tracks count
    working days after their start. The undated track counts calendar days and
    waits for the next working day; the urgent one counts hours.
    """
    if rung.track is Track.URGENT:
        moment = urgent_moment(rung, standing)
        return calendar.day_of(moment) if moment else None
    start = anchor(rung.track, standing)
    if start is None:
        return None
    if rung.track is Track.UNDATED:
        return calendar.next_working_day(start + timedelta(days=rung.offset))
    if rung.track is Track.DUE and rung.offset <= 0:
        start = standing.last_working_day or calendar.last_working_day(start)
    return calendar.add_working_days(start, rung.offset)


def moved_from(rung: Rung, standing: Standing, calendar: WorkCalendar) -> date | None:
    """Return the day a rung would have sounded on, had it fallen in working time.

    None when it sounds on its own day: a rest day and the hours after work are left
    for the next working morning, and the message says so.
    """
    sounds: date | None = None
    falls: date | None = None
    if rung.track is Track.UNDATED:
        sounds = rung_day(rung, standing, calendar)
        start = anchor(rung.track, standing)
        falls = start + timedelta(days=rung.offset) if start else None
    elif not rung.around_the_clock:
        moment = urgent_moment(rung, standing)
        if moment is not None:
            sounds = calendar.day_of(calendar.next_working_moment(moment))
            falls = calendar.day_of(moment)
    return falls if falls != sounds else None


def urgent_moment(rung: Rung, standing: Standing) -> datetime | None:
    """Return when a rung of the urgent track sounds; None if it is not for this one."""
    if rung.track is not Track.URGENT or rung.urgency is not standing.urgency:
        return None
    if standing.issued_at is None:
        return None
    return standing.issued_at + timedelta(hours=rung.offset)
