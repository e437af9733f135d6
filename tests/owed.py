"""What agencies owe under the model directive."""

from __future__ import annotations

from sqlalchemy import select

from store.engine import unit_of_work
from store.tables import AssignmentRow, ObligationRow


def dated(agency: str) -> ObligationRow:
    """Return the one dated obligation of an agency, as it stands now."""
    with unit_of_work() as session:
        return session.scalars(
            select(ObligationRow).where(
                ObligationRow.agency_code == agency, ObligationRow.due_on.is_not(None)
            )
        ).one()


def undated(agency: str) -> list[ObligationRow]:
    """Return the other obligations of an agency, oldest first."""
    with unit_of_work() as session:
        return list(
            session.scalars(
                select(ObligationRow)
                .where(
                    ObligationRow.agency_code == agency,
                    ObligationRow.due_on.is_(None),
                    ObligationRow.kind == "main",
                )
                .order_by(ObligationRow.id)
            )
        )


def code_of(obligation: ObligationRow) -> str:
    with unit_of_work() as session:
        return session.get_one(AssignmentRow, obligation.assignment_id).code


def phase_of(obligation: ObligationRow) -> str:
    with unit_of_work() as session:
        return session.get_one(ObligationRow, obligation.id).phase
