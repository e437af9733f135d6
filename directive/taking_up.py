"""An escalation as an object: what answers it, and when it comes back."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from directive.acts import Act

if TYPE_CHECKING:
    from datetime import date

    from directive.calendar import WorkCalendar


class Answer(StrEnum):
    """What somebody gave in answer to an escalation."""

    EXPLANATION = "explanation"
    NEW_DATE = "new_date"
    REASSIGNMENT = "reassignment"


ANSWERED_BY: dict[Act, Answer] = {
    Act.GRANT_EXTENSION: Answer.NEW_DATE,
    Act.SET_DUE: Answer.NEW_DATE,
    Act.REASSIGN: Answer.REASSIGNMENT,
}
"""Acts on an assignment that are the answer to what was taken up about it."""


def comes_back_on(
    acknowledged_on: date,
    moved_on: date,
    *,
    after: int,
    calendar: WorkCalendar,
) -> date:
    """Return the day an escalation is told again, when nothing follows until then.

    Args:
        acknowledged_on: The day somebody acknowledged it.
        moved_on: The day the assignment last moved; it begins the count anew.
        after: Working days to wait, as the policy says.
        calendar: The working days.
    """
    return calendar.add_working_days(max(acknowledged_on, moved_on), after)
