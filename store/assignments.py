"""Which assignments there are, and which agencies could get one instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, exists, or_, select, true

from store.folding import literally, without_accents
from store.tables import AgencyRow, AssignmentRow, FoldedRow, ObligationRow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session


def is_within(
    session: Session,
    code: str,
    number: int | None,
    *,
    own: str | None,
    directive: int | None,
) -> bool:
    """Tell whether an assignment, and an obligation of it, lies within a scope.

    Args:
        session: The transaction to read in.
        code: Of the assignment.
        number: Of an obligation under it, or None.
        own: The agency that must owe or collect it, or None.
        directive: The document it must come from, or None.
    """
    row = AssignmentRow
    mine = (
        true()
        if own is None
        else or_(row.agency_code == own, row.collector_code == own)
    )
    from_it = true() if directive is None else row.directive_id == directive
    owed = (
        true()
        if number is None
        else exists().where(
            and_(ObligationRow.id == number, ObligationRow.assignment_id == row.id)
        )
    )
    found = select(row.id).where(row.code == code, mine, from_it, owed)
    return session.scalar(found) is not None


def could_get(
    session: Session, code: str, words: str, *, limit: int
) -> Mapping[str, str]:
    """Return agencies without an assignment's instruction, that are called so.

    Args:
        session: The transaction to read in.
        code: Of the assignment.
        words: Of the name or the code, with or without accents.
        limit: How many at most, in Vietnamese order.
    """
    orders = select(AssignmentRow.instruction_id).where(AssignmentRow.code == code)
    has_it = exists().where(
        AssignmentRow.instruction_id.in_(orders),
        AssignmentRow.agency_code == AgencyRow.code,
    )
    spoken = [
        FoldedRow.words.like(f"%{literally(word)}%")
        for word in without_accents(words).split()
    ]
    found = session.execute(
        select(AgencyRow.code, AgencyRow.name)
        .join(
            FoldedRow,
            and_(FoldedRow.place == "agencies", FoldedRow.key == AgencyRow.code),
        )
        .where(AgencyRow.ended_at.is_(None), ~has_it, *spoken)
        .order_by(AgencyRow.sort_key)
        .limit(limit)
    )
    return dict(found.tuples().all())
