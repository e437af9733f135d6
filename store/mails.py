"""Messages as they were sent: to whom, about what, and how each try went."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from store.tables import (
    AgencyRow,
    AssignmentRow,
    AttemptRow,
    DeliveryRow,
    MessageRow,
    PostRow,
)

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class MessageLine:
    """A message as a list shows it."""

    id: int
    kind: str
    subject: str
    created_at: datetime
    post: str
    agency_name: str
    state: str
    channel: str
    tries: int
    sent_at: datetime | None


@dataclass(frozen=True, slots=True)
class Try:
    """One try to send a message."""

    n: int
    channel: str
    handed_over_at: datetime
    settled_at: datetime | None
    status: str
    code: str | None
    detail: str | None
    ambiguous: bool


@dataclass(frozen=True, slots=True)
class Message:
    """One message in full, and the codes of the assignments it names."""

    line: MessageLine
    office_day: date
    text: str
    short_text: str
    header_id: str
    address: str
    about: tuple[str, ...]
    attempts: tuple[Try, ...]

    @property
    def goes_by_zalo(self) -> bool:
        """Tell whether Zalo is the way it goes, or one that was tried."""
        ways = (self.line.channel, *(one.channel for one in self.attempts))
        return any(one.startswith("zalo") for one in ways)


def about(
    session: Session, assignment_id: int, *, limit: int
) -> tuple[tuple[MessageLine, ...], int]:
    """Return the latest messages that name an assignment, and how many there are."""
    found = session.execute(
        select(*LINE, func.count().over())
        .join(DeliveryRow, DeliveryRow.message_id == MessageRow.id)
        .join(PostRow, PostRow.id == MessageRow.post_id)
        .join(AgencyRow, AgencyRow.code == PostRow.agency_code)
        .where(MessageRow.assignment_ids.contains([assignment_id]))
        .order_by(MessageRow.id.desc())
        .limit(limit)
    ).all()
    lines = tuple(MessageLine(*row[:-1]) for row in found)
    return lines, found[0][-1] if found else 0


def message(session: Session, number: int) -> Message | None:
    """Return one message with its tries; None when there is none."""
    found = session.execute(
        select(
            *LINE,
            MessageRow.office_day,
            MessageRow.text,
            MessageRow.short_text,
            MessageRow.header_id,
            DeliveryRow.address,
            MessageRow.assignment_ids,
        )
        .join(DeliveryRow, DeliveryRow.message_id == MessageRow.id)
        .join(PostRow, PostRow.id == MessageRow.post_id)
        .join(AgencyRow, AgencyRow.code == PostRow.agency_code)
        .where(MessageRow.id == number)
    ).one_or_none()
    if found is None:
        return None
    *line, office_day, text, short_text, header_id, address, numbers = found
    codes = session.scalars(
        select(AssignmentRow.code)
        .where(AssignmentRow.id.in_(numbers))
        .order_by(AssignmentRow.code)
    )
    return Message(
        line=MessageLine(*line),
        office_day=office_day,
        text=text,
        short_text=short_text,
        header_id=header_id,
        address=address,
        about=tuple(codes),
        attempts=_attempts(session, number),
    )


def _attempts(session: Session, number: int) -> tuple[Try, ...]:
    found = session.execute(
        select(
            AttemptRow.n,
            AttemptRow.channel,
            AttemptRow.handed_over_at,
            AttemptRow.settled_at,
            AttemptRow.status,
            AttemptRow.code,
            AttemptRow.detail,
            AttemptRow.ambiguous,
        )
        .where(AttemptRow.message_id == number)
        .order_by(AttemptRow.n)
    )
    return tuple(Try(*row) for row in found)


LINE = (
    MessageRow.id,
    MessageRow.kind,
    MessageRow.subject,
    MessageRow.created_at,
    PostRow.title,
    AgencyRow.name,
    DeliveryRow.state,
    DeliveryRow.channel,
    DeliveryRow.tries,
    DeliveryRow.sent_at,
)
