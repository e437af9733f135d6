"""What was sent and seen about what is taken up, and what the agency says to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Date, and_, cast, literal, select, text, union_all

from store.alerts import promise_of
from store.tables import (
    DeliveryRow,
    EscalationRow,
    ExtensionRow,
    MessageRow,
    ObligationRow,
    PostRow,
    ReminderRow,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from sqlalchemy import CompoundSelect
    from sqlalchemy.orm import Session

E = EscalationRow


@dataclass(frozen=True, slots=True)
class Told:
    """A message about an obligation: to whom, how far it came, and whether seen."""

    obligation_id: int
    rung: str
    post: str
    message_id: int
    state: str
    sent_at: datetime | None
    seen_at: datetime | None  # the escalation of that rung was acknowledged


@dataclass(frozen=True, slots=True)
class Known:
    """What the agency said: its last explanation, and the time it asks for."""

    explanation: str | None = None
    explained_at: datetime | None = None
    asks_until: date | None = None
    asks_because: str | None = None


def told(session: Session, obligations: Sequence[int]) -> list[Told]:
    """Return the messages of the present due dates of obligations, oldest first."""
    found = session.execute(
        select(
            ReminderRow.obligation_id,
            ReminderRow.rung,
            PostRow.title,
            MessageRow.id,
            DeliveryRow.state,
            DeliveryRow.sent_at,
            E.acknowledged_at,
        )
        .join(
            ObligationRow,
            and_(
                ObligationRow.id == ReminderRow.obligation_id,
                ObligationRow.due_revision == ReminderRow.due_revision,
            ),
        )
        .join(MessageRow, MessageRow.id == ReminderRow.message_id)
        .join(DeliveryRow, DeliveryRow.message_id == MessageRow.id)
        .join(PostRow, PostRow.id == ReminderRow.post_id)
        .outerjoin(E, promise_of())
        .where(ReminderRow.obligation_id.in_(obligations))
        .order_by(ReminderRow.id)
    )
    return [Told(*row) for row in found]


def known(session: Session, obligations: Sequence[int]) -> Mapping[int, Known]:
    """Return what the agencies said about obligations, where they said anything."""
    asks = select(
        literal(0).label("kind"),
        ExtensionRow.obligation_id,
        ExtensionRow.reason,
        ExtensionRow.asked_at,
        ExtensionRow.asked_until,
    ).where(ExtensionRow.obligation_id.in_(obligations), ExtensionRow.status == "asked")
    explained = select(
        literal(1),
        E.obligation_id,
        E.answer_note,
        E.answered_at,
        cast(None, Date),
    ).where(E.obligation_id.in_(obligations), E.answer_note.is_not(None))
    both: CompoundSelect[Any] = union_all(asks, explained).order_by(
        text("asked_at ASC NULLS FIRST")
    )
    wishes: dict[int, tuple[date, str]] = {}
    notes: dict[int, tuple[str, datetime]] = {}
    for kind, number, words, at, until in session.execute(both):
        if kind:
            notes[number] = (words, at)
        else:
            wishes[number] = (until, words)
    return {
        number: Known(
            *notes.get(number, (None, None)), *wishes.get(number, (None, None))
        )
        for number in wishes.keys() | notes
    }
