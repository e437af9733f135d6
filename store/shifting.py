"""Queries of what a new calendar can move: open obligations that have a date."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import func, select

from store.tables import AssignmentRow, ObligationRow

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date
    from typing import Any

    from sqlalchemy.orm import Session


class Dated(NamedTuple):
    """An open obligation with a date, and how the date was reckoned."""

    id: int
    due_on: date
    last_working_day: date | None
    original_due_on: date | None
    deadline: dict[str, Any] | None
    anchored_on: date | None


def dated(session: Session, phases: Collection[str]) -> Sequence[Dated]:
    """Return the obligations in these phases that have a date, oldest first."""
    found = session.execute(
        select(
            ObligationRow.id,
            ObligationRow.due_on,
            ObligationRow.last_working_day,
            ObligationRow.original_due_on,
            ObligationRow.deadline,
            ObligationRow.anchored_on,
        )
        .where(ObligationRow.phase.in_(phases), ObligationRow.due_on.is_not(None))
        .order_by(ObligationRow.id)
    )
    return [Dated(*row) for row in found]


def lock_all(
    session: Session, numbers: Collection[int]
) -> Sequence[tuple[AssignmentRow, ObligationRow]]:
    """Return obligations with their assignments, locked in the order acts lock in."""
    found = session.execute(
        select(AssignmentRow, ObligationRow)
        .join(ObligationRow, ObligationRow.assignment_id == AssignmentRow.id)
        .where(ObligationRow.id == func.any(list(numbers)))
        .order_by(ObligationRow.id)
        .with_for_update()
    )
    return found.tuples().all()
