"""Audit the promises: what should have been told by now, against the ledger."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from directive.findings import Finding, Kind
from directive.held import Rules
from directive.lives import Circumstances
from directive.promises import OWED, Days, Step
from directive.reckoning import Walks
from directive.seats import Seats
from directive.vouching import judge
from office.auditing_decisions import of_decisions
from office.in_force import ladders
from store import faults, promised
from store.accepted import accepted
from store.engine import unit_of_work

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from sqlalchemy.orm import Session

    from directive.calendar import WorkCalendar
    from directive.policy import Policy
    from directive.promises import Ladder
    from office.house import House

TICKS_WITHIN = timedelta(hours=2)
"""The ladders are walked every quarter of an hour: after this long nobody walks."""
DELIVERED_WITHIN = timedelta(hours=2)
_EVENING = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Accepted:
    """A finding that somebody has looked into: it stays listed, and alarms nobody."""

    finding: Finding
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Findings:
    """What the audit looked at, and every difference; none is what was promised.

    `findings` are the differences that nobody has accepted.
    """

    at: datetime
    obligations: int
    promises: int
    messages: int
    walks: int
    findings: tuple[Finding, ...]
    accepted: tuple[Accepted, ...] = ()

    @property
    def line(self) -> str:
        """Say in one line what was seen."""
        seen = (
            f"{self.obligations} obligations, {self.promises} promises,"
            f" {self.messages} messages, {self.walks} walks"
        )
        if self.accepted:
            seen += f", {len(self.accepted)} differences accepted"
        if not self.findings:
            return f"{seen}: every {'other ' if self.accepted else ''}promise was kept"
        kinds = Counter(str(finding.kind) for finding in self.findings)
        told = ", ".join(f"{number} × {kind}" for kind, number in kinds.most_common())
        return f"{seen}: {len(self.findings)} differences: {told}"


def audit_promises(
    house: House,
    now: datetime,
    *,
    received: Mapping[str, int] | None = None,
    ticks_within: timedelta = TICKS_WITHIN,
    since: date | None = None,
) -> Findings:
    """Derive what was to be promised and sent by now, and compare it with the ledger.

    Args:
        house: Calendar, policies and the agencies whose posts monitor and decide.
        now: The moment, aware.
        received: How often each Message-ID came in at the receiving server, when
            that is known; None leaves it out.
        ticks_within: How long ago the ladders must have been walked last.
        since: Leave out what speaks of earlier days only.
    """
    with unit_of_work() as session:
        session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
        circumstances = _circumstances(session, house)
        made = promised.walks(session)
        policies = ladders(session, house)
        rules = Rules(
            policies={v: _steps(policy) for v, policy in policies.items()},
            returns_after={v: policy.returns_after for v, policy in policies.items()},
            seats=_seats(session, house),
            walks=Walks(made, _working(circumstances)),
        )
        found: list[Finding] = []
        obligations, waiting_since = 0, None
        for owed in promised.owed(session, circumstances):
            obligations += 1
            last = owed.spans[-1]
            if last.phase in OWED:
                waiting_since = min(waiting_since or now, last.since)
            found += judge(owed, rules, now=now)
        found += _silence(made, waiting_since, now=now, within=ticks_within)
        found += _of_ledger(session, circumstances, now=now)
        found += of_decisions(session, rules.seats, house.calendar)
        if received is not None:
            found += _of_receiver(session, received)
        promises, messages = faults.count(session)
        known = accepted(session)
    listed = [one for one in found if not (since and one.day and one.day < since)]
    return Findings(
        at=now,
        obligations=obligations,
        promises=promises,
        messages=messages,
        walks=sum(map(len, made.values())),
        findings=tuple(one for one in listed if one.key not in known),
        accepted=tuple(
            Accepted(one, row.reason, row.accepted_by, row.accepted_at)
            for one in listed
            for row in [known.get(one.key)]
            if row is not None
        ),
    )


def _circumstances(session: Session, house: House) -> Circumstances:
    later = [(at, Days(calendar)) for at, calendar in promised.calendars(session)]
    return Circumstances(
        calendars=((None, Days(house.calendar)), *later),
        by_request=promised.by_request(session),
        urgencies=promised.urgencies(session),
    )


def _working(circumstances: Circumstances) -> Callable[[datetime], bool]:
    return lambda at: circumstances.days_at(at).calendar.is_working_time(at)


def _seats(session: Session, house: House) -> Seats:
    return Seats(
        posts=promised.posts(session),
        away=promised.absences(session),
        office=house.office_code,
        chair=house.chair_code,
    )


def _steps(policy: Policy) -> Ladder:
    steps: dict[str, list[Step]] = defaultdict(list)
    for rung in policy.rungs:
        step = Step(
            key=rung.key,
            track=str(rung.track),
            offset=rung.offset,
            audience=str(rung.audience),
            escalates=rung.escalates,
            repeats=rung.repeats,
            urgency=str(rung.urgency),
        )
        steps[step.track].append(step)
    return steps


def _silence(
    made: Mapping[bool, Sequence[datetime]],
    waiting_since: datetime | None,
    *,
    now: datetime,
    within: timedelta,
) -> Iterator[Finding]:
    """Say that nobody walks the ladders, though something is owed."""
    if waiting_since is None:
        return
    for escalating, walks in made.items():
        last = walks[-1] if walks else waiting_since
        if last < now - within:
            yield Finding(
                Kind.SILENT_CLOCK,
                "the ladders",
                f"not walked to {'escalate' if escalating else 'remind'} since then",
                f"walked at least every {within}",
                (("last walk", last.isoformat()),),
            )


def _of_ledger(
    session: Session, circumstances: Circumstances, *, now: datetime
) -> Iterator[Finding]:
    late = now - DELIVERED_WITHIN
    for question, where, what, at in faults.faults(session, late=late):
        dates = (("at", at.isoformat()),) if at else ()
        yield Finding(question.kind, where, what, question.rule, dates)
    for number, created_at, handed_over_at in faults.digests(session):
        where = f"message {number}"
        calendar = circumstances.days_at(created_at).calendar
        if not calendar.is_working_time(created_at):
            what, at = "it was made outside office hours", created_at
        elif handed_over_at and not _by_day(handed_over_at, calendar):
            what, at = "it left outside office hours", handed_over_at
        else:
            continue
        rule = "a digest is made in office hours and leaves on a working day"
        dates = (("at", at.isoformat()),)
        yield Finding(Kind.OUT_OF_HOURS, where, what, rule, dates)


def _by_day(moment: datetime, calendar: WorkCalendar) -> bool:
    """Tell whether a moment lies in a working day, the hour after work included."""
    local = moment.astimezone(calendar.zone)
    start, end = calendar.office_hours[0].start, calendar.office_hours[-1].end
    closes = datetime.combine(local.date(), end, calendar.zone) + _EVENING
    opens = datetime.combine(local.date(), start, calendar.zone)
    return calendar.is_working_day(local.date()) and opens <= local < closes


def _of_receiver(session: Session, received: Mapping[str, int]) -> Iterator[Finding]:
    rule = "counted at the receiving server"
    for where, header_id, unclear in faults.sent(session):
        copies = received.get(header_id, 0)
        if copies == 0:
            what = f"{header_id} is settled as sent, and did not come in"
            yield Finding(Kind.NEVER_RECEIVED, where, what, rule)
        elif copies > 1 + unclear:
            what = f"{header_id} came in {copies} times, {unclear} tries are unclear"
            yield Finding(Kind.DOUBLED_AT_RECEIVER, where, what, rule)
    known = set(faults.header_ids(session))
    for header_id in sorted(set(received) - known):
        what = "it is no message of ours"
        yield Finding(Kind.UNKNOWN_AT_RECEIVER, header_id, what, rule)
