"""Two replays side by side: messages for each post and week, and for each day."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from directive.replay import Sent


class Pair(NamedTuple):
    """How many messages under the old ladder and under the new one."""

    old: int
    new: int

    @property
    def change(self) -> int:
        """How many more under the new one."""
        return self.new - self.old


@dataclass(frozen=True, slots=True)
class Comparison:
    """Counts of messages; weeks go by their Monday, and every week and day is there.

    Attributes:
        total: Of all.
        kinds: By kind of message.
        weeks: By week, from the first to the last in which anything was sent.
        days: By day of these weeks, from the first to the last.
        posts: By post, and then by those weeks in which it got any.
    """

    total: Pair
    kinds: Mapping[str, Pair]
    weeks: Mapping[date, Pair]
    days: Mapping[date, Pair]
    posts: Mapping[int, Mapping[date, Pair]]


class Difference(NamedTuple):
    """A place where a replay of the ladder in force is not what was really sent."""

    sent: Sent
    really: int
    replayed: int


def compare(old: Counter[Sent], new: Counter[Sent]) -> Comparison:
    """Count what two ladders would have sent."""
    both = old.keys() | new.keys()
    days: dict[date, Pair] = {}
    if both:
        days = dict.fromkeys(
            _each(min(one.day for one in both), max(one.day for one in both)),
            Pair(0, 0),
        )
    weeks = {monday(day): Pair(0, 0) for day in days}
    kinds: dict[str, Pair] = {}
    posts: dict[int, dict[date, Pair]] = defaultdict(dict)
    for one in sorted(both):
        found = Pair(old[one], new[one])
        week = monday(one.day)
        days[one.day] = _sum(days[one.day], found)
        weeks[week] = _sum(weeks[week], found)
        kinds[one.kind] = _sum(kinds.get(one.kind, Pair(0, 0)), found)
        of_post = posts[one.post]
        of_post[week] = _sum(of_post.get(week, Pair(0, 0)), found)
    return Comparison(
        total=Pair(old.total(), new.total()),
        kinds=kinds,
        weeks=weeks,
        days=days,
        posts=dict(posts),
    )


def differences(
    really: Counter[Sent], replayed: Counter[Sent]
) -> tuple[Difference, ...]:
    """Return every place where the two are not the same, by day."""
    return tuple(
        Difference(one, really[one], replayed[one])
        for one in sorted(really.keys() | replayed.keys())
        if really[one] != replayed[one]
    )


def monday(day: date) -> date:
    """Return the first day of its week."""
    return day - timedelta(days=day.weekday())


def _each(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


def _sum(one: Pair, other: Pair) -> Pair:
    return Pair(one.old + other.old, one.new + other.new)
