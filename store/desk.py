"""What waits for the office, and what an agency owes, collects and has to explain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, literal, or_, select, union_all

from directive.lifecycle import OWED, Phase
from store.tables import (
    AgencyRow,
    AssignmentRow,
    DirectiveRow,
    EscalationRow,
    ObligationRow,
    OfficeTaskRow,
    PostRow,
    SubmissionLineRow,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from sqlalchemy import Select
    from sqlalchemy.orm import Session

READING = "reading"
"""The kind of a document that was taken in and whose reading nobody confirmed."""


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that waits for somebody of the office."""

    kind: str
    reason: str
    since: datetime
    assignment_code: str | None = None
    message_id: int | None = None
    directive_id: int | None = None


@dataclass(frozen=True, slots=True)
class Owed:
    """One thing an agency owes, or handed in to be checked."""

    obligation_id: int
    code: str
    what: str
    kind: str
    label: str
    phase: str
    due_on: date | None
    due_at: datetime | None
    submitted_at: datetime | None
    directive_id: int
    agency_name: str


@dataclass(frozen=True, slots=True)
class Asked:
    """An escalation whose explanation somebody above the agency asked for."""

    escalation_id: int
    code: str
    what: str
    due_on: date | None
    post: str
    question: str
    asked_at: datetime


def waiting(session: Session) -> Mapping[str, int]:
    """Return how many tasks of each kind are open, readings to confirm among them."""
    tasks = (
        select(OfficeTaskRow.kind, func.count())
        .where(OfficeTaskRow.closed_at.is_(None))
        .group_by(OfficeTaskRow.kind)
    )
    readings = select(literal(READING), func.count()).where(
        DirectiveRow.stage == "received"
    )
    found = session.execute(union_all(tasks, readings)).tuples()
    return {kind: n for kind, n in found if n}


def tasks(session: Session, kind: str, *, limit: int) -> list[Task]:
    """Return the open tasks of a kind, the oldest first."""
    if kind == READING:
        found = session.execute(
            select(
                literal(READING),
                func.coalesce(DirectiveRow.title, DirectiveRow.source_name),
                DirectiveRow.received_at,
                literal(None),
                literal(None),
                DirectiveRow.id,
            )
            .where(DirectiveRow.stage == "received")
            .order_by(DirectiveRow.id)
            .limit(limit)
        )
    else:
        found = session.execute(
            select(
                OfficeTaskRow.kind,
                OfficeTaskRow.reason,
                OfficeTaskRow.opened_at,
                OfficeTaskRow.assignment_code,
                OfficeTaskRow.message_id,
                OfficeTaskRow.directive_id,
            )
            .where(OfficeTaskRow.closed_at.is_(None), OfficeTaskRow.kind == kind)
            .order_by(OfficeTaskRow.id)
            .limit(limit)
        )
    return [Task(*row) for row in found]


def owed_by(session: Session, agency: str, *, limit: int) -> list[Owed]:
    """Return what an agency owes, the earliest due first, then what has no date."""
    wanted = _owed().where(
        ObligationRow.agency_code == agency, ObligationRow.phase.in_(OWED)
    )
    order = (ObligationRow.due_on.asc().nulls_last(), ObligationRow.id)
    return [Owed(*row) for row in session.execute(wanted.order_by(*order).limit(limit))]


def returned_to(session: Session, agency: str, *, limit: int) -> list[tuple[Owed, str]]:
    """Return what was sent back to an agency, with the last reason given."""
    why = (
        select(SubmissionLineRow.reason)
        .where(
            SubmissionLineRow.obligation_id == ObligationRow.id,
            SubmissionLineRow.verdict == "returned",
        )
        .order_by(SubmissionLineRow.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    found = session.execute(
        _owed()
        .add_columns(func.coalesce(why, ""))
        .where(
            ObligationRow.agency_code == agency, ObligationRow.phase == Phase.RETURNED
        )
        .order_by(ObligationRow.due_on.asc().nulls_last(), ObligationRow.id)
        .limit(limit)
    )
    return [(Owed(*row[:-1]), row[-1]) for row in found]


def to_check(session: Session, agency: str, *, limit: int) -> tuple[list[Owed], int]:
    """Return what others handed in and an agency has to check first, and how much."""
    found = session.execute(
        _owed()
        .add_columns(func.count().over())
        .where(
            AssignmentRow.collector_code == agency,
            AssignmentRow.agency_code != agency,
            ObligationRow.phase == Phase.SUBMITTED,
        )
        .order_by(ObligationRow.submitted_at, ObligationRow.id)
        .limit(limit)
    ).all()
    return [Owed(*row[:-1]) for row in found], found[0][-1] if found else 0


def to_explain(session: Session, agency: str) -> list[Asked]:
    """Return what an agency was asked to explain and did not, oldest first."""
    found = session.execute(
        select(
            EscalationRow.id,
            AssignmentRow.code,
            AssignmentRow.what,
            ObligationRow.due_on,
            PostRow.title,
            func.coalesce(EscalationRow.question, ""),
            EscalationRow.asked_at,
        )
        .join(ObligationRow, ObligationRow.id == EscalationRow.obligation_id)
        .join(AssignmentRow, AssignmentRow.id == ObligationRow.assignment_id)
        .join(PostRow, PostRow.id == EscalationRow.post_id)
        .where(
            ObligationRow.agency_code == agency,
            EscalationRow.closed_at.is_(None),
            EscalationRow.asked_at.is_not(None),
            or_(
                EscalationRow.answered_at.is_(None),
                EscalationRow.answered_at < EscalationRow.asked_at,
            ),
        )
        .order_by(EscalationRow.asked_at)
    )
    return [Asked(*row) for row in found]


def _owed() -> Select[tuple[object, ...]]:
    return (
        select(
            ObligationRow.id,
            AssignmentRow.code,
            AssignmentRow.what,
            ObligationRow.kind,
            ObligationRow.label,
            ObligationRow.phase,
            ObligationRow.due_on,
            ObligationRow.due_at,
            ObligationRow.submitted_at,
            ObligationRow.directive_id,
            AgencyRow.name,
        )
        .join(AssignmentRow, AssignmentRow.id == ObligationRow.assignment_id)
        .join(AgencyRow, AgencyRow.code == ObligationRow.agency_code)
    )
