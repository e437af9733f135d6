"""What is known of an obligation's past, for its ladder to be climbed once more."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from directive.acts import Act, Phase
from directive.answers import answered
from directive.policy import Track

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from datetime import datetime
    from typing import Any

    from directive.promises import Span

_ACTS: AbstractSet[str] = frozenset(Act)
_NEW_CALENDAR = "shift"


@dataclass(frozen=True, slots=True)
class Ending:
    """An act that answered questions of a ladder; `at` is aware."""

    at: datetime
    tracks: AbstractSet[Track]


@dataclass(frozen=True, slots=True)
class Reaction:
    """Somebody saw an escalation, explained it, or asked for that; `at` is aware.

    Who asks has seen it, and an explanation before that answers no more.
    """

    at: datetime
    rung: str
    post: int
    explained: bool
    asked: bool = False


@dataclass(frozen=True, slots=True)
class Life:
    """One obligation: stretches without a change, and what people did, in order."""

    obligation: int
    spans: Sequence[Span]
    endings: Sequence[Ending]
    reactions: Sequence[Reaction] = ()


def ended(
    act: str, before: Mapping[str, Any] | None, after: Mapping[str, Any]
) -> AbstractSet[Track]:
    """Return the tracks whose promises an act ended, from the row before and after.

    A calendar that moves a due date ends what was told of the old one.
    """
    if before is None:
        return frozenset()
    if act == _NEW_CALENDAR:
        moved = before["due_revision"] != after["due_revision"]
        return frozenset({Track.DUE}) if moved else frozenset()
    if act not in _ACTS:
        return frozenset()
    return answered(Act(act), Phase(before["phase"]), Phase(after["phase"]))


class Rounds:
    """When the ladders were walked: to remind, and (True) to escalate."""

    def __init__(
        self,
        made: Mapping[bool, Iterable[datetime]],
        working: Callable[[datetime], bool],
    ) -> None:
        self._all = {escalating: sorted(walks) for escalating, walks in made.items()}
        self._by_day = {
            escalating: [walk for walk in walks if working(walk)]
            for escalating, walks in self._all.items()
        }

    @property
    def all(self) -> Sequence[tuple[datetime, bool]]:
        """Every walk with whether it escalates, in order of time."""
        return sorted((at, kind) for kind, walks in self._all.items() for at in walks)

    @property
    def last(self) -> datetime | None:
        """The last walk; None when nobody ever walked."""
        return max((walks[-1] for walks in self._all.values() if walks), default=None)

    def next(
        self, after: datetime, before: datetime | None, *, at_night_too: bool
    ) -> Iterator[tuple[datetime, bool]]:
        """Yield the first walk of each kind in [after, before), and the first by day.

        Args:
            after: The moment from which there is something new to tell, aware.
            before: Until when; None is without end.
            at_night_too: Walks outside office hours count as well.
        """
        found = [self._by_day, self._all] if at_night_too else [self._by_day]
        for kinds in found:
            for escalating, walks in kinds.items():
                place = bisect_left(walks, after)
                if place < len(walks) and (before is None or walks[place] < before):
                    yield walks[place], escalating
