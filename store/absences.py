"""Queries of who is away, and who stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from store.tables import AbsenceRow, PostRow

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from sqlalchemy.orm import Session


def on(session: Session, day: date) -> Mapping[int, AbsenceRow]:
    """Return the absence that holds on a day by post; the one entered last wins."""
    found = session.scalars(
        select(AbsenceRow)
        .where(
            AbsenceRow.ended_at.is_(None),
            AbsenceRow.first_day <= day,
            or_(AbsenceRow.last_day.is_(None), AbsenceRow.last_day >= day),
        )
        .order_by(AbsenceRow.id)
    )
    return {row.post_id: row for row in found}


def open_ones(session: Session, post_id: int) -> Sequence[AbsenceRow]:
    """Return the absences of a post that nobody ended."""
    return session.scalars(
        select(AbsenceRow).where(
            AbsenceRow.post_id == post_id, AbsenceRow.ended_at.is_(None)
        )
    ).all()


def listed(session: Session) -> Sequence[tuple[AbsenceRow, PostRow]]:
    """Return every absence that nobody ended with its post, oldest first."""
    found = session.execute(
        select(AbsenceRow, PostRow)
        .join(PostRow, PostRow.id == AbsenceRow.post_id)
        .where(AbsenceRow.ended_at.is_(None))
        .order_by(AbsenceRow.id)
    )
    return found.tuples().all()
