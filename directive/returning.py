"""Escalations that come back: acknowledged, followed by nothing, told again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from directive.findings import Finding, Kind
from directive.reckoning import LEEWAY, spans_near

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from directive.held import Owed, Raised, Rules
    from directive.reckoning import Told

AGAIN = "!"
"""What stands between a rung and the day on which it is told again."""
_RULE = "an escalation that was acknowledged, and followed by nothing, is told again"


def explain_again(
    owed: Owed,
    told: Told,
    opened: Mapping[tuple[int, str, int], Raised],
    rules: Rules,
) -> Iterator[Finding]:
    """Yield what is wrong with a promise that tells an escalation again.

    When it was acknowledged is known only of the last time: a promise before that is
    held against the day the escalation was opened.
    """
    where = f"{owed.where}, promise {told.id}"
    dates = (("promised", told.promised_at.isoformat()),)
    rung, _, named = told.rung.partition(AGAIN)
    raised = opened.get((told.due_revision, rung, told.post_id))
    days = owed.spans[-1].days
    day = days.calendar.day_of(told.promised_at)
    if raised is None or raised.acknowledged_at is None:
        what = f"{told.rung}: no escalation of it was acknowledged"
        yield Finding(Kind.WITHOUT_CAUSE, where, what, _RULE, dates)
        return
    if raised.closed_at and raised.closed_at < told.promised_at - LEEWAY:
        what = f"{told.rung}: the escalation was closed"
        yield Finding(Kind.AFTER_THE_END, where, what, _RULE, dates)
    seen = min(raised.acknowledged_at, told.promised_at)
    if seen == told.promised_at:
        seen = raised.opened_at
    wait = rules.returns_after.get(owed.spans[0].policy, 0)
    due = min(
        span.days.count(max(days.calendar.day_of(seen), span.moved_on), wait)
        for span in spans_near(owed.spans, told.promised_at)
    )
    if day < due or named != str(day):
        what = f"{told.rung} comes back on {due}"
        yield Finding(Kind.TOO_EARLY, where, what, _RULE, dates)
    if not days.calendar.is_working_time(told.promised_at):
        what = f"{told.rung}: promised outside office hours"
        yield Finding(Kind.OUT_OF_HOURS, where, what, _RULE, dates)


def not_told_again(
    owed: Owed, raised: Raised, rules: Rules, *, now: datetime
) -> Iterator[Finding]:
    """Yield an escalation that should have come back by now, and did not."""
    seen, last = raised.acknowledged_at, owed.spans[-1]
    if seen is None or raised.closed_at or raised.answered_at:
        return
    since = max(last.days.calendar.day_of(seen), last.moved_on)
    due = last.days.count(since, rules.returns_after.get(last.policy, 0))
    walk = rules.walks.first(
        max(last.days.opens(due), seen, last.since) + LEEWAY,
        now - LEEWAY,
        escalating=True,
        any_hour=False,
    )
    again = f"{raised.rung}{AGAIN}"
    if walk is None or any(
        told.rung.startswith(again)
        and told.post_id == raised.post_id
        and seen <= told.promised_at <= walk + LEEWAY
        for told in owed.told
    ):
        return
    dates = (
        ("acknowledged", seen.isoformat()),
        ("comes back on", str(due)),
        ("first walk after it", walk.isoformat()),
    )
    where = f"{owed.where}, escalation {raised.id}"
    what = f"{raised.rung} was not told again"
    yield Finding(Kind.MISSING_ESCALATION, where, what, _RULE, dates)
