"""Queries about what was handed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from store.tables import SubmissionLineRow

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
