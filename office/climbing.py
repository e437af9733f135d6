"""Walk every ladder: which rungs are reached, and which posts they are promised to."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from directive.acts import Phase
from directive.ladder import (
    Audience,
    Occurrence,
    Rung,
    Standing,
    Track,
    explain,
    may_sound,
    moved_from,
    reached,
)
from directive.lifecycle import OWED, WAITING
from directive.model import Urgency
from notifications.messages import EscalationDigest, OverdueDigest, ReminderDigest
from office.gathering import AT_ONCE
from office.hearing import hearers
from office.house import office_day
from office.in_force import ladders
from store import ids, ladder
from store.tables import EscalationRow, ReminderRow
from store.trail import Entry, record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from sqlalchemy.orm import Session

    from directive.policy import Policy
    from office.hearing import Hearers
    from office.house import House
    from store.ladder import Climber
    from store.tables import Kept

_AT_NIGHT_TOO = (Urgency.THUONG_KHAN, Urgency.HOA_TOC)


def promise(
    session: Session, *, escalating: bool, house: House, now: datetime
) -> Counter[str]:
    """Promise every rung reached now, once for each obligation, revision and post.

    Args:
        session: The transaction; nothing is committed here.
        escalating: Only rungs that go above who should have acted, or only the
            others.
        house: Calendar and posts of the office; each assignment climbs the ladder
            of the policy it was issued under.
        now: The moment, aware; out of office hours only the urgent ladders speak.

    Returns:
        How many promises were made, by rung.
    """
    working = house.calendar.is_working_time(now)
    climbers = ladder.climbers(
        session,
        phases=(*OWED, *WAITING),
        urgencies=None if working else _AT_NIGHT_TOO,
    )
    numbers = [climber.obligation_id for climber in climbers]
    told = ladder.told(session, numbers)
    revised = ladder.revised_on(session, numbers)
    who = hearers(session, house=house, now=now)
    policies = ladders(session, house)

    @cache  # assignments of one directive mostly stand alike
    def sounding(standing: Standing, version: str) -> tuple[Occurrence, ...]:
        policy = policies.get(version, house.policy)
        sounds = _sounding(
            standing, policy, escalating=escalating, house=house, now=now
        )
        return tuple(sounds)

    found = [
        (climber, standing, occurrence)
        for climber in climbers
        for standing in [
            _standing(
                climber,
                told.get(climber.obligation_id, set()),
                revised.get(climber.obligation_id),
            )
        ]
        for occurrence in sounding(standing, climber.policy_version)
    ]
    now_at = ladder.hold(session, {climber.obligation_id for climber, _, _ in found})
    found = [
        (climber, standing, occurrence)
        for climber, standing, occurrence in found
        if now_at[climber.obligation_id] == (climber.phase, climber.due_revision)
    ]
    fresh = ids.take_many(session, 2 * len(found))
    entries = [
        _entry(
            climber,
            standing,
            occurrence,
            who,
            fresh,
            policy=policies.get(climber.policy_version, house.policy),
            house=house,
            now=now,
        )
        for climber, standing, occurrence in found
    ]
    record(session, entries, actor="clock", now=now)
    return Counter(occurrence.rung.key for _, _, occurrence in found)


def _sounding(
    standing: Standing,
    policy: Policy,
    *,
    escalating: bool,
    house: House,
    now: datetime,
) -> Iterator[Occurrence]:
    for occurrence in reached(
        standing,
        today=office_day(now),
        calendar=house.calendar,
        policy=policy,
        now=now,
    ):
        if occurrence.rung.escalates == escalating and may_sound(
            occurrence.rung, now=now, calendar=house.calendar
        ):
            yield occurrence


def _standing(
    climber: Climber, told: set[tuple[int, str]], revised: datetime | None
) -> Standing:
    of_due = {rung for revision, rung in told if revision == climber.due_revision}
    others = {rung for _, rung in told if not rung.startswith(("T-", "T+"))}
    return Standing(
        phase=Phase(climber.phase),
        issued_on=climber.issued_on,
        acknowledged=climber.acknowledged_at is not None,
        person_named=climber.named_at is not None,
        due_on=climber.due_on,
        last_working_day=climber.last_working_day,
        submitted_on=office_day(climber.submitted_at) if climber.submitted_at else None,
        moved_on=climber.moved_on if climber.moved_on > climber.issued_on else None,
        by_request=climber.by_request,
        told=frozenset(of_due | others),
        urgency=Urgency(climber.urgency),
        issued_at=climber.issued_at,
        revised_on=office_day(revised) if revised else None,
    )


def _entry(
    climber: Climber,
    standing: Standing,
    occurrence: Occurrence,
    who: Hearers,
    fresh: Iterator[int],
    *,
    policy: Policy,
    house: House,
    now: datetime,
) -> Entry:
    rung = occurrence.rung
    post, note = who.of(climber, occurrence)
    why = explain(rung, standing, house.calendar, policy) + note
    rows: list[Kept] = [
        ReminderRow(
            id=next(fresh),
            obligation_id=climber.obligation_id,
            due_revision=climber.due_revision,
            rung=occurrence.key,
            post_id=post.id,
            digest=digest_of(rung),
            why=why,
            promised_at=now,
            moved_from=moved_from(rung, standing, house.calendar),
        )
    ]
    if rung.escalates and not occurrence.by_request:
        rows.append(
            EscalationRow(
                id=next(fresh),
                obligation_id=climber.obligation_id,
                due_revision=climber.due_revision,
                rung=occurrence.key,
                audience=rung.audience,
                post_id=post.id,
                opened_at=now,
            )
        )
    return Entry(
        "assignment",
        str(climber.assignment_id),
        "escalate" if rung.escalates else "remind",
        tuple(rows),
        policy_version=climber.policy_version,
        calendar_version=house.calendar.version,
    )


def digest_of(rung: Rung) -> str:
    """Return the kind of message that gathers a rung's promises."""
    if rung.track is Track.URGENT:
        return AT_ONCE
    if not rung.escalates:
        return ReminderDigest.kind
    if rung.audience is Audience.HEAD:
        return OverdueDigest.kind
    return EscalationDigest.kind
