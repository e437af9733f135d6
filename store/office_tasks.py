"""Queries about what waits for a person of the office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from store.tables import OfficeTaskRow

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy.orm import Session


_LOCK = 5_011_962  # our number among PostgreSQL's advisory locks


def open_alone(session: Session, kind: str) -> set[str]:
    """Return the reasons of the open tasks of a kind; nobody else opens one meanwhile.

    The transaction holds a lock.
    """
    session.execute(select(func.pg_advisory_xact_lock(_LOCK)))
    return {reason for _, reason in open_reasons(session, [kind])}


def open_reasons(session: Session, kinds: Collection[str]) -> set[tuple[str, str]]:
    """Return (kind, reason) of the tasks of these kinds that nobody closed yet."""
    found = session.execute(
        select(OfficeTaskRow.kind, OfficeTaskRow.reason).where(
            OfficeTaskRow.kind.in_(kinds), OfficeTaskRow.closed_at.is_(None)
        )
    )
    return set(found.tuples().all())
