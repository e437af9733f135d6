"""Gather what was promised into one message a day for each post and kind."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from directive.budget import Waiting, spend
from directive.ways import wanted
from notifications.messages import (
    AssignmentLine,
    EscalationDigest,
    OverdueDigest,
    ReminderDigest,
)
from office import telling
from office.house import office_day
from office.in_force import ladders
from store import directives, ladder, people
from store.ahead import writing_ahead
from store.tables import MessageRow
from store.trail import Entry, record

if TYPE_CHECKING:
    from collections.abc import (
        Callable,
        Collection,
        Iterable,
        Iterator,
        Mapping,
        Sequence,
    )
    from datetime import date, datetime

    from sqlalchemy.orm import Session

    from directive.budget import Place
    from office.following_up import Following
    from office.house import House
    from store.ladder import Promise
    from store.queueing import Letter

AT_ONCE = "urgent_digest"
"""What urgent documents promise goes at once, outside the budget of a day."""
_HELD = " Chuyển từ ngày {on}: ngày đó đã gửi một thông báo cùng loại."
_BATCH = 1_500  # promises that are rendered, and recorded, together
DIGESTS: dict[str, type[ReminderDigest | OverdueDigest | EscalationDigest]] = {
    ReminderDigest.kind: ReminderDigest,
    OverdueDigest.kind: OverdueDigest,
    EscalationDigest.kind: EscalationDigest,
    AT_ONCE: EscalationDigest,
}


def gather(
    session: Session,
    digests: Collection[str],
    *,
    reserved: Mapping[Place, int],
    followed: Following | None = None,
    house: House,
    now: datetime,
) -> int:
    """Queue one message for each post and kind that has promises waiting.

    `reserved` are the messages that what was promised in this walk names already.
    `followed` is what such a message tells too; what it told is settled in it.

    A post that had its message of this kind today keeps its new promises waiting
    for the next office day, marked as moved, urgent ones excepted. Returns how many
    messages were queued.
    """
    working = house.calendar.is_working_time(now)
    told_today = ladder.told_today(session, digests, office_day(now))
    written: Callable[[Sequence[Promise]], Letter] | None = None
    messages = 0
    held: list[Promise] = []
    with writing_ahead(session):
        for some in _in_batches(ladder.waiting(session, digests, reserved.values())):
            promises = {promise.id: promise for promise in some}
            spending = spend(
                [_waiting(promise, now) for promise in some],
                told_today=told_today,
                working=working,
            )
            written = written or _letters(
                session, reserved, followed, house=house, now=now
            )
            messages += _queue(
                session,
                [
                    (written(members), members)
                    for numbers in spending.messages.values()
                    for members in [[promises[number] for number in numbers]]
                ],
                followed,
                house=house,
                now=now,
            )
            moved = (promises[number] for number in spending.moved)
            held += [promise for promise in moved if working and _is_new(promise, now)]
    entries = [_hold(one, house=house, now=now) for one in held]
    record(session, entries, actor="clock", now=now)
    return messages


def _in_batches(waiting: Iterable[Promise]) -> Iterator[list[Promise]]:
    """Yield promises together as long as they are few, but those of a message whole."""
    some: list[Promise] = []
    for _, members in groupby(waiting, key=lambda one: (one.post_id, one.digest)):
        some += members
        if len(some) >= _BATCH:
            yield some
            some = []
    if some:
        yield some


def _queue(
    session: Session,
    letters: Sequence[tuple[Letter, Sequence[Promise]]],
    followed: Following | None,
    *,
    house: House,
    now: datetime,
) -> int:
    """Queue letters with the promises that each tells; return how many are new."""
    told = {letter.dedupe_key: members for letter, members in letters}
    queued = telling.queue(
        session, [letter for letter, _ in letters], house=house, now=now
    )
    entries = []
    for entry in queued:
        message = entry.rows[0]
        assert isinstance(message, MessageRow)  # noqa: S101 - `queue` puts it first
        members = [
            one.row(message_id=message.id)
            for one in told[message.dedupe_key]
            if one.message_id is None
        ]
        place = message.post_id, message.kind
        settled = followed.settle(place) if followed else []
        entries.append(replace(entry, rows=(*entry.rows, *members, *settled)))
    record(session, entries, actor="clock", now=now)
    return len(entries)


def _waiting(promise: Promise, now: datetime) -> Waiting:
    return Waiting(
        promise.id,
        (promise.post_id, promise.digest),
        at_once=promise.digest == AT_ONCE,
        just_now=promise.promised_at == now,
    )


def _is_new(promise: Promise, now: datetime) -> bool:
    """Tell whether the budget of a day holds this promise back for the first time."""
    return (
        office_day(promise.promised_at) == office_day(now)
        and _held(now) not in promise.why
    )


def _hold(promise: Promise, *, house: House, now: datetime) -> Entry:
    """Mark what the budget of today holds back, and say so in its reason."""
    row = promise.row(
        moved_from=promise.moved_from or office_day(now), why=promise.why + _held(now)
    )
    chain = ("assignment", str(promise.assignment_id))
    return Entry(
        *chain,
        "hold",
        (row,),
        policy_version=promise.policy_version,
        calendar_version=house.calendar.version,
    )


def _held(now: datetime) -> str:
    return _HELD.format(on=f"{office_day(now):%d/%m/%Y}")


def _letters(
    session: Session,
    reserved: Mapping[Place, int],
    followed: Following | None,
    *,
    house: House,
    now: datetime,
) -> Callable[[Sequence[Promise]], Letter]:
    """Return what writes the letter that tells the promises of one post and kind."""
    names = people.names(session)
    posts = {post.id: post for post in people.posts(session).values()}
    policies = ladders(session, house)

    @cache
    def document(number: int) -> tuple[str, str]:
        (row,) = directives.of_numbers(session, {number})
        return row.title or "", telling.directive_number(row)

    @cache
    def late_by(due_on: date | None) -> int | None:
        return telling.late_by(due_on, house=house, now=now)

    def line(promise: Promise) -> AssignmentLine:
        title, number = document(promise.directive_id)
        collector = promise.collector_code
        return AssignmentLine(
            code=promise.code,
            what=promise.what,
            directive_title=title,
            directive_number_text=number,
            due_on=promise.due_on,
            last_working_day=promise.last_working_day,
            collector=names[collector] if collector else None,
            expected_result=promise.expected_result,
            why=promise.why,
            days_late=late_by(promise.due_on),
            agency=names[promise.agency_code],
            directive=promise.directive_id,
        )

    def written(promises: Sequence[Promise]) -> Letter:
        post, kind = posts[promises[0].post_id], promises[0].digest
        told = sorted({(promise.policy_version, promise.rung) for promise in promises})
        rungs = [
            policies.get(version, house.policy).rung_of(key) for version, key in told
        ]
        payload = DIGESTS[kind](
            to=post.title,
            office=house.office_name,
            on=office_day(now),
            lines=tuple(map(line, promises)),
            **({"followed": followed.lines((post.id, kind))} if followed else {}),
        )
        return telling.letter(
            payload,
            post=post,
            kind=kind,
            channels=wanted(rung for rung in rungs if rung),
            once=now.isoformat() if kind == AT_ONCE else str(office_day(now)),
            assignment_ids=[
                *(promise.assignment_id for promise in promises),
                *(followed.assignments((post.id, kind)) if followed else ()),
            ],
            number=reserved.get((post.id, kind)),
            house=house,
            now=now,
        )

    return written
