"""Queries of what was taken up: acknowledged and waited for, closed and to be told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from store.tables import AssignmentRow, EscalationRow, ObligationRow, ReminderRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Select
    from sqlalchemy.orm import Session

    Taken = tuple[EscalationRow, ObligationRow, AssignmentRow]


def one(session: Session, escalation_id: int) -> EscalationRow | None:
    """Return an escalation as it is now, whatever was loaded of it before."""
    return session.get(EscalationRow, escalation_id, populate_existing=True)


def listed(session: Session) -> Sequence[Taken]:
    """Return what is open, by post."""
    return _taken(
        session, select(EscalationRow).where(EscalationRow.closed_at.is_(None))
    )


def waited_for(session: Session) -> Sequence[Taken]:
    """Return what was acknowledged, not answered, and not told again since."""
    return _taken(
        session,
        select(EscalationRow).where(
            EscalationRow.closed_at.is_(None),
            EscalationRow.acknowledged_at.is_not(None),
            EscalationRow.answered_at.is_(None),
            or_(
                EscalationRow.returned_at.is_(None),
                EscalationRow.returned_at < EscalationRow.acknowledged_at,
            ),
        ),
    )


def closed_untold(session: Session) -> Sequence[Taken]:
    """Return what was closed and nobody was told of yet."""
    return _taken(
        session,
        select(EscalationRow).where(
            EscalationRow.closed_at.is_not(None),
            EscalationRow.closing_told_at.is_(None),
        ),
    )


def heard(session: Session, numbers: Sequence[int]) -> set[int]:
    """Return which of these escalations a message has told their post of."""
    found = session.scalars(
        select(EscalationRow.id)
        .join(
            ReminderRow,
            (ReminderRow.obligation_id == EscalationRow.obligation_id)
            & (ReminderRow.due_revision == EscalationRow.due_revision)
            & (ReminderRow.rung == EscalationRow.rung)
            & (ReminderRow.post_id == EscalationRow.post_id),
        )
        .where(EscalationRow.id.in_(numbers), ReminderRow.message_id.is_not(None))
    )
    return set(found)


def _taken(session: Session, wanted: Select[tuple[EscalationRow]]) -> Sequence[Taken]:
    found = session.execute(
        wanted.add_columns(ObligationRow, AssignmentRow)
        .join(ObligationRow, ObligationRow.id == EscalationRow.obligation_id)
        .join(AssignmentRow, AssignmentRow.id == ObligationRow.assignment_id)
        .order_by(EscalationRow.post_id, EscalationRow.id),
        execution_options={"populate_existing": True},
    )
    return found.tuples().all()
