"""Queries about documents and their instructions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import exists, func, or_, select

from store.tables import AssignmentRow, DirectiveRow, InstructionRow

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sqlalchemy.orm import Session

_CODES = 5_011_946  # our number among PostgreSQL's advisory locks


def lock(session: Session, directive_id: int) -> DirectiveRow | None:
    """Return a document, locked until the transaction ends."""
    return session.get(DirectiveRow, directive_id, with_for_update=True)


def find(session: Session, directive_id: int) -> DirectiveRow | None:
    """Return a document."""
    return session.get(DirectiveRow, directive_id)


def of_numbers(session: Session, numbers: Collection[int]) -> Sequence[DirectiveRow]:
    """Return these documents, to be held in memory while their lines are written."""
    return session.scalars(
        select(DirectiveRow).where(DirectiveRow.id.in_(numbers))
    ).all()


def by_source(session: Session, sha256: str) -> DirectiveRow | None:
    """Return the document whose source has this SHA-256."""
    return session.scalars(
        select(DirectiveRow).where(DirectiveRow.source_sha256 == sha256)
    ).one_or_none()


def in_stage(session: Session, stage: str) -> Sequence[DirectiveRow]:
    """Return the documents in a stage (received, confirmed, issued), oldest first."""
    return session.scalars(
        select(DirectiveRow)
        .where(DirectiveRow.stage == stage)
        .order_by(DirectiveRow.received_at, DirectiveRow.id)
    ).all()


def instructions(session: Session, directive_id: int) -> Sequence[InstructionRow]:
    """Return what a document orders, in its own order."""
    return session.scalars(
        select(InstructionRow)
        .where(InstructionRow.directive_id == directive_id)
        .order_by(InstructionRow.position)
    ).all()


def gives(session: Session, directive_id: int, agency: str) -> bool:
    """Tell whether a document gives an agency work, or what it collects."""
    row = AssignmentRow
    own = or_(row.agency_code == agency, row.collector_code == agency)
    given = exists().where(row.directive_id == directive_id, own)
    return bool(session.scalar(select(given)))


def last_code(session: Session, year: int) -> int:
    """Return the last number given to an assignment of a year.

    Nobody else gives one until the transaction ends.
    """
    session.execute(select(func.pg_advisory_xact_lock(_CODES)))
    prefix = f"NV-{year}-"
    last = session.scalar(
        select(func.max(AssignmentRow.code)).where(
            AssignmentRow.code.startswith(prefix)
        )
    )
    return int(last.removeprefix(prefix)) if last else 0
