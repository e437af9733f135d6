"""Look at obligations that stand alike: what is reached now, and when to look again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from directive.acts import Phase
from directive.ladder import Occurrence, Policy, Standing, reached
from directive.looking import next_look, rules_in_force
from directive.model import Urgency
from office.house import office_day
from office.in_force import ladders
from store import looks
from store.looks import Look

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from office.house import House
    from store.looks import Alike

_BATCH = 2_000  # obligations of which it is asked together what was told


@dataclass(frozen=True, slots=True)
class Seen:
    """Obligations that stand alike in everything, and were changed equally often."""

    standing: Standing
    policy: Policy
    policy_version: str
    look_at: datetime | None  # as it was reckoned before
    changes: int
    numbers: Sequence[int]

    def again(self, look_at: datetime | None) -> Look:
        """Return when to look at them again; None is never."""
        counts = looks.spelled([self.changes] * len(self.numbers))
        return Look(looks.spelled(self.numbers), counts, look_at)


@dataclass(frozen=True, slots=True)
class View:
    """The rules in force, and the moment at which somebody looks."""

    house: House
    policies: Mapping[str, Policy]
    now: datetime

    @property
    def rules(self) -> str:
        """Name all that was reckoned with but the facts."""
        return rules_in_force(
            self.house.calendar, self.policies, otherwise=self.house.policy.version
        )

    def policy(self, alike: Alike) -> Policy:
        """Return the ladder that these obligations were issued under."""
        return self.policies.get(alike.policy_version, self.house.policy)

    def reached(self, standing: Standing, policy: Policy) -> tuple[Occurrence, ...]:
        """Return what has to be told of an obligation now."""
        return reached(
            standing,
            today=office_day(self.now),
            calendar=self.house.calendar,
            policy=policy,
            now=self.now,
        )

    def may_speak(self, alike: Alike) -> bool:
        """Tell whether a rung is reached now, if nothing was told.

        What was told is not asked yet, nor when a due date was revised.
        """
        untold = replace(standing_of(alike), revised_on=date.min)
        return bool(self.reached(untold, self.policy(alike)))

    def next_look(self, standing: Standing, policy: Policy) -> datetime | None:
        """Return when a rung can be reached next; None when none is left."""
        calendar = self.house.calendar
        return next_look(standing, calendar=calendar, policy=policy, now=self.now)

    def apart(self, session: Session, found: Iterable[Alike]) -> Iterator[Seen]:
        """Yield obligations by what was told of them, and when they were revised."""
        for some in _in_batches(found):
            whose = {
                number: (place, changes)
                for place, alike in enumerate(some)
                for number, changes in zip(
                    looks.parsed(alike.numbers),
                    looks.parsed(alike.changes),
                    strict=True,
                )
            }
            apart: dict[tuple[int, int, frozenset[str], date | None], list[int]] = {}
            for number, told, revised_at in looks.told(session, looks.spelled(whose)):
                revised_on = office_day(revised_at) if revised_at else None
                key = (*whose[number], told, revised_on)
                apart.setdefault(key, []).append(number)
            for (place, changes, told, revised_on), numbers in apart.items():
                alike = some[place]
                standing = standing_of(alike)
                yield Seen(
                    replace(standing, told=told, revised_on=revised_on),
                    self.policy(alike),
                    alike.policy_version,
                    alike.look_at,
                    changes,
                    numbers,
                )


def view(session: Session, *, house: House, now: datetime) -> View:
    """Return the rules in force, to look with at a moment."""
    return View(house, ladders(session, house), now)


def looked_at_too_late(session: Session, *, house: House, now: datetime) -> list[Look]:
    """Return what a walk would look at too late, to be looked at in the next one.

    There is none unless something changed past the triggers that tell of changes.
    """
    seeing = view(session, house=house, now=house.calendar.next_working_moment(now))
    late, doubtful = [], []
    for alike in looks.resting(session, rules=seeing.rules, now=seeing.now):
        if seeing.may_speak(alike):
            doubtful.append(alike)
            continue
        due = seeing.next_look(standing_of(alike), seeing.policy(alike))
        if due and not (alike.look_at and alike.look_at <= due):
            late.append(Look(alike.numbers, alike.changes, None))
    for seen in seeing.apart(session, doubtful):
        due = (
            seeing.now
            if seeing.reached(seen.standing, seen.policy)
            else seeing.next_look(seen.standing, seen.policy)
        )
        if due and not (seen.look_at and seen.look_at <= due):
            late.append(seen.again(None))
    return late


def standing_of(alike: Alike) -> Standing:
    """Return how these obligations stand, but for what was told and revised."""
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


def _in_batches(found: Iterable[Alike]) -> Iterator[list[Alike]]:
    """Yield those together whose obligations are few."""
    some: list[Alike] = []
    size = 0
    for alike in found:
        some.append(alike)
        size += alike.numbers.count(",") + 1
        if size >= _BATCH:
            yield some
            some, size = [], 0
    if some:
        yield some
