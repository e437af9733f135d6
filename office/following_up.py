"""Follow up what was taken up: what nothing followed comes back, what closed is told.

Both stand in the digest that a post has of a day, beside what is taken up anew: what
is taken up to somebody is one message a day.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from directive.budget import Waiting, spend
from directive.taking_up import comes_back_on
from directive.ways import wanted
from notifications.messages import EscalationDigest, FollowUpDigest
from notifications.wording import day
from office import naming, telling
from office.gathering import AT_ONCE
from office.house import office_day
from office.in_force import ladders
from office.moving import Case
from office.promising import digest_of
from store import escalations, ladder, people
from store.tables import EscalationRow, MessageRow, PostRow
from store.trail import Entry, record

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from directive.budget import Place
    from directive.policy import Policy, Rung
    from notifications.messages import AssignmentLine
    from office.house import House
    from store.escalations import Taken
    from store.queueing import Letter

_AGAIN = (
    "Mốc {rung}: cảnh báo này đã được tiếp nhận ngày {seen}; sau {after} ngày làm việc"
    " nhiệm vụ chưa có chuyển biến và chưa có giải trình nên báo lại."
)
_CLOSED = "Cảnh báo {rung} báo ngày {opened} đã khép lại ngày {closed}: {because}."


@dataclass(slots=True)
class Following:
    """What is to be told of what was taken up before, by post and kind of digest."""

    by_place: dict[Place, list[tuple[Taken, str]]]
    line: Callable[[Taken, str], AssignmentLine]
    now: datetime

    def lines(self, place: Place) -> tuple[AssignmentLine, ...]:
        """Return what a digest of this place tells too."""
        return tuple(self.line(*one) for one in self.by_place.get(place, ()))

    def assignments(self, place: Place) -> list[int]:
        """Return the numbers of the assignments that these lines are about."""
        return [assignment.id for (_, _, assignment), _ in self.by_place.get(place, ())]

    def settle(self, place: Place) -> list[EscalationRow]:
        """Return the rows that a digest of this place has told of, as they now are."""
        rows = [row for (row, _, _), _ in self.by_place.pop(place, ())]
        for row in rows:
            if row.closed_at is None:
                row.returned_at = self.now
            else:
                row.closing_told_at = self.now
        return rows


def following(session: Session, *, house: House, now: datetime) -> Following:
    """Find what became of all that was taken up, for the digests of today.

    What was acknowledged and followed by nothing is told again; what closed is told
    to whoever had heard of it, and to nobody when nobody had. It stands in the one
    digest that its post has of a kind on a day, beside what is taken up anew.
    """
    policies = ladders(session, house)
    by_place: dict[Place, list[tuple[Taken, str]]] = {}
    for taken, why in _found(session, policies, house=house, now=now).values():
        place = (taken[0].post_id, _kind(taken, policies, house))
        by_place.setdefault(place, []).append((taken, why))

    def line(taken: Taken, why: str) -> AssignmentLine:
        _, obligation, assignment = taken
        case = Case(assignment, obligation)
        return telling.line(session, case, why=why, house=house, now=now)

    return Following(by_place, line, now)


def tell_the_rest(
    session: Session, rest: Following, *, house: House, now: datetime
) -> int:
    """Tell each post that has no digest of the kind today; return how many messages.

    What the budget of the day or the hour holds back stays for the next morning.
    """
    if not rest.by_place:
        return 0
    kinds = {kind for _, kind in rest.by_place}
    spending = spend(
        [Waiting(number, place) for number, place in enumerate(rest.by_place)],
        told_today=ladder.told_today(session, kinds, office_day(now)),
        working=house.calendar.is_working_time(now),
    )
    kept = people.all_agencies(session)  # held: `telling.line` finds them in memory
    policies = ladders(session, house)
    letters = {
        letter.dedupe_key: (letter, place)
        for place in spending.messages
        for letter in [_letter(session, place, rest, policies, house=house, now=now)]
    }
    queued = telling.queue(
        session, [letter for letter, _ in letters.values()], house=house, now=now
    )
    entries = []
    for entry in queued:
        message = entry.rows[0]
        assert isinstance(message, MessageRow)  # noqa: S101 - `queue` puts it first
        rows = rest.settle(letters[message.dedupe_key][1])
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
    place: Place,
    rest: Following,
    policies: Mapping[str, Policy],
    *,
    house: House,
    now: datetime,
) -> Letter:
    post = session.get_one(PostRow, place[0])
    told = rest.by_place[place]
    rungs = [_rung(taken, policies, house) for taken, _ in told]
    payload = FollowUpDigest(
        to=post.title,
        office=house.office_name,
        on=office_day(now),
        lines=rest.lines(place),
    )
    return telling.letter(
        payload,
        post=post,
        kind=place[1],
        channels=wanted(rung for rung in rungs if rung),
        once=str(office_day(now)),
        assignment_ids=list(dict.fromkeys(rest.assignments(place))),
        house=house,
        now=now,
    )


def _rung(taken: Taken, policies: Mapping[str, Policy], house: House) -> Rung | None:
    row, _, assignment = taken
    return policies.get(assignment.policy_version, house.policy).rung_of(row.rung)


def _kind(taken: Taken, policies: Mapping[str, Policy], house: House) -> str:
    """Return the digest that told it, or would; one that went at once has none."""
    rung = _rung(taken, policies, house)
    kind = digest_of(rung) if rung else AT_ONCE
    return EscalationDigest.kind if kind == AT_ONCE else kind


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
