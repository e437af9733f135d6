"""Follow up what was taken up: what nothing followed comes back, what closed is told.

Both stand in one message a day for each post, apart from what is taken up anew.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from directive.budget import Waiting, spend
from directive.taking_up import comes_back_on
from notifications.messages import FollowUpDigest
from notifications.wording import day
from office import naming, telling
from office.house import office_day
from office.in_force import ladders
from office.moving import Case
from store import escalations, ladder, people
from store.tables import EscalationRow, MessageRow, PostRow
from store.trail import Entry, record

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from directive.policy import Policy
    from office.house import House
    from store.escalations import Taken
    from store.queueing import Letter

_AGAIN = (
    "Mốc {rung}: cảnh báo này đã được tiếp nhận ngày {seen}; sau {after} ngày làm việc"
    " nhiệm vụ chưa có chuyển biến và chưa có giải trình nên báo lại."
)
_CLOSED = "Cảnh báo {rung} báo ngày {opened} đã khép lại ngày {closed}: {because}."


def follow_up(session: Session, *, house: House, now: datetime) -> int:
    """Tell each post once a day what became of all that was taken up to it.

    What was acknowledged and followed by nothing is told again; what closed is told
    to whoever had heard of it, and to nobody when nobody had. What the budget of the
    day or the hour holds back stays for the next working morning.

    Returns:
        How many messages were queued.
    """
    policies = ladders(session, house)
    found = _found(session, policies, house=house, now=now)
    if not found:
        return 0
    spending = spend(
        [Waiting(n, (taken[0].post_id, _KIND)) for n, (taken, _) in found.items()],
        told_today=ladder.told_today(session, {_KIND}, office_day(now)),
        working=house.calendar.is_working_time(now),
    )
    kept = people.all_agencies(session)  # held: `telling.line` finds them in memory
    letters = {
        letter.dedupe_key: (letter, [found[n][0][0] for n in numbers])
        for (post_id, _), numbers in spending.messages.items()
        for told in [[found[n] for n in numbers]]
        for letter in [_letter(session, post_id, told, house=house, now=now)]
    }
    queued = telling.queue(
        session, [letter for letter, _ in letters.values()], house=house, now=now
    )
    entries = []
    for entry in queued:
        message = entry.rows[0]
        assert isinstance(message, MessageRow)  # noqa: S101 - `queue` puts it first
        rows = letters[message.dedupe_key][1]
        for row in rows:
            if row.closed_at is None:
                row.returned_at = now
            else:
                row.closing_told_at = now
        entries.append(replace(entry, rows=(*entry.rows, *rows)))
    record(session, entries, actor="clock", now=now)
    del kept
    return len(queued)


def _found(
    session: Session,
    policies: Mapping[str, Policy],
    *,
    house: House,
    now: datetime,
) -> Mapping[int, tuple[Taken, str]]:
    """Return what is to be told, with why; close what nobody had heard of."""
    found = {
        taken[0].id: (taken, _again(taken, policies, house))
        for taken in _due(session, policies, house, now)
    }
    if found:
        ladder.hold(session, {taken[1].id for taken, _ in found.values()})
        still = {t[0].id for t in _due(session, policies, house, now)}
        found = {n: told for n, told in found.items() if n in still}
    closed = escalations.closed_untold(session)
    heard = escalations.heard(session, [row.id for row, _, _ in closed])
    silent = []
    for taken in closed:
        row, _, assignment = taken
        if row.id in heard:
            found[row.id] = (taken, _closing(row))
        else:
            row.closing_told_at = now
            chain = ("assignment", str(assignment.id))
            version = assignment.policy_version
            silent.append(Entry(*chain, "close", (row,), policy_version=version))
    record(session, silent, actor="clock", now=now)
    return found


def _due(
    session: Session, policies: Mapping[str, Policy], house: House, now: datetime
) -> Sequence[Taken]:
    return [
        taken
        for taken in escalations.waited_for(session)
        if _back(taken, policies.get(taken[2].policy_version, house.policy), house, now)
    ]


def _back(taken: Taken, policy: Policy, house: House, now: datetime) -> bool:
    row, obligation, _ = taken
    comes_back = comes_back_on(
        office_day(row.acknowledged_at or now),
        obligation.moved_on,
        after=policy.returns_after,
        calendar=house.calendar,
    )
    return comes_back <= office_day(now)


def _letter(
    session: Session,
    post_id: int,
    told: Sequence[tuple[Taken, str]],
    *,
    house: House,
    now: datetime,
) -> Letter:
    post = session.get_one(PostRow, post_id)
    lines = tuple(
        telling.line(
            session, Case(assignment, obligation), why=why, house=house, now=now
        )
        for (_, obligation, assignment), why in told
    )
    payload = FollowUpDigest(
        to=post.title, office=house.office_name, on=office_day(now), lines=lines
    )
    return telling.letter(
        payload,
        post=post,
        once=str(office_day(now)),
        assignment_ids=list(dict.fromkeys(a.id for (_, _, a), _ in told)),
        house=house,
        now=now,
    )


def _again(taken: Taken, policies: Mapping[str, Policy], house: House) -> str:
    row, _, assignment = taken
    policy = policies.get(assignment.policy_version, house.policy)
    seen = office_day(row.acknowledged_at or row.opened_at)
    return _AGAIN.format(rung=row.rung, seen=day(seen), after=policy.returns_after)


def _closing(row: EscalationRow) -> str:
    return _CLOSED.format(
        rung=row.rung,
        opened=day(office_day(row.opened_at)),
        closed=day(office_day(row.closed_at or row.opened_at)),
        because=naming.act(row.closed_because or ""),
    )


_KIND = FollowUpDigest.kind
