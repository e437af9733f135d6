"""Gather what was promised into one message a day for each post and kind."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from notifications.messages import EscalationDigest, OverdueDigest, ReminderDigest
from office import telling
from office.house import office_day
from office.moving import Case
from store import ladder, people
from store.tables import MessageRow, PostRow
from store.trail import record

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from office.house import House
    from store.queueing import Letter
    from store.tables import AssignmentRow, ObligationRow, ReminderRow

    Promise = tuple[ReminderRow, ObligationRow, AssignmentRow]

AT_ONCE = "urgent_digest"
"""What urgent documents promise goes at once, outside the budget of a day."""
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
    for the next office day, urgent ones excepted. Returns how many were queued.
    """
    done = ladder.told_today(session, set(digests) - {AT_ONCE}, office_day(now))
    working = house.calendar.is_working_time(now)
    waiting = [
        found
        for found in ladder.waiting(session, digests)
        if working or found[0].promised_at == now  # at night only what rang just now
    ]
    if not waiting:
        return 0
    kept = people.all_agencies(session)  # held: `telling.line` finds them in memory
    groups = {
        key: list(members)
        for key, members in groupby(waiting, key=lambda p: (p[0].post_id, p[0].digest))
        if key not in done
    }
    letters = {
        letter.dedupe_key: (letter, members)
        for (post_id, kind), members in groups.items()
        for letter in [_letter(session, post_id, kind, members, house=house, now=now)]
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
    record(session, entries, actor="clock", now=now)
    del kept
    return len(entries)


def _letter(
    session: Session,
    post_id: int,
    kind: str,
    promises: Sequence[Promise],
    *,
    house: House,
    now: datetime,
) -> Letter:
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
        once=now.isoformat() if kind == AT_ONCE else str(office_day(now)),
        assignment_ids=[assignment.id for _, _, assignment in promises],
        house=house,
        now=now,
    )
