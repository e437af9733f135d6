"""Queries about what came in by mail or by the drop folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from store.tables import AssignmentRow, InboundRow, MessageRow, ObligationRow

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from sqlalchemy.orm import Session


def is_known(session: Session, source_id: str) -> bool:
    """Tell whether this mail or file was taken in before."""
    found = select(InboundRow.id).where(InboundRow.source_id == source_id)
    return session.scalar(found) is not None


def owners(session: Session, codes: Collection[str]) -> Mapping[str, str]:
    """Return the agency that owes each assignment, of the codes that exist."""
    found = select(AssignmentRow.code, AssignmentRow.agency_code).where(
        AssignmentRow.code.in_(codes)
    )
    return dict(session.execute(found).tuples().all())


def codes_of_message(session: Session, message_id: int) -> tuple[str, ...]:
    """Return the codes of the assignments that a message names."""
    numbers = session.scalar(
        select(MessageRow.assignment_ids).where(MessageRow.id == message_id)
    )
    found = select(AssignmentRow.code).where(AssignmentRow.id.in_(numbers or ()))
    return tuple(session.scalars(found.order_by(AssignmentRow.code)))


def owed_under(session: Session, code: str, phases: Collection[str]) -> Sequence[int]:
    """Return what is still owed under an assignment, soonest due first."""
    return session.scalars(
        select(ObligationRow.id)
        .join(AssignmentRow, AssignmentRow.id == ObligationRow.assignment_id)
        .where(
            AssignmentRow.code == code,
            ObligationRow.kind == "main",
            ObligationRow.phase.in_(phases),
        )
        .order_by(ObligationRow.due_on.asc().nulls_last(), ObligationRow.id)
    ).all()
