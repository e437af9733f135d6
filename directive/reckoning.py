"""Compare what one obligation's ladders asked for with what the ledger holds."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from directive.findings import Finding, Kind
from directive.promises import (
    JUDGED,
    OWED,
    TRACKS,
    Milestone,
    milestones,
    prefix,
    running,
    split,
    start_label,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from directive.promises import Ladder, Span

LEEWAY = timedelta(minutes=10)
"""The longest walk of the ladders: what changed so near to one may be seen or not."""
_RULE = "the ladder, policy {policy}"


@dataclass(frozen=True, slots=True)
class Told:
    """A promise as the ledger has it; moments are aware."""

    id: int
    rung: str
    due_revision: int
    post_id: int
    digest: str
    promised_at: datetime
    superseded_at: datetime | None = None
    message_id: int | None = None
    gathered_at: datetime | None = None

    @property
    def offset(self) -> int:
        """Return how high the rung is."""
        parts = split(self.rung)
        return parts[1] if parts else 0


@dataclass(frozen=True, slots=True)
class Walks:
    """The walks of the ladders that the history keeps, by what they tell."""

    made: Mapping[bool, Sequence[datetime]]  # True: those that escalate
    working: Callable[[datetime], bool]
    _kept: dict[bool, list[datetime]] = field(default_factory=dict)

    def first(
        self, after: datetime, before: datetime, *, escalating: bool, any_hour: bool
    ) -> datetime | None:
        """Return the first walk in (after, before], in office hours unless any hour."""
        walks = self.made[escalating] if any_hour else self._in_hours(escalating)
        place = bisect_right(walks, after)
        return walks[place] if place < len(walks) and walks[place] <= before else None

    def _in_hours(self, escalating: bool) -> list[datetime]:
        if escalating not in self._kept:
            walks = self.made[escalating]
            self._kept[escalating] = [at for at in walks if self.working(at)]
        return self._kept[escalating]


def missing(
    where: str,
    spans: Sequence[Span],
    told: Sequence[Told],
    policies: Mapping[str, Ladder],
    walks: Walks,
    *,
    now: datetime,
) -> Iterator[Finding]:
    """Yield each rung that a walk passed by: nothing as high was told by then.

    A rung counts from its moment until the next one of its ladder, or until the
    obligation changes; the first walk in between had to tell it or had a higher one
    told already. Without a walk in between, nothing is missing: a silent clock is a
    finding of its own.
    """
    for span in spans:
        end = span.until or now
        steps = policies.get(span.policy, {})
        for track in dict.fromkeys(TRACKS.values()):
            if not running(track, span):
                continue
            rising = milestones(track, span, steps, end)
            passed = [after.moment for after in rising[1:]] + [end]
            for one, until in zip(rising, passed, strict=False):
                walk = walks.first(
                    max(one.moment, span.since) + LEEWAY,
                    until - LEEWAY,
                    escalating=one.step.escalates,
                    any_hour=one.step.at_night_too,
                )
                if walk is None:
                    continue
                known = [x for x in told if in_scope(x, track, span)]
                high = [x for x in known if x.offset >= one.offset]
                if not any(x.promised_at <= walk + LEEWAY for x in high):
                    yield _passed_by(where, span, one, walk, high)


def in_scope(told: Told, track: str, span: Span) -> bool:
    """Tell whether a promise belongs to the ladder that this span climbs."""
    parts = split(told.rung)
    return (
        parts is not None
        and parts[0] == prefix(track, span)
        and parts[2] == start_label(track, span)
        and told.promised_at >= span.issued_at
        and (track != "due" or told.due_revision == span.due_revision)
    )


def unexplained(  # noqa: PLR0911 - one reason after the other, the first holds
    span: Span,
    one: Told,
    told: Sequence[Told],
    policies: Mapping[str, Ladder],
) -> tuple[Kind, str] | Milestone:
    """Return the milestone that explains a promise in a span, or why none does."""
    parts = split(one.rung)
    if parts is None or parts[0] not in TRACKS:
        return Kind.UNKNOWN_RUNG, "no ladder has a rung of this name"
    track = TRACKS[parts[0]]
    if one.due_revision != span.due_revision:
        return Kind.OLD_LADDER, (
            f"revision {one.due_revision} of the due date is told of,"
            f" {span.due_revision} was in force"
        )
    if not running(track, span) or parts[0] != prefix(track, span):
        return _not_running(track, span)
    rising = milestones(
        track, span, policies.get(span.policy, {}), one.promised_at + timedelta(400)
    )
    known = {x.key: x for x in rising}
    if one.rung not in known:
        return Kind.UNKNOWN_RUNG, f"policy {span.policy} has no such rung here"
    found = known[one.rung]
    at = one.promised_at
    if found.moment > at:
        return Kind.TOO_EARLY, f"it is reached on {found.day}"
    calendar = span.days.calendar
    if not (found.step.at_night_too or calendar.is_working_time(at)):
        return Kind.OUT_OF_HOURS, "promised outside office hours"
    highest = [x for x in rising if x.moment <= at][-1]
    if highest.key != one.rung:
        return Kind.LOWER_RUNG, f"{highest.key} was reached by then"
    before = [
        x.rung
        for x in told
        if (x.promised_at, x.id) < (at, one.id)
        and in_scope(x, track, span)
        and x.offset >= one.offset
    ]
    if before:
        return Kind.DOUBLED_PROMISE, f"{before[0]} was told already"
    return found


def spans_near(spans: Sequence[Span], at: datetime) -> list[Span]:
    """Return the spans of which a walk at this moment may have seen one."""
    near = [
        span
        for span in spans
        if span.since <= at + LEEWAY
        and (span.until is None or span.until >= at - LEEWAY)
    ]
    return near or [spans[0]]


def _not_running(track: str, span: Span) -> tuple[Kind, str]:
    what = f"the {track} ladder is not climbed while it is {span.phase}"
    if span.phase == "suspended":
        return Kind.WHILE_SUSPENDED, what
    if span.phase not in OWED and not (track == "check" and span.phase in JUDGED):
        return Kind.AFTER_THE_END, what
    return Kind.WITHOUT_CAUSE, f"the question of the {track} ladder was answered"


def _passed_by(
    where: str, span: Span, one: Milestone, walk: datetime, high: Sequence[Told]
) -> Finding:
    late = [x for x in high if x.promised_at > walk + LEEWAY]
    same = [x for x in late if x.rung == one.key]
    if one.day in span.days.calendar.extra_working:
        kind = Kind.MISSED_SWAPPED_DAY
    elif same:
        kind = Kind.MISSED_DAY
    elif late:
        kind = Kind.SKIPPED_RUNG
    elif one.step.escalates:
        kind = Kind.MISSING_ESCALATION
    else:
        kind = Kind.MISSING_REMINDER
    when = f"told only by {late[0].rung}" if late else "never told"
    dates = [
        ("counted from", str(span.due_on or span.issued_on)),
        ("reached on", str(one.day)),
        ("first walk after it", walk.isoformat()),
    ]
    dates += [("told at", x.promised_at.isoformat()) for x in late[:1]]
    return Finding(
        kind,
        where,
        f"{one.key} was reached and is {when}",
        _RULE.format(policy=span.policy),
        tuple(dates),
    )
