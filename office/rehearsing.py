"""Replay a directive's life on a virtual clock, through the same use cases."""

from __future__ import annotations

import heapq
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import count
from typing import TYPE_CHECKING

from office import upkeep
from office.casting import Cue, Part, cast
from office.delivering import deliver
from office.performing import Stage
from office.reminding import escalate, remind
from office.renewing import renew
from office.reporting import report_week
from runtime.clock import HANOI
from store import rehearsal
from store.engine import unit_of_work

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from notifications.channel import Channel
    from office.house import House

WALKS = (time(7, 30), time(13, 30))
RENEWS_AT = time(0, 20)
REPORTS_AT = time(7, 30)
_MONDAY = 0


@dataclass(frozen=True, slots=True)
class Day:
    """What one day of a rehearsal brought."""

    day: date
    reminders: Counter[str] = field(default_factory=Counter)
    escalations: Counter[str] = field(default_factory=Counter)
    deeds: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """The whole replay: its days, in order, and how each agency was cast."""

    days: tuple[Day, ...]
    parts: tuple[Part, ...]


def rehearse(
    directive_id: int,
    *,
    issued: datetime,
    until: date,
    seed: int,
    house: House,
    channels: Mapping[str, Channel],
    progress: Callable[[Day], None] | None = None,
) -> Rehearsal:
    """Let agencies answer in time, late or not at all, and the clock walk its rounds.

    The flows' use cases run several times a day of every day, rest days included;
    every message is delivered by the channels given. The same seed gives the same
    rehearsal.

    Args:
        directive_id: Issued already, in a database of its own.
        issued: The moment of its issue, aware.
        until: The last day that is replayed.
        seed: Of the agencies' behaviour.
        house: Calendar, policy and posts.
        channels: Where messages go.
        progress: Told of each day when it is over.
    """
    with unit_of_work() as session:
        owed = rehearsal.owed(session, directive_id)
    dated: dict[str, date] = {}
    for one in owed:
        if (day := one.last_working_day) is not None:
            dated[one.agency] = min(day, dated.get(one.agency, day))
    agencies = list(dict.fromkeys(one.agency for one in owed))
    parts = tuple(
        cast(
            agency,
            seed=seed,
            issued=issued,
            last_working_day=dated.get(agency),
            until=until,
            calendar=house.calendar,
        )
        for agency in agencies
    )
    stage = Stage(directive_id, {part.agency: part for part in parts}, house)
    cues = _Cues([cue for part in parts for cue in part.cues])
    days = []
    for day in _days(issued.astimezone(HANOI).date(), until):
        done = Day(day)
        renew(house=house, now=datetime.combine(day, RENEWS_AT, HANOI))
        for moment in (datetime.combine(day, walk, HANOI) for walk in WALKS):
            _perform(stage, cues, before=moment, done=done)
            if moment > issued:
                _walk(moment, done, house=house, channels=channels)
        _perform(stage, cues, before=_end_of(day), done=done)
        _deliver(channels, now=_end_of(day))
        upkeep.seal(now=_end_of(day))
        days.append(done)
        if progress is not None:
            progress(done)
    return Rehearsal(tuple(days), parts)


class _Cues:
    """The deeds still to come, earliest first; performing one may add others."""

    def __init__(self, cues: list[Cue]) -> None:
        self._order = count()
        self._heap = [(cue.at, next(self._order), cue) for cue in cues]
        heapq.heapify(self._heap)

    def add(self, cue: Cue) -> None:
        heapq.heappush(self._heap, (cue.at, next(self._order), cue))

    def before(self, moment: datetime) -> Iterator[Cue]:
        while self._heap and self._heap[0][0] < moment:
            yield heapq.heappop(self._heap)[2]


def _perform(stage: Stage, cues: _Cues, *, before: datetime, done: Day) -> None:
    for cue in cues.before(before):
        played = stage.perform(cue)
        done.deeds[cue.deed] += played.times
        for following in played.following:
            cues.add(following)


def _walk(
    moment: datetime, done: Day, *, house: House, channels: Mapping[str, Channel]
) -> None:
    done.reminders.update(remind(house=house, now=moment).rungs)
    done.escalations.update(escalate(house=house, now=moment).rungs)
    if moment.weekday() == _MONDAY and moment.time() == REPORTS_AT:
        report_week(house=house, now=moment)
    _deliver(channels, now=moment)


def _deliver(channels: Mapping[str, Channel], *, now: datetime) -> None:
    deliver(channels, clock=lambda: now)


def _days(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time(23, 0), HANOI)
