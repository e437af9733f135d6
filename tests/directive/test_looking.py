"""A ladder is looked at again before it can speak again, and not all the time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directive.ladder import (
    DEFAULT_POLICY,
    Audience,
    Policy,
    Standing,
    Track,
    reached,
)
from directive.lifecycle import Phase
from directive.looking import next_look, rules_in_force
from directive.model import Urgency
from directive.policy import rung
from store.calendar_file import load_calendar

CALENDAR = load_calendar()
RETURNING = Policy(
    "returning",
    (
        rung(Track.DUE, 2, Audience.HEAD, "quá hạn", repeats=True),
        rung(Track.CHECK, 1, Audience.CHECKER, "chờ duyệt", repeats=True),
        rung(Track.NAMING, 4, Audience.HEAD, "chưa phân công", repeats=True),
    ),
)

days = st.dates(date(2025, 6, 1), date(2026, 6, 30))
standings = st.builds(
    Standing,
    phase=st.sampled_from(Phase),
    issued_on=days,
    acknowledged=st.booleans(),
    person_named=st.booleans(),
    due_on=st.none() | days,
    submitted_on=st.none() | days,
    moved_on=st.none() | days,
    urgency=st.sampled_from(Urgency),
    revised_on=st.none() | days,
).map(
    lambda standing: replace(
        standing,
        issued_at=datetime.combine(
            standing.issued_on, CALENDAR.office_hours[1].start, CALENDAR.zone
        ),
    )
)
moments = st.builds(
    lambda day, minutes: CALENDAR.next_working_moment(
        datetime.combine(day, CALENDAR.office_hours[0].start, CALENDAR.zone)
        + timedelta(minutes=minutes)
    ),
    days,
    st.integers(0, 600),
)


def sounds(standing: Standing, policy: Policy, now: datetime) -> set[str]:
    today = CALENDAR.day_of(now)
    return {
        step.key
        for step in reached(
            standing, today=today, calendar=CALENDAR, policy=policy, now=now
        )
    }


@settings(deadline=None)
@given(
    standings,
    st.sampled_from((DEFAULT_POLICY, RETURNING)),
    moments,
    st.lists(st.floats(0, 0.999), min_size=1, max_size=6),
)
def test_nothing_sounds_before_the_next_look(
    standing: Standing, policy: Policy, now: datetime, between: list[float]
) -> None:
    told = standing.told | sounds(standing, policy, now)
    standing = replace(standing, told=told)

    look_at = next_look(standing, calendar=CALENDAR, policy=policy, now=now)

    assert look_at is None or look_at > now
    until = look_at or now + timedelta(days=400)
    for share in between:
        moment = now + (until - now) * share
        assert sounds(standing, policy, moment) == set()


CASES = {
    "before T-3": ({}, "2025-12-03", "2025-12-11"),
    "the day after": ({}, "2025-12-16", "2025-12-17"),
    "over the weekend": ({}, "2025-12-19", "2025-12-23"),
    "when all is told": ({}, "2026-01-30", None),
    "when nothing is owed": ({"phase": Phase.ACCEPTED}, "2025-12-01", None),
    "not acknowledged": (
        {"phase": Phase.ISSUED, "acknowledged": False, "due_on": None},
        "2025-11-03",
        "2025-11-04",
    ),
}


@pytest.mark.parametrize(
    ("changes", "today", "expected"), CASES.values(), ids=CASES.keys()
)
def test_the_day_of_the_next_look(
    changes: dict[str, object], today: str, expected: str | None
) -> None:
    standing = Standing(
        phase=Phase.IN_PROGRESS,
        issued_on=date(2025, 11, 3),
        acknowledged=True,
        person_named=True,
        due_on=date(2025, 12, 16),
    )
    standing = replace(standing, **changes)  # type: ignore[arg-type] # of the case
    now = datetime.fromisoformat(f"{today}T08:00").replace(tzinfo=CALENDAR.zone)

    look_at = next_look(standing, calendar=CALENDAR, policy=DEFAULT_POLICY, now=now)

    assert (look_at and f"{look_at:%Y-%m-%d %H:%M}") == (
        expected and f"{expected} 00:00"
    )


def test_other_rules_have_another_name() -> None:
    policies = {DEFAULT_POLICY.version: DEFAULT_POLICY}
    other_day = replace(CALENDAR, extra_off=CALENDAR.extra_off | {date(2026, 3, 3)})
    other_policy = {**policies, RETURNING.version: RETURNING}
    names = [
        rules_in_force(CALENDAR, policies, otherwise="default-1"),
        rules_in_force(other_day, policies, otherwise="default-1"),
        rules_in_force(CALENDAR, other_policy, otherwise="default-1"),
        rules_in_force(CALENDAR, policies, otherwise="returning"),
    ]

    assert len(set(names)) == len(names)
    assert names[0] == rules_in_force(CALENDAR, dict(policies), otherwise="default-1")
