"""Queries about requests for more time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from store.tables import ExtensionRow, Kept, OfficeTaskRow

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session


def open_request(session: Session, obligation_id: int) -> ExtensionRow | None:
    """Return the request on an obligation that nobody decided yet."""
    return session.scalars(
        select(ExtensionRow).where(
            ExtensionRow.obligation_id == obligation_id,
            ExtensionRow.status == "asked",
        )
    ).one_or_none()


def close_tasks(
    session: Session, assignment_code: str, *, now: datetime
) -> Sequence[OfficeTaskRow]:
    """Mark the office's tasks about an assignment's extensions as done."""
    tasks = session.scalars(
        select(OfficeTaskRow).where(
            OfficeTaskRow.kind == "extension",
            OfficeTaskRow.assignment_code == assignment_code,
            OfficeTaskRow.closed_at.is_(None),
        )
    ).all()
    for task in tasks:
        task.closed_at = now
    return tasks


def lapse(
    session: Session, assignment_code: str, obligation_id: int, *, now: datetime
) -> list[Kept]:
    """End the open request on an obligation that is not owed any more, and its task."""
    request = open_request(session, obligation_id)
    if request is None:
        return []
    request.status, request.decided_at = "lapsed", now
    return [request, *close_tasks(session, assignment_code, now=now)]
