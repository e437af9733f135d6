"""Gather what was promised into one message a day for each post and kind."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from directive.budget import Waiting, spend
from directive.ways import wanted
from notifications.messages import EscalationDigest, OverdueDigest, ReminderDigest
from office import telling
from office.house import office_day
from office.in_force import ladders
from office.moving import Case
from store import directives, ladder, people
from store.tables import MessageRow, PostRow
from store.trail import Entry, record

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from directive.policy import Policy
    from office.house import House
    from store.queueing import Letter
    from store.tables import AssignmentRow, ObligationRow, ReminderRow

    Promise = tuple[ReminderRow, ObligationRow, AssignmentRow]

AT_ONCE = "urgent_digest"
"""What urgent documents promise goes at once, outside the budget of a day."""
_HELD = " Chuyển từ ngày {on}: ngày đó đã gửi một thông báo cùng loại."
DIGESTS: dict[str, type[ReminderDigest | OverdueDigest | EscalationDigest]] = {
    ReminderDigest.kind: ReminderDigest,
    OverdueDigest.kind: OverdueDigest,
    EscalationDigest.kind: EscalationDigest,
    AT_ONCE: EscalationDigest,
}


def gather(
    session: Session, digests: Collection[str], *, house: House, now: datetime
) -> int:
    """Queue one message for each post and kind that has promises waiting.

    A post that had its message of this kind today keeps its new promises waiting
    for the next office day, marked as moved, urgent ones excepted. Returns how many
    messages were queued.
    """
    waiting = {found[0].id: found for found in ladder.waiting(session, digests)}
    if not waiting:
        return 0
    working = house.calendar.is_working_time(now)
    spending = spend(
        [_waiting(reminder, now) for reminder, _, _ in waiting.values()],
        told_today=ladder.told_today(session, digests, office_day(now)),
        working=working,
    )
    kept = (  # held until the end: `telling.line` finds them in memory
        people.all_agencies(session),
        people.posts(session),
        directives.of_numbers(
            session, {a.directive_id for _, _, a in waiting.values()}
        ),
    )
    policies = ladders(session, house)
    letters = {
        letter.dedupe_key: (letter, members)
        for (post_id, kind), numbers in spending.messages.items()
        for members in [[waiting[number] for number in numbers]]
        for letter in [
            _letter(session, post_id, kind, members, policies, house=house, now=now)
        ]
    }
    queued = telling.queue(
        session, [letter for letter, _ in letters.values()], house=house, now=now
    )
    entries = []
    for entry in queued:
        message = entry.rows[0]
        assert isinstance(message, MessageRow)  # noqa: S101 - `queue` puts it first
        reminders = [reminder for reminder, _, _ in letters[message.dedupe_key][1]]
        for reminder in reminders:
            reminder.message_id = message.id
        entries.append(replace(entry, rows=(*entry.rows, *reminders)))
    moved = [waiting[number] for number in spending.moved] if working else []
    record(session, [*entries, *_moved(moved, now)], actor="clock", now=now)
    del kept
    return len(entries)


def _waiting(reminder: ReminderRow, now: datetime) -> Waiting:
    return Waiting(
        reminder.id,
        (reminder.post_id, reminder.digest),
        at_once=reminder.digest == AT_ONCE,
        just_now=reminder.promised_at == now,
    )


def _moved(promises: Sequence[Promise], now: datetime) -> Iterator[Entry]:
    """Mark what the budget of today holds back, once, and say so in its reason."""
    today = office_day(now)
    for reminder, _, assignment in promises:
        said = _HELD.format(on=f"{today:%d/%m/%Y}")
        if office_day(reminder.promised_at) == today and said not in reminder.why:
            reminder.moved_from = reminder.moved_from or today
            reminder.why += said
            chain = ("assignment", str(assignment.id))
            version = assignment.policy_version
            yield Entry(*chain, "hold", (reminder,), policy_version=version)


def _letter(
    session: Session,
    post_id: int,
    kind: str,
    promises: Sequence[Promise],
    policies: Mapping[str, Policy],
    *,
    house: House,
    now: datetime,
) -> Letter:
    told = {(one.policy_version, reminder.rung) for reminder, _, one in promises}
    rungs = [
        policies.get(version, house.policy).rung_of(key)
        for version, key in sorted(told)
    ]
    post = session.get_one(PostRow, post_id)
    lines = tuple(
        telling.line(
            session,
            Case(assignment, obligation),
            why=reminder.why,
            house=house,
            now=now,
        )
        for reminder, obligation, assignment in promises
    )
    payload = DIGESTS[kind](
        to=post.title, office=house.office_name, on=office_day(now), lines=lines
    )
    return telling.letter(
        payload,
        post=post,
        kind=kind,
        channels=wanted(rung for rung in rungs if rung),
        once=now.isoformat() if kind == AT_ONCE else str(office_day(now)),
        assignment_ids=[assignment.id for _, _, assignment in promises],
        house=house,
        now=now,
    )
