"""The life of an obligation as the history tells it: stretches without a change."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeAlias

from directive.promises import Days, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_OF_OBLIGATION = (
    "phase",
    "agency_code",
    "directive_id",
    "issued_on",
    "issued_at",
    "due_on",
    "last_working_day",
    "due_revision",
    "submitted_at",
    "moved_on",
)
_OF_ASSIGNMENT = ("policy_version", "collector_code", "acknowledged_at", "named_at")
_NAMES = (*_OF_OBLIGATION, *_OF_ASSIGNMENT, "revised_on")
_Facts: TypeAlias = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """Full values of an assignment's or an obligation's row from a moment on."""

    at: datetime
    table: str  # assignments, obligations
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What holds for all that is owed: calendars with when they came, and agencies.

    `calendars` begins with the one that always held; `by_request` are the agencies
    that are not under the chairman; `urgencies` gives the urgency of a directive.
    """

    calendars: Sequence[tuple[datetime | None, Days]]
    by_request: frozenset[str]
    urgencies: Mapping[int, str]

    def days_at(self, moment: datetime) -> Days:
        """Return the calendar that was in force at a moment, aware."""
        since = [days for at, days in self.calendars if at is None or at <= moment]
        return since[-1]


def lives(
    changes: Sequence[Change], circumstances: Circumstances
) -> dict[int, list[Span]]:
    """Return the spans of each obligation of one assignment, in order of time.

    Args:
        changes: Of this assignment, in the order in which they were written.
        circumstances: Calendars, agencies and directives.
    """
    assignment: Mapping[str, Any] = {}
    obligations: dict[int, Mapping[str, Any]] = {}
    revised: dict[int, date | None] = {}
    points: dict[int, list[tuple[datetime, _Facts]]] = {}
    zone = circumstances.calendars[0][1].calendar
    for at, batch in _together(changes):
        touched: set[int] = set()
        for change in batch:
            if change.table == "assignments":
                assignment = change.values
                touched |= obligations.keys()
                continue
            number = change.values["id"]
            before = obligations.get(number)
            if before and before["due_revision"] != change.values["due_revision"]:
                revised[number] = zone.day_of(at)
            obligations[number] = change.values
            touched.add(number)
        for number in touched:
            facts = (
                *map(obligations[number].__getitem__, _OF_OBLIGATION),
                *map(assignment.__getitem__, _OF_ASSIGNMENT),
                revised.get(number),
            )
            seen = points.setdefault(number, [])
            if not seen or seen[-1][1] != facts:
                seen.append((at, facts))
    return {
        number: list(_by_calendar(_spans(seen, circumstances), circumstances))
        for number, seen in points.items()
    }


def _together(changes: Sequence[Change]) -> Iterator[tuple[datetime, list[Change]]]:
    """Yield what one event wrote together: its rows are one change."""
    batch: list[Change] = []
    for change in changes:
        if batch and batch[-1].at is not change.at:
            yield batch[-1].at, batch
            batch = []
        batch.append(change)
    if batch:
        yield batch[-1].at, batch


def _spans(
    seen: Sequence[tuple[datetime, _Facts]], circumstances: Circumstances
) -> Iterator[Span]:
    days = circumstances.calendars[0][1]
    ends = [at for at, _ in seen[1:]] + [None]
    for (since, facts), until in zip(seen, ends, strict=True):
        one = dict(zip(_NAMES, facts, strict=True))
        submitted = _moment(one["submitted_at"])
        yield Span(
            since=since,
            until=until,
            days=days,
            policy=one["policy_version"],
            phase=one["phase"],
            agency=one["agency_code"],
            collector=one["collector_code"],
            by_request=one["agency_code"] in circumstances.by_request,
            urgency=circumstances.urgencies.get(one["directive_id"], "normal"),
            issued_on=date.fromisoformat(one["issued_on"]),
            issued_at=datetime.fromisoformat(one["issued_at"]),
            revised_on=one["revised_on"],
            due_on=_day(one["due_on"]),
            last_working_day=_day(one["last_working_day"]),
            due_revision=one["due_revision"],
            submitted_on=days.calendar.day_of(submitted) if submitted else None,
            moved_on=date.fromisoformat(one["moved_on"]),
            acknowledged=one["acknowledged_at"] is not None,
            named=one["named_at"] is not None,
        )


def _by_calendar(spans: Iterable[Span], circumstances: Circumstances) -> Iterator[Span]:
    """Cut the spans where another calendar came into force."""
    for span in spans:
        rest = span
        for since, days in circumstances.calendars[1:]:
            if since is None or (rest.until is not None and since >= rest.until):
                continue
            if since > rest.since:
                yield replace(rest, until=since)
                rest = replace(rest, since=since, days=days)
            else:
                rest = replace(rest, days=days)
        yield rest


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
