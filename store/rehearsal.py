"""Queries of a rehearsal: what each agency owes, and what a day brought."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from store.tables import (
    AssignmentRow,
    AttemptRow,
    DeliveryRow,
    EscalationRow,
    MessageRow,
    ObligationRow,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class Owed:
    """One obligation as a rehearsal sees it."""

    obligation_id: int
    code: str
    agency: str
    collector: str | None
    kind: str
    phase: str
    due_on: date | None
    last_working_day: date | None

    @property
    def is_collected(self) -> bool:
        """Tell whether a collector checks it first; its own goes straight up."""
        return self.collector not in (None, self.agency)


def owed(
    session: Session, directive_id: int, agency: str | None = None
) -> Sequence[Owed]:
    """Return everything owed under a directive, by one agency or by all."""
    wanted = (
        select(
            ObligationRow.id,
            AssignmentRow.code,
            ObligationRow.agency_code,
            AssignmentRow.collector_code,
            ObligationRow.kind,
            ObligationRow.phase,
            ObligationRow.due_on,
            ObligationRow.last_working_day,
        )
        .join(AssignmentRow, AssignmentRow.id == ObligationRow.assignment_id)
        .where(ObligationRow.directive_id == directive_id)
        .order_by(ObligationRow.id)
    )
    if agency is not None:
        wanted = wanted.where(ObligationRow.agency_code == agency)
    return [Owed(*row) for row in session.execute(wanted)]


def messages_by_day(session: Session) -> Mapping[tuple[date, str, str], int]:
    """Return how many messages there are by (office day, kind, channel)."""
    found = session.execute(
        select(
            MessageRow.office_day, MessageRow.kind, DeliveryRow.channel, func.count()
        )
        .join(DeliveryRow, DeliveryRow.message_id == MessageRow.id)
        .group_by(MessageRow.office_day, MessageRow.kind, DeliveryRow.channel)
    )
    return {(day, kind, channel): n for day, kind, channel, n in found}


def states(session: Session) -> Mapping[str, int]:
    """Return how many messages there are in each state of delivery."""
    found = select(DeliveryRow.state, func.count()).group_by(DeliveryRow.state)
    return dict(session.execute(found).tuples().all())


def promised(session: Session) -> int:
    """Return how many messages were promised, whatever became of them."""
    return session.scalar(select(func.count()).select_from(MessageRow)) or 0


def sent_headers(session: Session) -> Sequence[tuple[str, int]]:
    """Return (Message-ID, ambiguous tries) of every message that counts as sent."""
    ambiguous = (
        select(func.count())
        .where(AttemptRow.message_id == MessageRow.id, AttemptRow.ambiguous)
        .scalar_subquery()
    )
    found = session.execute(
        select(MessageRow.header_id, ambiguous)
        .join(DeliveryRow, DeliveryRow.message_id == MessageRow.id)
        .where(DeliveryRow.state == "sent")
    )
    return found.tuples().all()


def escalations_by_rung(session: Session) -> Mapping[str, int]:
    """Return how many escalations were opened, by rung."""
    found = select(EscalationRow.rung, func.count()).group_by(EscalationRow.rung)
    return dict(session.execute(found).tuples().all())
