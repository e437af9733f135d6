"""The ladder: who hears, and who is spared."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from directive.ladder import (
    DEFAULT_POLICY,
    Audience,
    Standing,
    Track,
    may_sound,
    reached,
    rung_day,
)
from directive.lifecycle import OWED, Phase
from directive.model import Urgency
from store.calendar_file import load_calendar

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
CALENDAR = load_calendar()
RUNGS = {rung.key: rung for rung in DEFAULT_POLICY.rungs}

AT_WORK = Standing(
    Phase.IN_PROGRESS,
    issued_on=date(2025, 8, 20),
    acknowledged=True,
    person_named=True,
    due_on=date(2025, 12, 14),
)
"""The model directive's report: before 15/12/2025, so Friday 12/12 at the latest."""
NEW = Standing(
    Phase.ISSUED,
    issued_on=date(2025, 8, 20),
    due_on=date(2025, 12, 14),
    person_named=True,
)
UNDATED = replace(AT_WORK, due_on=None)
HANDED_IN = replace(AT_WORK, phase=Phase.SUBMITTED, submitted_on=date(2025, 12, 10))


def keys(standing: Standing, today: date) -> tuple[str, ...]:
    found = reached(standing, today=today, calendar=CALENDAR)
    return tuple(occurrence.key for occurrence in found)


def told(standing: Standing, *known: str) -> Standing:
    return replace(standing, told=frozenset(known))


DUE = {
    "long before": (AT_WORK, date(2025, 11, 27), ()),
    "ten working days before Friday": (AT_WORK, date(2025, 11, 28), ("T-10",)),
    "asking twice is silent": (told(AT_WORK, "T-10"), date(2025, 11, 28), ()),
    "on a Sunday nobody hears": (AT_WORK, date(2025, 11, 30), ()),
    "three before": (told(AT_WORK, "T-10"), date(2025, 12, 9), ("T-3",)),
    "the last working day": (
        told(AT_WORK, "T-10", "T-3"),
        date(2025, 12, 12),
        ("T-1",),
    ),
    "Monday after": (told(AT_WORK, "T-1"), date(2025, 12, 15), ("T+1",)),
    "the office": (told(AT_WORK, "T+1"), date(2025, 12, 17), ("T+3",)),
    "the vice chairman": (told(AT_WORK, "T+3"), date(2025, 12, 19), ("T+5",)),
    "the chairman": (told(AT_WORK, "T+5"), date(2025, 12, 26), ("T+10",)),
    "then silence": (told(AT_WORK, "T+10"), date(2026, 3, 2), ()),
    "after an outage only the top": (
        told(AT_WORK, "T-10"),
        date(2025, 12, 22),
        ("T+5",),
    ),
    "a revised date starts anew": (
        replace(AT_WORK, due_on=date(2026, 1, 30), revised_on=date(2025, 12, 12)),
        date(2026, 1, 16),
        ("T-10",),
    ),
    "issued five days before: no ten-day reminder": (
        replace(AT_WORK, issued_on=date(2025, 12, 5)),
        date(2025, 12, 5),
        (),
    ),
    "issued late, its date past": (
        replace(AT_WORK, issued_on=date(2025, 12, 16)),
        date(2025, 12, 16),
        ("T+1",),
    ),
    "returned goes on from the unchanged date": (
        told(replace(AT_WORK, phase=Phase.RETURNED), "T-1"),
        date(2025, 12, 19),
        ("T+5",),
    ),
    "T+3 counts over the new year swap": (
        told(replace(AT_WORK, due_on=date(2025, 12, 31)), "T+1"),
        date(2026, 1, 7),
        ("T+3",),
    ),
}

START = {
    "the same day": (NEW, date(2025, 8, 20), ()),
    "one working day": (NEW, date(2025, 8, 21), ("A+1",)),
    "two working days": (told(NEW, "A+1"), date(2025, 8, 22), ("A+2",)),
    "once only": (told(NEW, "A+2"), date(2025, 9, 3), ()),
    "acknowledged": (replace(NEW, acknowledged=True), date(2025, 8, 25), ()),
    "nobody named": (
        replace(NEW, acknowledged=True, person_named=False),
        date(2025, 8, 27),
        ("N+5",),
    ),
    "both tracks": (
        replace(NEW, person_named=False),
        date(2025, 8, 27),
        ("A+2", "N+5"),
    ),
}

SILENCE = {
    "thirty days": (UNDATED, date(2025, 9, 19), ("U+30",)),
    "sixty fall on a Sunday": (told(UNDATED, "U+30"), date(2025, 10, 19), ()),
    "and wait for Monday": (told(UNDATED, "U+30"), date(2025, 10, 20), ("U+60",)),
    "ninety go to the office": (told(UNDATED, "U+60"), date(2025, 11, 18), ("U+90",)),
    "then asked again": (told(UNDATED, "U+90"), date(2025, 12, 18), ("U+120",)),
    "a movement starts anew": (
        told(replace(UNDATED, moved_on=date(2025, 9, 22)), "U+30"),
        date(2025, 10, 22),
        ("U+30@2025-09-22",),
    ),
    "and is asked once": (
        told(replace(UNDATED, moved_on=date(2025, 9, 22)), "U+30@2025-09-22"),
        date(2025, 10, 23),
        (),
    ),
}

CHECK = {
    "two days": (HANDED_IN, date(2025, 12, 12), ()),
    "three days, the agency's ladder stops": (
        HANDED_IN,
        date(2025, 12, 15),
        ("C+3@2025-12-10",),
    ),
    "once": (told(HANDED_IN, "C+3@2025-12-10"), date(2025, 12, 29), ()),
    "handed in again": (
        told(replace(HANDED_IN, submitted_on=date(2025, 12, 22)), "C+3@2025-12-10"),
        date(2025, 12, 25),
        ("C+3@2025-12-22",),
    ),
    "the office's turn after the collector": (
        told(
            replace(HANDED_IN, phase=Phase.CHECKED, moved_on=date(2025, 12, 16)),
            "C+3@2025-12-10",
        ),
        date(2025, 12, 19),
        ("C+3@2025-12-16",),
    ),
}

CASES = {**DUE, **START, **SILENCE, **CHECK}


@pytest.mark.parametrize(
    ("standing", "today", "expected"), CASES.values(), ids=list(CASES)
)
def test_reached(standing: Standing, today: date, expected: tuple[str, ...]) -> None:
    assert keys(standing, today) == expected


@pytest.mark.parametrize("phase", sorted(set(Phase) - set(OWED)))
def test_an_agency_that_owes_nothing_hears_nothing(phase: Phase) -> None:
    standing = replace(AT_WORK, phase=phase, acknowledged=False, person_named=False)

    assert keys(standing, date(2026, 1, 5)) == ()


AUDIENCES = {
    "T-10": Audience.FOCAL_POINT,
    "T-3": Audience.FOCAL_POINT,
    "T-1": Audience.FOCAL_POINT,
    "T+1": Audience.HEAD,
    "T+3": Audience.MONITORING,
    "T+5": Audience.VICE_CHAIRMAN,
    "T+10": Audience.CHAIRMAN,
    "A+1": Audience.HEAD,
    "A+2": Audience.MONITORING,
    "N+5": Audience.FOCAL_POINT,
    "U+30": Audience.FOCAL_POINT,
    "U+90": Audience.MONITORING,
    "C+3": Audience.CHECKER,
}


def test_the_default_policy_is_the_design() -> None:
    calm = {
        rung.key: rung.audience
        for rung in DEFAULT_POLICY.rungs
        if rung.track is not Track.URGENT
    }

    assert calm == AUDIENCES


def test_by_request_agencies_are_listed_above_their_head() -> None:
    party = replace(AT_WORK, by_request=True)
    days = (date(2025, 12, 9), date(2025, 12, 15), date(2025, 12, 17))

    found = [reached(party, today=day, calendar=CALENDAR)[0] for day in days]

    assert [(step.key, step.by_request) for step in found] == [
        ("T-3", False),
        ("T+1", False),
        ("T+3", True),
    ]


SWAP = replace(AT_WORK, due_on=date(2025, 12, 31), told=frozenset({"T-1"}))


def test_friday_the_second_is_silent_and_saturday_the_tenth_sounds() -> None:
    friday = datetime(2026, 1, 2, 8, 0, tzinfo=HANOI)
    saturday = datetime(2026, 1, 10, 8, 0, tzinfo=HANOI)
    last = told(SWAP, "T+1", "T+3")

    assert keys(SWAP, friday.date()) == ()
    assert not may_sound(RUNGS["T+1"], now=friday, calendar=CALENDAR)
    assert rung_day(RUNGS["T+5"], SWAP, CALENDAR) == date(2026, 1, 9)
    assert keys(last, saturday.date()) == ("T+5",)
    assert may_sound(RUNGS["T+5"], now=saturday, calendar=CALENDAR)


def test_a_missed_morning_sounds_after_a_restart_within_hours() -> None:
    early = datetime(2026, 1, 5, 7, 29, tzinfo=HANOI)
    restarted = datetime(2026, 1, 5, 10, 12, tzinfo=HANOI)
    evening = datetime(2026, 1, 5, 17, 0, tzinfo=HANOI)

    assert keys(SWAP, restarted.date()) == ("T+1",)
    assert [
        may_sound(RUNGS["T+1"], now=now, calendar=CALENDAR)
        for now in (early, restarted, evening)
    ] == [False, True, False]


URGENT = {
    "hỏa tốc after an hour": (Urgency.HOA_TOC, 1, ()),
    "hỏa tốc, the head": (Urgency.HOA_TOC, 2, ("HT+2",)),
    "hỏa tốc, on a Saturday night": (Urgency.HOA_TOC, 9, ("HT+8",)),
    "hỏa tốc, the chairman": (Urgency.HOA_TOC, 24, ("HT+24",)),
    "thượng khẩn, the head": (Urgency.THUONG_KHAN, 8, ("TK+8",)),
    "khẩn waits for office hours": (Urgency.KHAN, 24, ()),
    "khẩn on Monday": (Urgency.KHAN, 64, ("K+48",)),
}


@pytest.mark.parametrize(("urgency", "hours", "expected"), URGENT.values(), ids=URGENT)
def test_urgent_documents_count_hours(
    urgency: Urgency, hours: int, expected: tuple[str, ...]
) -> None:
    issued = datetime(2025, 8, 23, 16, 0, tzinfo=HANOI)
    now = issued + timedelta(hours=hours)
    standing = replace(NEW, issued_on=issued.date(), issued_at=issued, urgency=urgency)

    found = reached(standing, today=now.date(), calendar=CALENDAR, now=now)

    assert tuple(step.key for step in found) == expected


def test_hoa_toc_sounds_at_night_and_khan_does_not() -> None:
    night = datetime(2025, 8, 24, 2, 0, tzinfo=HANOI)

    assert may_sound(RUNGS["HT+8"], now=night, calendar=CALENDAR)
    assert not may_sound(RUNGS["K+24"], now=night, calendar=CALENDAR)
