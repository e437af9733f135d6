"""Queries about what was handed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from store.tables import (
    AssignmentRow,
    EvidenceRow,
    ObligationRow,
    SubmissionLineRow,
    SubmissionRow,
)

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def open_line(session: Session, obligation_id: int) -> SubmissionLineRow | None:
    """Return the line that waits for a verdict on an obligation."""
    return session.scalars(
        select(SubmissionLineRow)
        .where(SubmissionLineRow.obligation_id == obligation_id)
        .order_by(SubmissionLineRow.id.desc())
        .limit(1)
    ).first()


def evidence(
    session: Session, number: int, *, agency: str | None, directive: int | None
) -> EvidenceRow | None:
    """Return a piece of evidence that somebody may see.

    Args:
        session: The transaction.
        number: Of the piece.
        agency: Sees what it handed in, and what was handed in under what it collects;
            None sees all.
        directive: The only one, for who sees no other.
    """
    wanted = select(EvidenceRow).where(EvidenceRow.id == number)
    if agency is not None:
        collected = (
            select(SubmissionLineRow.submission_id)
            .join(ObligationRow, ObligationRow.id == SubmissionLineRow.obligation_id)
            .join(AssignmentRow, AssignmentRow.id == ObligationRow.assignment_id)
            .where(AssignmentRow.collector_code == agency)
        )
        wanted = wanted.join(
            SubmissionRow, SubmissionRow.id == EvidenceRow.submission_id
        ).where(
            or_(SubmissionRow.agency_code == agency, SubmissionRow.id.in_(collected))
        )
        if directive is not None:
            wanted = wanted.where(SubmissionRow.directive_id == directive)
    return session.scalars(wanted).one_or_none()
