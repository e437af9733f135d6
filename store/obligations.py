"""Queries about assignments and what is owed under them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from store.tables import (
    AssignmentRow,
    BreakdownRow,
    EscalationRow,
    InstructionRow,
    Kept,
    ObligationRow,
    ReminderRow,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date, datetime

    from sqlalchemy.orm import Session


def lock(
    session: Session, obligation_id: int
) -> tuple[AssignmentRow, ObligationRow] | None:
    """Return an obligation with its assignment, locked until the transaction ends."""
    found = session.execute(
        select(AssignmentRow, ObligationRow)
        .join(ObligationRow, ObligationRow.assignment_id == AssignmentRow.id)
        .where(ObligationRow.id == obligation_id)
        .with_for_update()
    ).one_or_none()
    return None if found is None else (found[0], found[1])


def of_assignment(session: Session, code: str) -> Sequence[int]:
    """Return the ids of what is owed under an assignment, oldest first."""
    return session.scalars(
        select(ObligationRow.id)
        .join(AssignmentRow, AssignmentRow.id == ObligationRow.assignment_id)
        .where(AssignmentRow.code == code)
        .order_by(ObligationRow.id)
    ).all()


def codes(session: Session, numbers: Collection[int]) -> dict[int, str]:
    """Return the code of the assignment of each obligation that there is."""
    found = session.execute(
        select(ObligationRow.id, AssignmentRow.code)
        .join(AssignmentRow, AssignmentRow.id == ObligationRow.assignment_id)
        .where(ObligationRow.id.in_(numbers))
        .order_by(ObligationRow.id)
    )
    return dict(found.tuples().all())


def of_agency_by_code(
    session: Session, agency_code: str, code: str
) -> AssignmentRow | None:
    """Return an agency's assignment by its code; None when it is another's."""
    return session.scalars(
        select(AssignmentRow).where(
            AssignmentRow.code == code, AssignmentRow.agency_code == agency_code
        )
    ).one_or_none()


def of_instruction(session: Session, directive_id: int, path: str) -> Sequence[int]:
    """Return the ids of what is owed under one instruction, oldest first."""
    return session.scalars(
        select(ObligationRow.id)
        .join(AssignmentRow, AssignmentRow.id == ObligationRow.assignment_id)
        .join(InstructionRow, InstructionRow.id == AssignmentRow.instruction_id)
        .where(InstructionRow.directive_id == directive_id, InstructionRow.path == path)
        .order_by(ObligationRow.id)
    ).all()


def of_directive(
    session: Session, directive_id: int, agency_code: str
) -> Sequence[int]:
    """Return the ids of what one agency owes under one directive, oldest first."""
    return session.scalars(
        select(ObligationRow.id)
        .where(
            ObligationRow.directive_id == directive_id,
            ObligationRow.agency_code == agency_code,
        )
        .order_by(ObligationRow.id)
    ).all()


def last_due(
    session: Session, directive_id: int, agency_code: str
) -> tuple[date | None, bool]:
    """Return the last due day of what an agency owes, and whether some has none."""
    last, undated = session.execute(
        select(
            func.max(ObligationRow.due_on),
            func.bool_or(ObligationRow.due_on.is_(None)),
        ).where(
            ObligationRow.directive_id == directive_id,
            ObligationRow.agency_code == agency_code,
        )
    ).one()
    return last, bool(undated)


def end_promises(
    session: Session,
    obligation_id: int,
    *,
    prefixes: Collection[str],
    because: str,
    now: datetime,
) -> list[Kept]:
    """Close the open escalations of an obligation and supersede what waits unsent.

    `prefixes` name the tracks that end, as their rungs begin ("T", "A", …).
    """
    if not prefixes:
        return []
    pattern = f"^({'|'.join(sorted(prefixes))})[+-]"
    open_ = session.scalars(
        select(EscalationRow).where(
            EscalationRow.obligation_id == obligation_id,
            EscalationRow.closed_at.is_(None),
            EscalationRow.rung.regexp_match(pattern),
        )
    ).all()
    for escalation in open_:
        escalation.closed_at = now
        escalation.closed_because = because
    waiting = session.scalars(
        select(ReminderRow).where(
            ReminderRow.obligation_id == obligation_id,
            ReminderRow.message_id.is_(None),
            ReminderRow.superseded_at.is_(None),
            ReminderRow.rung.regexp_match(pattern),
        )
    ).all()
    for reminder in waiting:
        reminder.superseded_at = now
    return [*open_, *waiting]


def breakdown(session: Session, assignment_id: int) -> Sequence[BreakdownRow]:
    """Return the rows of an agency's breakdown that hold, in their own order."""
    return session.scalars(
        select(BreakdownRow)
        .where(
            BreakdownRow.assignment_id == assignment_id,
            BreakdownRow.replaced_at.is_(None),
        )
        .order_by(BreakdownRow.position)
    ).all()
