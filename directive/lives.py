"""The life of an obligation as the history tells it: stretches without a change."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from directive.promises import Days, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


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
    found: dict[int, list[Span]] = {}
    for at, batch in _together(changes):
        touched: set[int] = set()
        for change in batch:
            if change.table == "assignments":
                assignment = change.values
                touched |= obligations.keys()
                continue
            number = change.values["id"]
            before = obligations.get(number)
            zone = circumstances.calendars[0][1].calendar
            if before and before["due_revision"] != change.values["due_revision"]:
                revised[number] = zone.day_of(at)
            obligations[number] = change.values
            touched.add(number)
        for number in sorted(touched):
            span = _span(
                at, assignment, obligations[number], revised.get(number), circumstances
            )
            spans = found.setdefault(number, [])
            if spans and replace(spans[-1], since=at) == span:
                continue
            if spans:
                spans[-1] = replace(spans[-1], until=at)
            spans.append(span)
    return {n: list(_by_calendar(spans, circumstances)) for n, spans in found.items()}


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


def _span(
    at: datetime,
    assignment: Mapping[str, Any],
    obligation: Mapping[str, Any],
    revised_on: date | None,
    circumstances: Circumstances,
) -> Span:
    days = circumstances.calendars[0][1]
    submitted = _moment(obligation["submitted_at"])
    agency = obligation["agency_code"]
    return Span(
        since=at,
        until=None,
        days=days,
        policy=assignment["policy_version"],
        phase=obligation["phase"],
        agency=agency,
        collector=assignment["collector_code"],
        by_request=agency in circumstances.by_request,
        urgency=circumstances.urgencies.get(obligation["directive_id"], "normal"),
        issued_on=date.fromisoformat(obligation["issued_on"]),
        issued_at=datetime.fromisoformat(obligation["issued_at"]),
        revised_on=revised_on,
        due_on=_day(obligation["due_on"]),
        last_working_day=_day(obligation["last_working_day"]),
        due_revision=obligation["due_revision"],
        submitted_on=days.calendar.day_of(submitted) if submitted else None,
        moved_on=date.fromisoformat(obligation["moved_on"]),
        acknowledged=assignment["acknowledged_at"] is not None,
        named=assignment["named_at"] is not None,
    )


def _by_calendar(spans: Sequence[Span], circumstances: Circumstances) -> Iterator[Span]:
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
