"""Queries about what was handed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from store.tables import (
    AssignmentRow,
    EventRow,
    EvidenceRow,
    InboundRow,
    ObligationRow,
    SubmissionLineRow,
    SubmissionRow,
    UserRow,
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


def is_by(session: Session, obligation_id: int, user: int | None) -> bool:
    """Tell whether an account handed in what waits for a verdict on an obligation.

    It did so signed in, or by a mail from the address that it signs in with.
    """
    line = open_line(session, obligation_id)
    account = None if user is None else session.get(UserRow, user)
    if line is None or account is None:
        return False
    number = line.submission_id
    by_whom = select(EventRow.actor).where(
        EventRow.aggregate == "submission",
        EventRow.aggregate_id == str(number),
        EventRow.act == "submit",
    )
    sender = select(InboundRow.sender).where(InboundRow.submission_id == number)
    actors = session.scalars(by_whom).all()
    senders = [one.lower() for one in session.scalars(sender) if one]
    return any(one.endswith(f"#{user}") for one in actors) or account.login in senders


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
