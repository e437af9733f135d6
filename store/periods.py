"""Queries about obligations that come back every period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from directive.acts import Phase
from store.tables import AssignmentRow, ObligationRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

_ENDED = (Phase.DECLINED, Phase.SUSPENDED, Phase.WITHDRAWN)


def newest(
    session: Session, assignment_id: int | None = None
) -> Sequence[ObligationRow]:
    """Return the newest period of every recurring deadline whose series goes on.

    Args:
        session: The transaction.
        assignment_id: Of this assignment only, when given.
    """
    series = (
        ObligationRow.assignment_id,
        ObligationRow.kind,
        ObligationRow.deadline["span"],
        ObligationRow.deadline["text"],
    )
    wanted = (
        select(ObligationRow)
        .where(
            ObligationRow.deadline["kind"].as_string() == "recurring",
            ObligationRow.original_due_on.is_not(None),
        )
        .distinct(*series)
        .order_by(*series, ObligationRow.original_due_on.desc())
    )
    if assignment_id is not None:
        wanted = wanted.where(ObligationRow.assignment_id == assignment_id)
    found = session.scalars(wanted).all()
    return [row for row in found if row.phase not in _ENDED]


def hold(session: Session, assignment_id: int) -> AssignmentRow:
    """Lock an assignment until the transaction ends, so that nobody renews it too."""
    return session.get_one(AssignmentRow, assignment_id, with_for_update=True)
