"""Climb a ladder over a past life: what would have been promised, when, to whom.

People act as they did: only the ladder is another. Which rung sounds, the planner's
own rule says (`directive.ladder.reached`); here it is asked at those walks at which
its answer can have changed.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from directive.acts import Phase
from directive.ladder import Standing, Track, may_sound, reached, rung_day
from directive.lifecycle import OWED, WAITING
from directive.model import Urgency
from directive.policy import prefix
from directive.standing import anchor, runs, urgent_moment

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Sequence
    from datetime import date, datetime

    from directive.ladder import Occurrence
    from directive.past import Life, Rounds
    from directive.policy import Policy, Rung
    from directive.promises import Span
    from directive.seats import Seats

_CLIMBED = frozenset({*OWED, *WAITING})
_AT_NIGHT_TOO = frozenset({Urgency.THUONG_KHAN, Urgency.HOA_TOC})
_EVER = sys.maxsize  # every post that there is now was there


@dataclass(frozen=True, slots=True)
class Promise:
    """One rung that would have been told to a post; `at` is aware.

    `raises` says that it opens an escalation.
    """

    obligation: int
    rung: str
    track: Track
    post: int
    digest: str
    at: datetime
    escalating: bool
    raises: bool


@dataclass(frozen=True, slots=True)
class Climb:
    """How past lives are climbed once more.

    Attributes:
        policy: The ladder to try; None for the one that was frozen on each life.
        policies: Gives a ladder by its version.
        rounds: The walks that were made.
        seats: Which post heard what on which day.
        digest_of: The kind of message that gathers a rung.
    """

    policy: Policy | None
    policies: Callable[[str], Policy]
    rounds: Rounds
    seats: Seats
    digest_of: Callable[[Rung], str]
    _moments: dict[Hashable, tuple[datetime, ...]] = field(default_factory=dict)
    _reached: dict[Hashable, tuple[Occurrence, ...]] = field(default_factory=dict)

    def ladder(self, span: Span) -> Policy:
        """Return the ladder that is climbed over a stretch of a life."""
        return self.policy or self.policies(span.policy)

    def promises(self, life: Life) -> Iterator[Promise]:
        """Yield what the ladder would have promised about one obligation, in order."""
        told: set[tuple[int, str]] = set()
        given_at: datetime | None = None
        for span in life.spans:
            if span.phase not in _CLIMBED:
                continue
            if span.issued_at != given_at:  # another agency has it: all anew
                told, given_at = set(), span.issued_at
            standing = _standing(span)
            for at, escalating in self._walks(span, standing):
                for found in self._sounding(span, standing, told, at):
                    if found.rung.escalates == escalating:
                        told.add((span.due_revision, found.key))
                        yield self._promise(life, span, found, at)

    def _walks(self, span: Span, standing: Standing) -> list[tuple[datetime, bool]]:
        """Return the walks that can tell anew: after a change, or on a rung's day."""
        last = span.until or self.rounds.last
        if last is None:
            return []
        night = standing.urgency in _AT_NIGHT_TOO
        end = span.days.calendar.day_of(last)
        ladder = self.ladder(span)
        key = (standing, ladder.version, id(span.days), end)
        if key not in self._moments:
            self._moments[key] = tuple(_moments(standing, ladder, span, end))
        news = {span.since}
        news.update(at for at in self._moments[key] if span.since < at <= last)
        return sorted(
            {
                walk
                for moment in news
                for walk in self.rounds.next(moment, span.until, at_night_too=night)
            }
        )

    def _sounding(
        self, span: Span, standing: Standing, told: set[tuple[int, str]], at: datetime
    ) -> Sequence[Occurrence]:
        calendar, ladder = span.days.calendar, self.ladder(span)
        known = replace(standing, told=_told(told, span.due_revision))
        key = (known, ladder.version, id(span.days), at)
        if key not in self._reached:
            today = calendar.day_of(at)
            found = reached(
                known, today=today, calendar=calendar, policy=ladder, now=at
            )
            self._reached[key] = tuple(
                one for one in found if may_sound(one.rung, now=at, calendar=calendar)
            )
        return self._reached[key]

    def _promise(
        self, life: Life, span: Span, found: Occurrence, at: datetime
    ) -> Promise:
        rung, today = found.rung, span.days.calendar.day_of(at)
        return Promise(
            obligation=life.obligation,
            rung=found.key,
            track=rung.track,
            post=self.seats.hearer(
                str(rung.audience), span, before=_EVER, day=today, at=at
            ),
            digest=self.digest_of(rung),
            at=at,
            escalating=rung.escalates,
            raises=rung.escalates and not found.by_request,
        )


def _standing(span: Span) -> Standing:
    return Standing(
        phase=Phase(span.phase),
        issued_on=span.issued_on,
        acknowledged=span.acknowledged,
        person_named=span.named,
        due_on=span.due_on,
        last_working_day=span.last_working_day,
        submitted_on=span.submitted_on,
        moved_on=span.moved_on if span.moved_on > span.issued_on else None,
        by_request=span.by_request,
        urgency=Urgency(span.urgency),
        issued_at=span.issued_at,
        revised_on=span.revised_on,
    )


def _told(told: set[tuple[int, str]], revision: int) -> frozenset[str]:
    """Return what holds as told: of the due date only what was told of this one."""
    return frozenset(
        rung for of, rung in told if of == revision or not rung.startswith(("T-", "T+"))
    )


def _moments(
    standing: Standing, policy: Policy, span: Span, end: date
) -> Iterator[datetime]:
    """Yield when each rung of a running track is reached, until the end of a day."""
    for rung in policy.rungs:
        if not runs(rung.track, standing):
            continue
        for one in _repeated(rung, standing, end):
            sharp = urgent_moment(one, standing)
            day = rung_day(one, standing, span.days.calendar)
            if sharp is not None:
                yield sharp
            elif day is not None:
                yield span.days.opens(day)


def _repeated(rung: Rung, standing: Standing, end: date) -> Iterator[Rung]:
    yield rung
    start = anchor(rung.track, standing)
    if not rung.repeats or start is None:
        return
    for offset in range(2 * rung.offset, (end - start).days + 1, rung.offset):
        key = f"{prefix(rung.track, rung.urgency)}{offset:+d}"
        yield replace(rung, key=key, offset=offset)
