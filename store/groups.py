"""The rows behind each figure of a report: every number on a page leads to them."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import and_, case, exists, or_

from directive.lifecycle import OWED, WAITING, Phase
from directive.progress import LONG_OVERDUE_DAYS, SILENT_DAYS
from directive.timeliness import Timeliness
from store.tables import AssignmentRow, EscalationRow
from store.tables import ObligationRow as Row
from store.timely import COUNTED, DOING, any_of, due_day, submitted_day

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy import ColumnElement

    from directive.calendar import WorkCalendar


class Group(StrEnum):
    """A figure of `directive.progress.Figures`, or the open escalations."""

    ASSIGNED = "assigned"
    DONE = "done"
    DONE_ON_TIME = "done_on_time"
    DONE_LATE = "done_late"
    DONE_UNDATED = "done_undated"
    DOING = "doing"
    DOING_IN_TIME = "doing_in_time"
    DOING_OVERDUE = "doing_overdue"
    DOING_UNDATED = "doing_undated"
    DUE_SOON = "due_soon"
    WAITING = "waiting"
    OVERDUE_OVER_30 = "overdue_over_30"
    SILENT = "silent"
    RETURNED = "returned"
    NOT_ACKNOWLEDGED = "not_acknowledged"
    NO_PERSON = "no_person"
    NOT_COUNTED = "not_counted"
    ESCALATED = "escalated"
    ORIGINAL_ON_TIME = "original_on_time"
    ORIGINAL_LATE = "original_late"
    ORIGINAL_OVERDUE = "original_overdue"
    SENT = "sent"  # handed in, whatever became of it
    NOT_SENT = "not_sent"


_BY_PHASE = {
    Group.ASSIGNED: COUNTED,
    Group.DONE: (Phase.ACCEPTED,),
    Group.DOING: DOING,
    Group.WAITING: WAITING,
    Group.RETURNED: (Phase.RETURNED,),
    Group.NOT_ACKNOWLEDGED: (Phase.ISSUED,),
    Group.SENT: (*WAITING, Phase.ACCEPTED),
    Group.NOT_SENT: OWED,
}
_BY_TIMELINESS = {
    Group.DONE_ON_TIME: (Phase.ACCEPTED, Timeliness.ON_TIME),
    Group.DONE_LATE: (Phase.ACCEPTED, Timeliness.LATE),
    Group.DONE_UNDATED: (Phase.ACCEPTED, Timeliness.NO_DEADLINE),
    Group.DOING_IN_TIME: (*DOING, Timeliness.IN_TIME, Timeliness.DUE_SOON),
    Group.DOING_OVERDUE: (*DOING, Timeliness.OVERDUE),
    Group.DOING_UNDATED: (*DOING, Timeliness.NO_DEADLINE),
    Group.DUE_SOON: (*OWED, Timeliness.DUE_SOON),
    Group.NOT_COUNTED: (*Phase, Timeliness.NOT_COUNTED),
}


def group_is(
    group: Group, *, now: datetime, calendar: WorkCalendar
) -> ColumnElement[bool]:
    """Return the condition that an obligation is counted in a figure at `now`.

    `NO_PERSON` looks at the assignment: the query has to join it.
    """
    if group in _BY_PHASE:
        return Row.phase.in_(_BY_PHASE[group])
    if group in _BY_TIMELINESS:
        parts = _BY_TIMELINESS[group]
        phases = [part for part in parts if isinstance(part, Phase)]
        timely = [part for part in parts if isinstance(part, Timeliness)]
        return and_(Row.phase.in_(phases), any_of(timely, now=now, calendar=calendar))
    today = calendar.day_of(now)
    owed = Row.phase.in_(OWED)
    due = due_day(calendar)
    match group:
        case Group.OVERDUE_OVER_30:
            frozen = case(
                (Row.phase.in_(WAITING), submitted_day(calendar)), else_=today
            )
            overdue = any_of([Timeliness.OVERDUE], now=now, calendar=calendar)
            return and_(overdue, frozen - due > LONG_OVERDUE_DAYS)
        case Group.SILENT:
            quiet = today - timedelta(days=SILENT_DAYS)
            return and_(owed, due.is_(None), Row.moved_on <= quiet)
        case Group.NO_PERSON:
            return and_(owed, AssignmentRow.named_at.is_(None))
        case _:
            return _others(today, calendar)[group]


def _others(today: date, calendar: WorkCalendar) -> dict[Group, ColumnElement[bool]]:
    """Return the conditions against the date that was set first, and of the ladder."""
    original, handed_in = Row.original_due_on, submitted_day(calendar)
    done = Row.phase == Phase.ACCEPTED
    owed = and_(Row.phase.in_(OWED), original < today)
    waiting = and_(Row.phase.in_(WAITING), handed_in > original)
    return {
        Group.ORIGINAL_ON_TIME: and_(done, handed_in <= original),
        Group.ORIGINAL_LATE: and_(done, handed_in > original),
        Group.ORIGINAL_OVERDUE: or_(owed, waiting),
        Group.ESCALATED: exists().where(
            EscalationRow.obligation_id == Row.id, EscalationRow.closed_at.is_(None)
        ),
    }
