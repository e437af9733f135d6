"""The budget of messages, over ten thousand histories of an office's weeks."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field, replace

import pytest

from directive.budget import Place, Waiting, spend

HISTORIES = 10_000
SEEDS = range(20)
KINDS = ("reminder_digest", "overdue_digest", "escalation_digest", "urgent_digest")
TICKS = (False, True, True, True)  # the night, then three ticks of office hours


@dataclass
class Weeks:
    """A planner's life: what it was promised, and what it did on which day."""

    waiting: list[Waiting] = field(default_factory=list)
    made: dict[int, tuple[int, bool]] = field(default_factory=dict)  # day, working
    told: dict[int, int] = field(default_factory=dict)  # promise → day
    dropped: set[int] = field(default_factory=set)  # answered before it was told
    moved: dict[int, int] = field(default_factory=dict)  # promise → day held first
    messages: Counter[tuple[Place, int]] = field(default_factory=Counter)

    def promise(self, rng: random.Random, day: int, *, working: bool) -> None:
        for _ in range(rng.choice((0, 0, 1, 2, 5))):
            kind = rng.choice(KINDS)
            urgent = kind == "urgent_digest"
            if working or urgent:
                number = len(self.made)
                self.made[number] = (day, working)
                place = (rng.randrange(3), kind)
                self.waiting.append(Waiting(number, place, at_once=urgent))

    def answer(self, rng: random.Random) -> None:
        gone = {one.number for one in self.waiting if rng.random() < 0.1}
        self.dropped |= gone
        self.waiting = [one for one in self.waiting if one.number not in gone]

    def tick(self, day: int, *, working: bool) -> None:
        today = {place for place, on in self.messages if on == day}
        spending = spend(self.waiting, told_today=today, working=working)
        for place, numbers in spending.messages.items():
            self.messages[place, day] += 1
            self.told |= dict.fromkeys(numbers, day)
        if working:
            self.moved = dict.fromkeys(spending.moved, day) | self.moved
        held = set(spending.moved)
        self.waiting = [
            replace(one, just_now=False) for one in self.waiting if one.number in held
        ]


def live(rng: random.Random) -> tuple[Weeks, int]:
    """Live some days of random promises, answers and rest days; then one morning."""
    weeks = Weeks()
    days = rng.randint(1, 6)
    for day in range(days):
        rest = rng.random() < 0.3
        for office_hours in TICKS:
            working = office_hours and not rest
            weeks.answer(rng)
            weeks.promise(rng, day, working=working)
            weeks.tick(day, working=working)
    weeks.tick(days, working=True)
    return weeks, days


@pytest.mark.parametrize("seed", SEEDS)
def test_over_any_history_the_budget_holds_and_nothing_is_dropped(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - histories, no secrets
    moved = 0
    for _ in range(HISTORIES // len(SEEDS)):
        weeks, _ = live(rng)
        digests = {
            key: n for key, n in weeks.messages.items() if key[0][1] != "urgent_digest"
        }
        late = {
            number
            for number, day in weeks.told.items()
            if weeks.made[number] != (day, True) and weeks.made[number][1]
        }

        assert set(digests.values()) <= {1}
        assert weeks.waiting == []
        assert weeks.told.keys() | weeks.dropped == weeks.made.keys()
        assert not weeks.told.keys() & weeks.dropped
        assert late <= weeks.moved.keys()
        assert all(weeks.moved[number] == weeks.made[number][0] for number in late)
        moved += len(late)
    assert moved > HISTORIES // len(SEEDS) // 10  # the histories reach the budget


ONE = Waiting(1, (7, "overdue_digest"))
URGENT = Waiting(2, (7, "urgent_digest"), at_once=True)

CASES = {
    "the first of the day": (ONE, set(), True, True),
    "its digest is out": (ONE, {(7, "overdue_digest")}, True, False),
    "another kind is out": (ONE, {(7, "reminder_digest")}, True, True),
    "another post had it": (ONE, {(8, "overdue_digest")}, True, True),
    "the night": (ONE, set(), False, False),
    "urgent by day": (URGENT, {(7, "urgent_digest")}, True, True),
    "urgent at night, ringing now": (URGENT, set(), False, True),
    "urgent at night, from before": (
        replace(URGENT, just_now=False),
        set(),
        False,
        False,
    ),
}


@pytest.mark.parametrize(("one", "told", "working", "goes"), CASES.values(), ids=CASES)
def test_spend(one: Waiting, told: set[Place], working: bool, goes: bool) -> None:
    spending = spend([one], told_today=told, working=working)

    assert spending.messages == ({one.place: (one.number,)} if goes else {})
    assert spending.moved == (() if goes else (one.number,))
