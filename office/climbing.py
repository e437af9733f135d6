"""Walk every ladder: which rungs are reached, and which posts they are promised to."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from directive.acts import Phase
from directive.ladder import Occurrence, Policy, Standing, may_sound, reached
from directive.looking import next_look, rules_in_force
from directive.model import Urgency
from office.house import office_day
from office.in_force import ladders
from office.promising import Sounding, digest_of, promises
from store import ladder, looks, trail
from store.looks import Look
from store.trail import record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from office.house import House
    from store.looks import Alike

    Candidate = tuple[Alike, Standing, Policy]

__all__ = ["Climb", "digest_of", "promise"]

_AT_NIGHT_TOO = (Urgency.THUONG_KHAN, Urgency.HOA_TOC)
_BATCH = 2_000  # obligations that are read, and recorded, together


@dataclass(frozen=True, slots=True)
class Climb:
    """What a walk promised, by rung; and when to look again, reckoned by which rules.

    What is written in `looks` holds once the promises are kept.
    """

    rungs: Counter[str]
    looks: Sequence[Look]
    rules: str


def promise(
    session: Session, *, escalating: bool, house: House, now: datetime
) -> Climb:
    """Promise every rung reached now, once for each obligation, revision and post.

    Only what is due to be looked at is read: what changed since the last walk, and
    what a rung was reckoned for. Out of office hours nothing is reckoned anew.

    Args:
        session: The transaction; nothing is committed here.
        escalating: Only rungs that go above who should have acted, or only the
            others.
        house: Calendar and posts of the office; each assignment climbs the ladder
            of the policy it was issued under.
        now: The moment, aware; out of office hours only the urgent ladders speak.
    """
    working = house.calendar.is_working_time(now)
    policies = ladders(session, house)
    rules = rules_in_force(house.calendar, policies, otherwise=house.policy.version)
    walk = _Walk(house=house, now=now, escalating=escalating)
    due = looks.due(
        session,
        rules=rules,
        now=now,
        urgencies=None if working else _AT_NIGHT_TOO,
    )
    candidates = [
        candidate
        for alike in due
        for candidate in [
            (alike, _standing(alike), policies.get(alike.policy_version, house.policy))
        ]
        if walk.may_have_to_tell(*candidate)
    ]
    for some in _in_batches(candidates):
        walk.see(session, some)
    rungs = _record(session, walk.found, house=house, now=now)
    return Climb(rungs, walk.looks if working else (), rules)


@dataclass(slots=True)
class _Walk:
    """What a walk has seen so far."""

    house: House
    now: datetime
    escalating: bool
    looks: list[Look] = field(default_factory=list)
    found: dict[int, Sounding] = field(default_factory=dict)

    def may_have_to_tell(
        self, alike: Alike, standing: Standing, policy: Policy
    ) -> bool:
        """Tell whether a rung is reached, whatever was told; if not, look again later.

        Neither what was told nor a day on which a date was revised is known yet.
        """
        untold = replace(standing, revised_on=date.min)
        if self._reached(untold, policy):
            return True
        look_at = self._next_look(standing, policy)
        self.looks.append(Look(alike.numbers, alike.changes, look_at))
        return False

    def see(self, session: Session, candidates: Sequence[Candidate]) -> None:
        """Find what has to be told of each obligation, now that all is known of it."""
        whose = {
            number: (place, changes)
            for place, (alike, _, _) in enumerate(candidates)
            for number, changes in zip(
                looks.parsed(alike.numbers), looks.parsed(alike.changes), strict=True
            )
        }
        apart: dict[tuple[int, int, frozenset[str], date | None], list[int]] = {}
        for number, told, revised_at in looks.told(session, looks.spelled(whose)):
            revised_on = office_day(revised_at) if revised_at else None
            apart.setdefault((*whose[number], told, revised_on), []).append(number)
        for (place, changes, told, revised_on), numbers in apart.items():
            alike, standing, policy = candidates[place]
            known = replace(standing, told=told, revised_on=revised_on)
            found = self._reached(known, policy)
            mine = tuple(filter(self._sounds, found))
            if mine:
                version = alike.policy_version
                sounding = Sounding(known, policy, version, mine, changes)
                self.found.update(dict.fromkeys(numbers, sounding))
            if mine != found:
                continue  # the other walk has something to tell
            look_at = self._next_look(known, policy)
            counts = looks.spelled([changes] * len(numbers))
            self.looks.append(Look(looks.spelled(numbers), counts, look_at))

    def _reached(self, standing: Standing, policy: Policy) -> tuple[Occurrence, ...]:
        calendar, now = self.house.calendar, self.now
        return reached(
            standing, today=office_day(now), calendar=calendar, policy=policy, now=now
        )

    def _next_look(self, standing: Standing, policy: Policy) -> datetime | None:
        calendar, now = self.house.calendar, self.now
        return next_look(standing, calendar=calendar, policy=policy, now=now)

    def _sounds(self, occurrence: Occurrence) -> bool:
        rung = occurrence.rung
        return rung.escalates == self.escalating and may_sound(
            rung, now=self.now, calendar=self.house.calendar
        )


def _in_batches(candidates: Iterable[Candidate]) -> Iterator[list[Candidate]]:
    """Yield candidates together as long as their obligations are few."""
    some: list[Candidate] = []
    size = 0
    for candidate in candidates:
        some.append(candidate)
        size += candidate[0].numbers.count(",") + 1
        if size >= _BATCH:
            yield some
            some, size = [], 0
    if some:
        yield some


def _record(
    session: Session, found: dict[int, Sounding], *, house: House, now: datetime
) -> Counter[str]:
    """Promise what was found of what nobody has changed meanwhile."""
    numbers = sorted(found)
    ladder.hold(session, numbers)
    trail.hold(session, "assignment", ladder.chains(session, numbers))
    rungs: Counter[str] = Counter()
    made = promises(session, house=house, now=now)
    for first in range(0, len(numbers), _BATCH):
        climbers = ladder.climbers(session, numbers[first : first + _BATCH])
        told = [
            (climber, found[climber.obligation_id], step)
            for climber in climbers
            if climber.changes == found[climber.obligation_id].changes
            for step in found[climber.obligation_id].occurrences
        ]
        record(session, [made(*one) for one in told], actor="clock", now=now)
        rungs.update(step.rung.key for _, _, step in told)
    return rungs


def _standing(alike: Alike) -> Standing:
    return Standing(
        phase=Phase(alike.phase),
        issued_on=alike.issued_on,
        acknowledged=alike.acknowledged,
        person_named=alike.named,
        due_on=alike.due_on,
        last_working_day=alike.last_working_day,
        submitted_on=alike.submitted_on,
        moved_on=alike.moved_on,
        by_request=alike.by_request,
        urgency=Urgency(alike.urgency),
        issued_at=alike.issued_at,
    )
