"""Vouch for each promise and escalation: which rule explains it, and was it kept."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from directive.findings import Finding, Kind
from directive.promises import JUDGED, OWED, TRACKS, Milestone, split
from directive.reckoning import LEEWAY, missing, spans_near, unexplained
from directive.returning import followed
from directive.seats import ABOVE_HEAD

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from directive.held import Owed, Raised, Rules
    from directive.promises import Span
    from directive.reckoning import Told

AT_ONCE = "urgent_digest"
REMINDERS = "reminder_digest"
_HEADS = "overdue_digest"
_LEADERS = "escalation_digest"


def judge(owed: Owed, rules: Rules, *, now: datetime) -> Iterator[Finding]:
    """Yield every finding about one obligation as of a moment, aware."""
    yield from _row(owed, rules)
    yield from missing(
        owed.where, owed.spans, owed.told, rules.policies, rules.walks, now=now
    )
    opened = {(x.due_revision, x.rung, x.post_id): x for x in owed.raised}
    for told in owed.told:
        yield from _promise(owed, told, opened, rules)
        yield from _gathering(owed, told, rules, now=now)
    promised = {(x.due_revision, x.rung, x.post_id) for x in owed.told}
    for raised in owed.raised:
        key = (raised.due_revision, raised.rung, raised.post_id)
        yield from _escalation(owed, raised, backed=key in promised)
        yield from followed(owed, raised, rules, now=now)


def _row(owed: Owed, rules: Rules) -> Iterator[Finding]:
    last = owed.spans[-1]
    row, rule = owed.row, "a row is what its history says"
    if not row.due_on == row.revision_due_on == last.due_on:
        dates = (
            ("row", str(row.due_on)),
            ("revision", str(row.revision_due_on)),
            ("history", str(last.due_on)),
        )
        what = "the due date is not the one that was agreed"
        yield Finding(Kind.SHIFTED_DUE_DATE, owed.where, what, rule, dates)
    if row.phase != last.phase:
        what = f"it is {row.phase}, and {last.phase} by its history"
        yield Finding(Kind.CHANGED_PHASE, owed.where, what, rule)
    rule = "the policy is frozen on the assignment when it is issued"
    frozen = owed.spans[0].policy
    if row.policy != frozen:
        what = f"policy {row.policy} instead of {frozen}"
        yield Finding(Kind.STALE_POLICY, owed.where, what, rule)
    if frozen not in rules.policies:
        what = f"there is no policy {frozen}"
        yield Finding(Kind.UNKNOWN_POLICY, owed.where, what, rule)
    for at, version in owed.promised_under:
        if version != frozen:
            what = f"promised under policy {version} instead of {frozen}"
            when = (("promised", at.isoformat()),)
            yield Finding(Kind.STALE_POLICY, owed.where, what, rule, when)


def _promise(
    owed: Owed,
    told: Told,
    opened: Mapping[tuple[int, str, int], Raised],
    rules: Rules,
) -> Iterator[Finding]:
    where = f"{owed.where}, promise {told.id}"
    dates = (("promised", told.promised_at.isoformat()),)
    near = spans_near(owed.spans, told.promised_at)
    verdicts = [
        (span, unexplained(span, told, owed.told, rules.policies)) for span in near
    ]
    good = [(span, found) for span, found in verdicts if isinstance(found, Milestone)]
    if not good:
        span, fault = verdicts[-1]
        assert not isinstance(fault, Milestone)  # noqa: S101 - none is, see above
        rule = f"the ladder, policy {span.policy}"
        yield Finding(fault[0], where, f"{told.rung}: {fault[1]}", rule, dates)
        return
    if all(told.post_id not in _hearers(*one, told, rules) for one in good):
        what = f"{told.rung} went to post {told.post_id}"
        rule = f"{told.rung} is for the {good[-1][1].step.audience}"
        yield Finding(Kind.WRONG_POST, where, what, rule, dates)
    span, found = good[-1]
    if told.digest != _digest(found):
        what = f"{told.rung} is gathered by {told.digest}"
        rule = f"{found.step.audience} hears by {_digest(found)}"
        yield Finding(Kind.WRONG_DIGEST, where, what, rule, dates)
    by_request = span.by_request and found.step.audience in ABOVE_HEAD
    key = (told.due_revision, told.rung, told.post_id)
    if by_request and key in opened:
        rule = "an agency not under the chairman is escalated by request only"
        yield Finding(Kind.BY_REQUEST, where, f"{told.rung} was opened", rule, dates)
    if found.step.escalates and not by_request and key not in opened:
        rule = "a rung that escalates opens an escalation"
        what = f"{told.rung} has no escalation"
        yield Finding(Kind.NO_ESCALATION_OPENED, where, what, rule, dates)
    if told.superseded_at and not _near(owed.acts, told.superseded_at):
        what = f"superseded at {told.superseded_at.isoformat()}, when nothing was done"
        rule = "only an act on the assignment supersedes a promise"
        yield Finding(Kind.SUPERSEDED_WITHOUT_CAUSE, where, what, rule, dates)


def _gathering(
    owed: Owed, told: Told, rules: Rules, *, now: datetime
) -> Iterator[Finding]:
    """A promise is in a message by the first walk of the next working day."""
    days = owed.spans[0].days
    day = days.calendar.day_of(told.promised_at)
    morning = days.opens(day + timedelta(days=1))
    after = told.promised_at + LEEWAY if told.digest == AT_ONCE else morning
    walk = rules.walks.first(
        after, now - LEEWAY, escalating=told.digest != REMINDERS, any_hour=False
    )
    if walk is None or (told.superseded_at and told.superseded_at <= walk + LEEWAY):
        return
    if told.gathered_at is not None and told.gathered_at <= walk + LEEWAY:
        return
    kind = Kind.NEVER_GATHERED if told.gathered_at is None else Kind.GATHERED_LATE
    yield Finding(
        kind,
        f"{owed.where}, promise {told.id}",
        f"{told.rung} was in no message when the day's messages were made",
        "a promise is in a message by the first walk of the next working day",
        (
            ("promised", told.promised_at.isoformat()),
            ("first walk after it", walk.isoformat()),
        ),
    )


def _escalation(owed: Owed, raised: Raised, *, backed: bool) -> Iterator[Finding]:
    where = f"{owed.where}, escalation {raised.id}"
    dates = [("opened", raised.opened_at.isoformat())]
    near = spans_near(owed.spans, raised.opened_at)
    if not backed:
        rule = "an escalation is told to its post"
        what = f"{raised.rung} was promised to nobody"
        kind = Kind.ESCALATION_WITHOUT_PROMISE
        yield Finding(kind, where, what, rule, tuple(dates))
        above = raised.audience in ABOVE_HEAD
        if above and all(span.by_request for span in near):
            rule = "an agency not under the chairman is escalated by request only"
            what = f"{raised.rung} was opened to the {raised.audience}"
            yield Finding(Kind.BY_REQUEST, where, what, rule, tuple(dates))
    if raised.closed_at and not _near(owed.acts, raised.closed_at):
        what = f"closed at {raised.closed_at.isoformat()}, when nothing was done"
        rule = "only an act on the assignment closes an escalation"
        yield Finding(Kind.CLOSED_WITHOUT_CAUSE, where, what, rule, tuple(dates))
    over = next(
        (x for x in owed.spans if x.since > raised.opened_at and _ended(raised, x)),
        None,
    )
    if over and raised.closed_at is None:
        dates.append(("answered", over.since.isoformat()))
        what = f"{raised.rung} stands open, and it is {over.phase}"
        rule = "an escalation closes when the assignment moves"
        yield Finding(Kind.LEFT_OPEN, where, what, rule, tuple(dates))


def _ended(raised: Raised, span: Span) -> bool:
    """Tell whether what an escalation asked for was answered in a later span."""
    parts = split(raised.rung)
    track = TRACKS.get(parts[0]) if parts else None
    if span.phase not in OWED | JUDGED or span.due_revision < raised.due_revision:
        return True
    if track in {"acknowledgement", "urgent"}:
        return span.phase != "issued"
    anew = span.due_revision != raised.due_revision
    return anew or (track != "check" and span.phase in JUDGED)


def _near(acts: Sequence[datetime], at: datetime) -> bool:
    return any(abs(act - at) <= LEEWAY for act in acts)


def _digest(found: Milestone) -> str:
    if found.step.track == "urgent":
        return AT_ONCE
    if not found.step.escalates:
        return REMINDERS
    return _HEADS if found.step.audience == "head" else _LEADERS


def _hearers(span: Span, found: Milestone, told: Told, rules: Rules) -> set[int]:
    """Return who may have heard, as absences near the walk were known or not."""
    day = span.days.calendar.day_of(told.promised_at)
    return {
        rules.seats.hearer(
            found.step.audience,
            span,
            before=told.id,
            day=day,
            at=told.promised_at + near,
        )
        for near in (-LEEWAY, timedelta(), LEEWAY)
    }
