"""Queries of the ladder: who stands where, and what waits to be told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import Text, cast, func, or_, select

from store.tables import (
    AssignmentRow,
    MessageRow,
    NextLookRow,
    ObligationRow,
    ReminderRow,
)
from store.trail import written

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import date, datetime

    from sqlalchemy.orm import Session

    from store.trail import Written

_AT_ONCE = 12_000  # promises that are fetched together
_LOCK = 5_011_947  # our number among PostgreSQL's advisory locks


@dataclass(frozen=True, slots=True)
class Climber:
    """An obligation that somebody is told of, with what its promise names.

    `changes` counts how often something changed that its ladder depends on.
    """

    obligation_id: int
    assignment_id: int
    agency_code: str
    collector_code: str | None
    phase: str
    due_revision: int
    changes: int


class Promise(NamedTuple):
    """A promise that no message tells yet, with what a message says of it."""

    id: int
    obligation_id: int
    due_revision: int
    rung: str
    post_id: int
    digest: str
    why: str
    promised_at: datetime
    moved_from: date | None
    message_id: int | None  # of the message that was reserved for it in this walk
    due_on: date | None
    last_working_day: date | None
    assignment_id: int
    code: str
    directive_id: int
    agency_code: str
    collector_code: str | None
    what: str
    expected_result: str | None
    policy_version: str

    def row(self, **changed: object) -> Written:
        """Return its row, with what changes in it."""
        values = {name: getattr(self, name) for name in self._fields[:_OF_REMINDER]}
        return written(
            ReminderRow,
            values | {"superseded_at": None} | changed,
            changed=tuple(sorted(changed)),
        )


_OF_REMINDER = Promise._fields.index("due_on")


def lock(session: Session) -> bool:
    """Take the ladder's lock until the transaction ends; False when another has it."""
    return bool(session.scalar(select(func.pg_try_advisory_xact_lock(_LOCK))))


def hold(session: Session, numbers: Collection[int]) -> None:
    """Lock obligations until the transaction ends.

    An act that holds one is waited for, in the order in which acts lock too: an
    obligation before the heads of its chain.
    """
    locked = (
        select(ObligationRow.id)
        .where(ObligationRow.id == func.any(list(numbers)))
        .order_by(ObligationRow.id)
        .with_for_update(key_share=True)
        .subquery()
    )
    session.execute(select(func.count()).select_from(locked))


def climbers(session: Session, numbers: Collection[int]) -> Sequence[Climber]:
    """Return obligations as they are now, by their numbers."""
    found = session.execute(
        select(
            ObligationRow.id,
            ObligationRow.assignment_id,
            ObligationRow.agency_code,
            AssignmentRow.collector_code,
            ObligationRow.phase,
            ObligationRow.due_revision,
            NextLookRow.changes,
        )
        .join(AssignmentRow, AssignmentRow.id == ObligationRow.assignment_id)
        .join(NextLookRow, NextLookRow.obligation_id == ObligationRow.id)
        .where(ObligationRow.id == func.any(list(numbers)))
        .order_by(ObligationRow.id)
    )
    return [Climber(*row) for row in found]


def chains(session: Session, numbers: Collection[int]) -> Sequence[str]:
    """Return the chains of the assignments under which obligations are owed."""
    return session.scalars(
        select(cast(ObligationRow.assignment_id, Text))
        .where(ObligationRow.id == func.any(list(numbers)))
        .distinct()
    ).all()


def waiting(
    session: Session, digests: Collection[str], reserved: Collection[int] = ()
) -> Iterator[Promise]:
    """Yield the promises that no message gathers yet, by post and kind of digest.

    Those too that name a message which is only `reserved`.
    """
    reminder = [getattr(ReminderRow, name) for name in Promise._fields[:_OF_REMINDER]]
    found = session.execute(
        select(
            *reminder,
            ObligationRow.due_on,
            ObligationRow.last_working_day,
            AssignmentRow.id,
            AssignmentRow.code,
            AssignmentRow.directive_id,
            AssignmentRow.agency_code,
            AssignmentRow.collector_code,
            AssignmentRow.what,
            AssignmentRow.expected_result,
            AssignmentRow.policy_version,
        )
        .join(ObligationRow, ObligationRow.id == ReminderRow.obligation_id)
        .join(AssignmentRow, AssignmentRow.id == ObligationRow.assignment_id)
        .where(
            or_(
                ReminderRow.message_id.is_(None),
                ReminderRow.message_id == func.any(list(reserved)),
            ),
            ReminderRow.superseded_at.is_(None),
            ReminderRow.digest.in_(digests),
        )
        .order_by(ReminderRow.post_id, ReminderRow.digest, ReminderRow.id),
        execution_options={"yield_per": _AT_ONCE},
    )
    for row in found:
        yield Promise._make(row)


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
