"""An outbox to deliver from, and its account: what was promised, what became of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from builders import a_message, an_agency
from sqlalchemy import func, select

from notifications.smtp import SmtpChannel, SmtpServer
from store import people
from store.engine import unit_of_work
from store.tables import AttemptRow, DeliveryRow, MessageRow, OfficeTaskRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from notifications.channel import Channel

START = datetime(2025, 12, 15, 1, 0, tzinfo=UTC)


@dataclass
class Clock:
    """A clock that stands until it is moved."""

    now: datetime = START

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **by: float) -> None:
        self.now += timedelta(**by)


@dataclass(frozen=True)
class Account:
    """What the outbox says of all messages."""

    promised: int
    states: Counter[str]
    tries: Counter[str]  # by status
    ambiguous: Counter[str]  # by Message-ID
    tasks: int

    @property
    def adds_up(self) -> bool:
        ended = ("sent", "failed", "superseded", "pending")
        return self.promised == sum(self.states[state] for state in ended)


def queue(count: int) -> list[str]:
    """Queue messages to the focal point of one agency; return their Message-IDs."""
    with unit_of_work() as session:
        if people.agency(session, "SNV") is None:
            an_agency(session, "SNV")
        post = people.post(session, "SNV", "focal_point")
        assert post is not None
        rows = [
            a_message(session, post, subject=f"Thư số {number}")
            for number in range(count)
        ]
        return [row.header_id for row in rows]


def by_mail(port: int, clock: Clock | None = None) -> dict[str, Channel]:
    server = SmtpServer(
        host="127.0.0.1",
        port=port,
        sender="nhiemvu@vpubnd.cao-bang.example",
        timeout_seconds=5,
    )
    return {"email": SmtpChannel(server, now=clock or Clock())}


def account() -> Account:
    unclear = (
        select(MessageRow.header_id, func.count())
        .join(AttemptRow, AttemptRow.message_id == MessageRow.id)
        .where(AttemptRow.ambiguous)
        .group_by(MessageRow.header_id)
    )
    with unit_of_work() as session:
        return Account(
            promised=len(session.scalars(select(MessageRow.id)).all()),
            states=Counter(session.scalars(select(DeliveryRow.state))),
            tries=Counter(session.scalars(select(AttemptRow.status))),
            ambiguous=Counter(dict(session.execute(unclear).tuples().all())),
            tasks=len(session.scalars(select(OfficeTaskRow.id)).all()),
        )


def next_try() -> datetime:
    """Return when the next message may be tried."""
    with unit_of_work() as session:
        found = session.scalar(select(func.min(DeliveryRow.next_try_at)))
    assert found is not None
    return found


def message_ids(raw: Sequence[bytes]) -> Counter[str]:
    """Count what a server kept, by Message-ID."""
    lines = (line for mail in raw for line in mail.decode().splitlines())
    return Counter(
        line.partition(": ")[2] for line in lines if line.startswith("Message-ID: ")
    )
