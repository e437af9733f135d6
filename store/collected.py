"""What an agency collects from others: who sent it their results, and who did not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, func, select

from directive.lifecycle import Phase
from directive.timeliness import Timeliness
from store.groups import Group, group_is
from store.tables import AgencyRow, AssignmentRow, ObligationRow
from store.timely import timeliness_is

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Select
    from sqlalchemy.orm import Session

    from directive.calendar import WorkCalendar


@dataclass(frozen=True, slots=True)
class Sender:
    """How much an agency sent to its collector, and how much it still has to."""

    code: str
    name: str
    sent: int
    to_check: int  # of what was sent
    not_sent: int
    overdue: int  # of what was not sent


def senders(
    session: Session, collector: str, *, now: datetime, calendar: WorkCalendar
) -> list[Sender]:
    """Return the agencies that report to a collector, in Vietnamese order."""
    not_sent = group_is(Group.NOT_SENT, now=now, calendar=calendar)
    late = timeliness_is(Timeliness.OVERDUE, now=now, calendar=calendar)
    counts = (
        group_is(Group.SENT, now=now, calendar=calendar),
        ObligationRow.phase == Phase.SUBMITTED,
        not_sent,
        and_(not_sent, late),
    )
    found = session.execute(
        select(
            AgencyRow.code,
            AgencyRow.name,
            *(func.count().filter(condition) for condition in counts),
        )
        .join(ObligationRow, ObligationRow.agency_code == AgencyRow.code)
        .where(ObligationRow.assignment_id.in_(of_others(collector)))
        .group_by(AgencyRow.code)
        .order_by(AgencyRow.sort_key)
    )
    return [Sender(*row) for row in found]


def of_others(collector: str | None) -> Select[tuple[int]]:
    """Return the assignments of one agency that another collects; None is any other."""
    found = select(AssignmentRow.id).where(
        AssignmentRow.collector_code != AssignmentRow.agency_code
    )
    if collector is None:
        return found
    return found.where(AssignmentRow.collector_code == collector)
