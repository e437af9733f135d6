"""Replay the office's mail under a ladder: what each walk would have put into it.

The budget of the day is the one that is in force (`directive.budget`); what an act
answers is not told, and whoever heard of an escalation hears of its end.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from directive.budget import Place, Waiting, spend
from directive.past import Reaction
from directive.taking_up import comes_back_on

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from datetime import date, datetime

    from directive.calendar import WorkCalendar
    from directive.past import Ending, Life
    from directive.promises import Span
    from directive.resounding import Climb, Promise


class Sent(NamedTuple):
    """A day, a post and a kind of message: what is counted."""

    day: date
    post: int
    kind: str


@dataclass(frozen=True, slots=True)
class Kinds:
    """The kinds of message: which a walk gathers, (True) one that escalates.

    What follows an escalation stands in the digest that told it; what went at once is
    followed up in that of the `leaders`.
    """

    gathered: Mapping[bool, AbstractSet[str]]
    at_once: str
    leaders: str


@dataclass(slots=True)
class _Raised:
    """An escalation of the replay."""

    number: int
    promise: Promise
    life: Life
    heard: bool = False
    seen_at: datetime | None = None
    explained: bool = False
    returned_at: datetime | None = None

    @property
    def waited_for(self) -> bool:
        """Tell whether it was seen, and nothing was told or answered since."""
        if self.seen_at is None or self.explained:
            return False
        return self.returned_at is None or self.returned_at < self.seen_at


@dataclass(slots=True)
class Replay:
    """One replay: takes life after life, then lets the walks go by."""

    climb: Climb
    kinds: Kinds
    calendar_at: Callable[[datetime], WorkCalendar]
    _lives: dict[int, Life] = field(default_factory=dict)
    _fresh: dict[tuple[datetime, bool], list[Promise]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def take(self, life: Life) -> None:
        """Climb the ladder over one life; one without a promise is not kept."""
        for promise in self.climb.promises(life):
            self._fresh[promise.at, promise.escalating].append(promise)
            self._lives[life.obligation] = life

    def life(self, promise: Promise) -> Life:
        """Return the life that a promise is about."""
        return self._lives[promise.obligation]

    def sent(self) -> Counter[Sent]:
        """Return how many messages each post would have got by day and kind."""
        desk = _Desk(self)
        acts = sorted(_acts(self._lives.values()), key=lambda act: act[0])
        place = 0
        for at, escalating in self.climb.rounds.all:
            while place < len(acts) and acts[place][0] <= at:
                desk.act(acts[place][1], acts[place][2])
                place += 1
            desk.walk(at, escalating, self._fresh.get((at, escalating), ()))
        return desk.counts


def _acts(
    lives: Iterable[Life],
) -> Iterator[tuple[datetime, Life, Ending | Reaction]]:
    for life in lives:
        for reaction in life.reactions:
            yield reaction.at, life, reaction
        for ending in life.endings:
            yield ending.at, life, ending


class _Desk:
    """What waits, what was sent today, and which escalations are open."""

    def __init__(self, replay: Replay) -> None:
        self.counts: Counter[Sent] = Counter()
        self._replay = replay
        self._numbers = count()
        self._waiting: dict[str, dict[int, Promise]] = defaultdict(dict)
        self._about: dict[int, dict[int, Promise]] = defaultdict(dict)
        self._open: dict[int, list[_Raised]] = defaultdict(list)
        self._seen: dict[int, _Raised] = {}
        self._closed: dict[int, _Raised] = {}
        self._today: date | None = None
        self._told_today: set[tuple[int, str]] = set()

    def act(self, life: Life, act: Ending | Reaction) -> None:
        """Let somebody do what he did."""
        if isinstance(act, Reaction):
            self._react(life, act)
            return
        for number, promise in list(self._about[life.obligation].items()):
            if promise.track in act.tracks:
                self._take_out(number, promise)
        for raised in self._open.pop(life.obligation, ()):
            if raised.promise.track not in act.tracks:
                self._open[life.obligation].append(raised)
                continue
            self._seen.pop(raised.number, None)
            if raised.heard:
                self._closed[raised.number] = raised

    def _react(self, life: Life, reaction: Reaction) -> None:
        """Let the post react to what it reacted to, else to the last it was told."""
        told = [
            raised
            for raised in self._open[life.obligation]
            if raised.promise.post == reaction.post
        ]
        same = [raised for raised in told if raised.promise.rung == reaction.rung]
        for raised in (same or told)[-1:]:
            if reaction.explained:
                raised.explained = True
            else:
                raised.seen_at = reaction.at
                raised.explained = raised.explained and not reaction.asked
            self._seen[raised.number] = raised

    def walk(self, at: datetime, escalating: bool, fresh: Sequence[Promise]) -> None:
        """Promise what a walk finds, and gather what waits into messages."""
        calendar = self._replay.calendar_at(at)
        if calendar.day_of(at) != self._today:
            self._today = calendar.day_of(at)
            self._told_today.clear()
        for promise in fresh:
            number = next(self._numbers)
            self._waiting[promise.digest][number] = promise
            self._about[promise.obligation][number] = promise
            if promise.raises:
                raised = _Raised(number, promise, life=self._replay.life(promise))
                self._open[promise.obligation].append(raised)
        working = calendar.is_working_time(at)
        if not (working or fresh):
            return  # what waits, waits for the morning
        told = self._gather(at, escalating, working)
        if escalating:
            self._follow_up(at, calendar, working, told)

    def _gather(self, at: datetime, escalating: bool, working: bool) -> set[Place]:
        kinds = self._replay.kinds
        promises = {
            number: promise
            for kind in kinds.gathered[escalating]
            for number, promise in self._waiting[kind].items()
        }
        waiting = [
            Waiting(
                number,
                (promise.post, promise.digest),
                at_once=promise.digest == kinds.at_once,
                just_now=promise.at == at,
            )
            for number, promise in promises.items()
        ]
        told: set[Place] = set()
        for number in self._send(waiting, working):
            promise = promises[number]
            told.add((promise.post, promise.digest))
            self._take_out(number, promise)
            for raised in self._open[promise.obligation]:
                raised.heard = raised.heard or raised.number == number
        return told

    def _take_out(self, number: int, promise: Promise) -> None:
        del self._waiting[promise.digest][number]
        del self._about[promise.obligation][number]

    def _follow_up(
        self, at: datetime, calendar: WorkCalendar, working: bool, told: set[Place]
    ) -> None:
        back = {
            raised.number: raised
            for raised in self._seen.values()
            if raised.waited_for and self._comes_back(raised, at, calendar)
        }
        waiting = [
            Waiting(number, self._place(raised.promise))
            for number, raised in {**back, **self._closed}.items()
        ]
        beside = [one.number for one in waiting if one.place in told]
        rest = [one for one in waiting if one.place not in told]
        for number in (*beside, *self._send(rest, working)):
            if number in back:
                back[number].returned_at = at
            else:
                del self._closed[number]

    def _place(self, promise: Promise) -> Place:
        kinds = self._replay.kinds
        at_once = promise.digest == kinds.at_once
        return promise.post, kinds.leaders if at_once else promise.digest

    def _send(self, waiting: list[Waiting], working: bool) -> Iterator[int]:
        """Count the messages that the budget allows; yield what they tell."""
        if not waiting or self._today is None:
            return
        spending = spend(waiting, told_today=self._told_today, working=working)
        for (post, kind), numbers in spending.messages.items():
            self.counts[Sent(self._today, post, kind)] += 1
            self._told_today.add((post, kind))
            yield from numbers

    def _comes_back(
        self, raised: _Raised, at: datetime, calendar: WorkCalendar
    ) -> bool:
        span = _span_at(raised.life, at)
        day = comes_back_on(
            calendar.day_of(raised.seen_at or at),
            span.moved_on,
            after=self._replay.climb.ladder(span).returns_after,
            calendar=calendar,
        )
        return day <= calendar.day_of(at)


def _span_at(life: Life, at: datetime) -> Span:
    place = bisect_right(life.spans, at, key=lambda span: span.since)
    return life.spans[max(place - 1, 0)]
