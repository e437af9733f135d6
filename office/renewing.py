"""Make the next period's obligation of every deadline that comes back, in time."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from directive.acts import Act, Party, Phase
from directive.lifecycle import move
from directive.reading.stored import deadline_of
from directive.recurring import Period, next_period
from office import actor, redating, telling
from office.assigning import Owed, first_revision, label_of, obligation
from office.house import office_day
from office.moving import Case
from store import ids, periods
from store.engine import unit_of_work
from store.trail import Entry, record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime

    from sqlalchemy.orm import Session

    from office.house import House
    from store.tables import AssignmentRow, Kept, ObligationRow

_DAY = timedelta(days=1)
MISSED = (
    "Nhiệm vụ định kỳ: các kỳ dưới đây đến hạn trong thời gian hệ thống tạm ngừng, "
    "nay được ghi nhận cùng một lúc."
)


def renew(*, house: House, now: datetime) -> int:
    """Make what is owed next wherever the newest period has begun or is due.

    One period is there ahead of time; after a time of standing still, those that
    began meanwhile are made too: each is owed by its own date, and its agency is told
    of all whose date is past by one letter. What was withdrawn, declined or suspended
    does not come back. Running again makes nothing more.

    Args:
        house: Calendar of the office.
        now: The moment, aware.

    Returns:
        How many obligations were made.
    """
    waiting: dict[str, set[int]] = {}
    with unit_of_work() as session:
        for row in periods.newest(session):
            if _following(row, house=house, today=office_day(now)):
                waiting.setdefault(row.agency_code, set()).add(row.assignment_id)
    return sum(
        _renewed(sorted(numbers), house=house, now=now)
        for _, numbers in sorted(waiting.items())
    )


def _renewed(assignment_ids: Sequence[int], *, house: House, now: datetime) -> int:
    """Renew what one agency owes, and tell it of what it can only be late with."""
    with unit_of_work() as session:
        made = [
            case
            for number in assignment_ids
            for case in _made(session, number, house=house, now=now)
        ]
        today = office_day(now)
        missed = [one for one in made if (one.obligation.due_on or today) < today]
        letters = redating.letters(
            session, missed, reason=MISSED, house=house, actor=actor.CLOCK, now=now
        )
        queued = telling.queue(session, list(letters), house=house, now=now)
        record(session, queued, actor=str(Party.CLOCK), now=now)
        return len(made)


def _made(
    session: Session, assignment_id: int, *, house: House, now: datetime
) -> list[Case]:
    assignment = periods.hold(session, assignment_id)
    made = [
        row
        for newest in periods.newest(session, assignment_id)
        for row in _ahead(session, assignment, newest, house=house, now=now)
    ]
    rows: list[Kept] = [
        kept
        for row in made
        for kept in (row, first_revision(row, number=ids.take(session), now=now))
    ]
    entry = Entry(
        "assignment",
        str(assignment_id),
        "renew",
        tuple(rows),
        policy_version=assignment.policy_version,
        calendar_version=house.calendar.version,
    )
    record(session, [entry] if rows else [], actor=str(Party.CLOCK), now=now)
    return [Case(assignment, row) for row in made]


def _ahead(
    session: Session,
    assignment: AssignmentRow,
    newest: ObligationRow,
    *,
    house: House,
    now: datetime,
) -> Iterator[ObligationRow]:
    """Yield what follows the newest period, until one has not begun yet."""
    phase = move(Phase.DRAFT, Act.ISSUE, Party.CLOCK)
    if assignment.acknowledged_at is not None:
        phase = move(phase, Act.ACKNOWLEDGE, Party.AGENCY)
    while owed := _following(newest, house=house, today=office_day(now)):
        newest = obligation(
            assignment, owed, number=ids.take(session), phase=phase, now=now
        )
        yield newest


def _following(row: ObligationRow, *, house: House, today: date) -> Owed | None:
    """Return what is owed after a period; None while it is too early for that."""
    kept, due_on = row.deadline, row.original_due_on
    if kept is None or due_on is None:
        return None
    deadline = deadline_of(kept)
    current = next_period(deadline, house.calendar, after=due_on - _DAY)
    following = next_period(deadline, house.calendar, after=due_on)
    if current is None or following is None or today < min(current.first, due_on):
        return None
    return Owed(
        row.kind,
        label_of(_report(row, current), row.kind, following),
        following.due,
        kept,
    )


def _report(row: ObligationRow, current: Period) -> str:
    return row.label.removesuffix(f", {current.label}")
