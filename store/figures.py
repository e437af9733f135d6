"""Queries about the figures, and their proof against a full count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Date, cast, func, select

from store import views
from store.tables import AssignmentRow, ObligationRow

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from sqlalchemy.orm import Session

ZONE = "Asia/Ho_Chi_Minh"


def differences(session: Session) -> int:
    """Return in how many places the kept figures differ from a full count."""
    submitted_on = cast(func.timezone(ZONE, ObligationRow.submitted_at), Date)
    keys = (
        ObligationRow.agency_code,
        ObligationRow.directive_id,
        ObligationRow.phase,
        ObligationRow.due_on,
        submitted_on,
    )
    counted = {
        (agency, str(directive), *rest): n
        for agency, directive, *rest, n in session.execute(
            select(*keys, func.count()).group_by(*keys)
        )
    }
    kept = {
        (one.agency, one.directive, one.phase, one.due_on, one.submitted_on): one.n
        for one in views.tallies(session)
    }
    return sum(counted.get(key) != kept.get(key) for key in counted.keys() | kept)


def most_late(
    session: Session, phases: Collection[str], *, today: date, limit: int
) -> Sequence[tuple[AssignmentRow, ObligationRow]]:
    """Return what is owed past its due date, longest first."""
    found = session.execute(
        select(AssignmentRow, ObligationRow)
        .join(ObligationRow, ObligationRow.assignment_id == AssignmentRow.id)
        .where(ObligationRow.phase.in_(phases), ObligationRow.due_on < today)
        .order_by(ObligationRow.due_on, ObligationRow.id)
        .limit(limit)
    )
    return found.tuples().all()
