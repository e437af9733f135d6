"""Queries of the ladder: who stands where, and what waits to be told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from store.tables import (
    AgencyRow,
    AssignmentRow,
    DirectiveRow,
    DueRevisionRow,
    MessageRow,
    ObligationRow,
    ReminderRow,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date, datetime

    from sqlalchemy.orm import Session

_LOCK = 5_011_947  # our number among PostgreSQL's advisory locks


@dataclass(frozen=True, slots=True)
class Climber:
    """An obligation that somebody still owes an answer to, with what a ladder needs."""

    obligation_id: int
    assignment_id: int
    agency_code: str
    collector_code: str | None
    phase: str
    urgency: str
    issued_on: date
    issued_at: datetime
    moved_on: date
    due_on: date | None
    last_working_day: date | None
    due_revision: int
    submitted_at: datetime | None
    acknowledged_at: datetime | None
    named_at: datetime | None
    by_request: bool
    policy_version: str


def lock(session: Session) -> bool:
    """Take the ladder's lock until the transaction ends; False when another has it."""
    return bool(session.scalar(select(func.pg_try_advisory_xact_lock(_LOCK))))


def climbers(
    session: Session, *, phases: Collection[str], urgencies: Collection[str] | None
) -> list[Climber]:
    """Return the obligations in these phases; of these urgencies only, when given."""
    wanted = (
        select(
            ObligationRow.id,
            ObligationRow.assignment_id,
            ObligationRow.agency_code,
            AssignmentRow.collector_code,
            ObligationRow.phase,
            DirectiveRow.urgency,
            ObligationRow.issued_on,
            ObligationRow.issued_at,
            ObligationRow.moved_on,
            ObligationRow.due_on,
            ObligationRow.last_working_day,
            ObligationRow.due_revision,
            ObligationRow.submitted_at,
            AssignmentRow.acknowledged_at,
            AssignmentRow.named_at,
            AgencyRow.by_request,
            AssignmentRow.policy_version,
        )
        .join(AssignmentRow, AssignmentRow.id == ObligationRow.assignment_id)
        .join(DirectiveRow, DirectiveRow.id == ObligationRow.directive_id)
        .join(AgencyRow, AgencyRow.code == ObligationRow.agency_code)
        .where(ObligationRow.phase.in_(phases))
        .order_by(ObligationRow.id)
    )
    if urgencies is not None:
        wanted = wanted.where(DirectiveRow.urgency.in_(urgencies))
    return [Climber(*row) for row in session.execute(wanted)]


def hold(session: Session, numbers: Collection[int]) -> Mapping[int, tuple[str, int]]:
    """Lock obligations; return the phase and due revision of each as they are now.

    An act that holds one is waited for, in the order in which acts lock too: an
    obligation before the heads of its chain.
    """
    found = session.execute(
        select(ObligationRow.id, ObligationRow.phase, ObligationRow.due_revision)
        .where(ObligationRow.id == func.any(list(numbers)))
        .order_by(ObligationRow.id)
        .with_for_update(key_share=True)
    )
    return {number: (phase, revision) for number, phase, revision in found}


def told(
    session: Session, numbers: Collection[int]
) -> Mapping[int, set[tuple[int, str]]]:
    """Return (due revision, rung) of every promise made, by obligation.

    What was told before the obligation was given to its present agency is left out.
    """
    found: dict[int, set[tuple[int, str]]] = {}
    made = session.execute(
        select(ReminderRow.obligation_id, ReminderRow.due_revision, ReminderRow.rung)
        .join(ObligationRow, ObligationRow.id == ReminderRow.obligation_id)
        .where(
            ReminderRow.obligation_id == func.any(list(numbers)),
            ReminderRow.promised_at >= ObligationRow.issued_at,
        )
    )
    for number, revision, rung in made:
        found.setdefault(number, set()).add((revision, rung))
    return found


def revised_on(session: Session, numbers: Collection[int]) -> Mapping[int, datetime]:
    """Return when the due date of each obligation was last revised, if ever."""
    latest = session.execute(
        select(DueRevisionRow.obligation_id, func.max(DueRevisionRow.set_at))
        .where(
            DueRevisionRow.n > 1,
            DueRevisionRow.obligation_id == func.any(list(numbers)),
        )
        .group_by(DueRevisionRow.obligation_id)
    )
    return dict(latest.tuples().all())


def waiting(
    session: Session, digests: Collection[str]
) -> Sequence[tuple[ReminderRow, ObligationRow, AssignmentRow]]:
    """Return the promises that no message gathers yet, by post and kind of digest."""
    found = session.execute(
        select(ReminderRow, ObligationRow, AssignmentRow)
        .join(ObligationRow, ObligationRow.id == ReminderRow.obligation_id)
        .join(AssignmentRow, AssignmentRow.id == ObligationRow.assignment_id)
        .where(
            ReminderRow.message_id.is_(None),
            ReminderRow.superseded_at.is_(None),
            ReminderRow.digest.in_(digests),
        )
        .order_by(ReminderRow.post_id, ReminderRow.digest, ReminderRow.id)
    )
    return found.tuples().all()


def told_today(
    session: Session, digests: Collection[str], office_day: date
) -> set[tuple[int, str]]:
    """Return (post, kind) of the digests that exist for an office day."""
    found = session.execute(
        select(MessageRow.post_id, MessageRow.kind).where(
            MessageRow.office_day == office_day, MessageRow.kind.in_(digests)
        )
    )
    return set(found.tuples().all())
