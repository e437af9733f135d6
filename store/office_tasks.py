"""Queries about what waits for a person of the office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from store.tables import OfficeTaskRow

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy.orm import Session


def open_reasons(session: Session, kinds: Collection[str]) -> set[tuple[str, str]]:
    """Return (kind, reason) of the tasks of these kinds that nobody closed yet."""
    found = session.execute(
        select(OfficeTaskRow.kind, OfficeTaskRow.reason).where(
            OfficeTaskRow.kind.in_(kinds), OfficeTaskRow.closed_at.is_(None)
        )
    )
    return set(found.tuples().all())
