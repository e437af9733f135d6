"""Queries about directives that change earlier ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from store.tables import AssignmentRow, DirectiveRow, ObligationRow, OfficeTaskRow

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sqlalchemy.orm import Session


def numbered(session: Session, number: str) -> Sequence[DirectiveRow]:
    """Return the directives with a number, leading zeros apart."""
    bare = number.strip().lstrip("0")
    return session.scalars(
        select(DirectiveRow)
        .where(func.ltrim(DirectiveRow.number, "0") == bare)
        .order_by(DirectiveRow.id)
    ).all()


def amending(session: Session, directive_id: int) -> DirectiveRow | None:
    """Return the newest directive that is linked to an earlier one."""
    return session.scalars(
        select(DirectiveRow)
        .where(DirectiveRow.amends.contains([{"earlier": directive_id}]))
        .order_by(DirectiveRow.id.desc())
        .limit(1)
    ).one_or_none()


def open_obligations(
    session: Session, directive_id: int, phases: Collection[str]
) -> Sequence[int]:
    """Return the ids of a directive's obligations in these phases, oldest first."""
    return session.scalars(
        select(ObligationRow.id)
        .where(
            ObligationRow.directive_id == directive_id, ObligationRow.phase.in_(phases)
        )
        .order_by(ObligationRow.id)
    ).all()


def open_codes(
    session: Session, directive_id: int, phases: Collection[str]
) -> Sequence[str]:
    """Return the codes of a directive's assignments that owe in these phases."""
    return session.scalars(
        select(AssignmentRow.code)
        .join(ObligationRow, ObligationRow.assignment_id == AssignmentRow.id)
        .where(
            ObligationRow.directive_id == directive_id, ObligationRow.phase.in_(phases)
        )
        .distinct()
        .order_by(AssignmentRow.code)
    ).all()


def open_tasks(
    session: Session, kind: str, directive_id: int
) -> Sequence[OfficeTaskRow]:
    """Return the open tasks of a kind about a directive."""
    return session.scalars(
        select(OfficeTaskRow)
        .where(
            OfficeTaskRow.kind == kind,
            OfficeTaskRow.directive_id == directive_id,
            OfficeTaskRow.closed_at.is_(None),
        )
        .order_by(OfficeTaskRow.id)
    ).all()
