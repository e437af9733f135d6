"""What one agency was given, directive by directive, and how each piece stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, func, select

from store.tables import (
    AssignmentRow,
    BreakdownRow,
    DirectiveRow,
    ExtensionRow,
    InstructionRow,
    ObligationRow,
    PersonRow,
    SubmissionLineRow,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy.orm import Session

_MOST_PILES = 200


@dataclass(frozen=True, slots=True)
class Piece:
    """One obligation of an agency under a directive."""

    assignment: AssignmentRow
    obligation: ObligationRow
    path: str
    person: PersonRow | None
    asked_until: date | None  # of a request for more time that is open
    rows: int  # of the agency's breakdown
    rows_unclear: int


@dataclass(frozen=True, slots=True)
class Pile:
    """A directive, how much of it an agency still owes, and the next due day."""

    directive: DirectiveRow
    owed: int
    total: int
    next_due_on: date | None


def pieces(session: Session, agency: str, directive: int) -> Sequence[Piece]:
    """Return what a directive asks of an agency, in the order of its text."""
    counted = (
        select(
            BreakdownRow.assignment_id,
            func.count().label("rows"),
            func.count()
            .filter(func.jsonb_array_length(BreakdownRow.gaps) > 0)
            .label("unclear"),
        )
        .join(AssignmentRow, AssignmentRow.id == BreakdownRow.assignment_id)
        .where(
            BreakdownRow.replaced_at.is_(None),
            AssignmentRow.directive_id == directive,
            AssignmentRow.agency_code == agency,
        )
        .group_by(BreakdownRow.assignment_id)
        .subquery()
    )
    found = session.execute(
        select(
            AssignmentRow,
            ObligationRow,
            InstructionRow.path,
            PersonRow,
            ExtensionRow.asked_until,
            func.coalesce(counted.c.rows, 0),
            func.coalesce(counted.c.unclear, 0),
        )
        .join(ObligationRow, ObligationRow.assignment_id == AssignmentRow.id)
        .join(InstructionRow, InstructionRow.id == AssignmentRow.instruction_id)
        .outerjoin(PersonRow, PersonRow.id == AssignmentRow.person_id)
        .outerjoin(
            ExtensionRow,
            and_(
                ExtensionRow.obligation_id == ObligationRow.id,
                ExtensionRow.status == "asked",
            ),
        )
        .outerjoin(counted, counted.c.assignment_id == AssignmentRow.id)
        .where(
            ObligationRow.directive_id == directive,
            ObligationRow.agency_code == agency,
        )
        .order_by(InstructionRow.position, ObligationRow.id)
    )
    return [Piece(*row) for row in found]


def returned(session: Session, numbers: Sequence[int]) -> dict[int, str]:
    """Return why the last answer of each obligation was given back, where it was."""
    found = session.execute(
        select(SubmissionLineRow.obligation_id, SubmissionLineRow.reason)
        .where(
            SubmissionLineRow.obligation_id.in_(numbers),
            SubmissionLineRow.verdict == "returned",
        )
        .order_by(SubmissionLineRow.id)
    )
    return {number: reason or "" for number, reason in found}


def of_agency(session: Session, agency: str, owed: Sequence[str]) -> Sequence[Pile]:
    """Return the directives that gave an agency work, the most pressing first.

    Args:
        session: The transaction.
        agency: Its code.
        owed: The phases in which the agency owes something.
    """
    is_owed = ObligationRow.phase.in_(owed)
    counted = (
        select(
            ObligationRow.directive_id,
            func.count().filter(is_owed).label("owed"),
            func.count().label("total"),
            func.min(ObligationRow.due_on).filter(is_owed).label("next_due_on"),
        )
        .where(ObligationRow.agency_code == agency)
        .group_by(ObligationRow.directive_id)
        .subquery()
    )
    found = session.execute(
        select(DirectiveRow, counted.c.owed, counted.c.total, counted.c.next_due_on)
        .join(counted, counted.c.directive_id == DirectiveRow.id)
        .order_by(
            (counted.c.owed == 0),
            counted.c.next_due_on.asc().nulls_last(),
            DirectiveRow.id.desc(),
        )
        .limit(_MOST_PILES)
    )
    return [Pile(*row) for row in found]
