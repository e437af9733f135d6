"""Walk every ladder: which rungs are reached, and which posts they are promised to."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from directive.ladder import may_sound
from directive.model import Urgency
from office.looking import standing_of, view
from office.promising import Sounding, digest_of, promises
from store import ladder, looks, trail
from store.ahead import writing_ahead
from store.looks import Look
from store.trail import record

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from directive.budget import Place
    from office.house import House

__all__ = ["Climb", "digest_of", "promise"]

_AT_NIGHT_TOO = (Urgency.THUONG_KHAN, Urgency.HOA_TOC)
_READ = 20_000  # obligations that are read together
_WRITTEN = 2_000  # promises that are recorded together


@dataclass(frozen=True, slots=True)
class Climb:
    """What a walk promised, by rung; and when to look again, reckoned by which rules.

    `reserved` numbers the messages that are to tell it, which are still to be queued.
    What is written in `looks` holds once the promises are kept.
    """

    rungs: Counter[str]
    reserved: Mapping[Place, int]
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
    seeing = view(session, house=house, now=now)
    rules, working = seeing.rules, house.calendar.is_working_time(now)
    quiet: list[Look] = []
    candidates = []
    for alike in looks.due(
        session, rules=rules, now=now, urgencies=None if working else _AT_NIGHT_TOO
    ):
        if seeing.may_speak(alike):
            candidates.append(alike)
        elif working:
            look_at = seeing.next_look(standing_of(alike), seeing.policy(alike))
            quiet.append(Look(alike.numbers, alike.changes, look_at))
    found: dict[int, Sounding] = {}
    again: list[Look] = []
    with looks.settled_meanwhile(quiet, rules=rules):
        for seen in seeing.apart(session, candidates):
            all_ = seeing.reached(seen.standing, seen.policy)
            mine = tuple(
                occurrence
                for occurrence in all_
                if occurrence.rung.escalates == escalating
                and may_sound(occurrence.rung, now=now, calendar=house.calendar)
            )
            if mine:
                found.update(dict.fromkeys(seen.numbers, Sounding(seen, mine)))
            if mine == all_:  # else the other walk has something to tell
                again.append(seen.again(seeing.next_look(seen.standing, seen.policy)))
        rungs, reserved = _record(session, found, house=house, now=now)
    return Climb(rungs, reserved, again if working else (), rules)


def _record(
    session: Session, found: Mapping[int, Sounding], *, house: House, now: datetime
) -> tuple[Counter[str], dict[Place, int]]:
    """Promise what was found of what nobody has changed meanwhile."""
    numbers = sorted(found)
    ladder.hold(session, numbers)
    trail.hold(session, "assignment", ladder.chains(session, numbers))
    rungs: Counter[str] = Counter()
    reserved: dict[Place, int] = {}
    made = promises(session, reserved, of=len(numbers), house=house, now=now)
    with writing_ahead(session):
        for first in range(0, len(numbers), _READ):
            climbers = ladder.climbers(session, numbers[first : first + _READ])
            chains = {("assignment", str(one.assignment_id)) for one in climbers}
            heads = trail.lock_heads(session, chains)
            told = [
                (climber, found[climber.obligation_id], step)
                for climber in climbers
                if climber.changes == found[climber.obligation_id].seen.changes
                for step in found[climber.obligation_id].occurrences
            ]
            for place in range(0, len(told), _WRITTEN):
                entries = [made(*one) for one in told[place : place + _WRITTEN]]
                record(session, entries, actor="clock", now=now, heads=heads)
            rungs.update(step.rung.key for _, _, step in told)
    return rungs, reserved
