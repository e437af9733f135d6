"""Seeing who would get what before it is issued: the same as what is issued then."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from model_office import MODEL, at, model_text
from small_documents import document
from sqlalchemy import func, select

from directive.foresight import first_of
from directive.ladder import (
    DEFAULT_POLICY,
    Audience,
    Standing,
    Track,
    may_sound,
    reached,
)
from directive.lifecycle import Phase
from directive.model import Urgency
from office import actor, reminding, reopening
from office.errors import NotFoundError, OfficeError
from office.foreseeing import foresee
from office.intake import confirm, receive
from office.issuing import issue
from store.calendar_file import load_calendar
from store.engine import unit_of_work
from store.tables import (
    AssignmentRow,
    EventRow,
    ObligationRow,
    PostRow,
    ReminderRow,
)

if TYPE_CHECKING:
    from office.house import House

NOW = at("2025-08-20")
CALENDAR = load_calendar()


def test_what_is_foreseen_is_what_is_issued(house: House) -> None:
    number = receive(
        model_text(), name=MODEL, house=house, actor=actor.OFFICE, now=NOW
    ).directive_id
    confirm(number, add=["CAT"], actor=actor.OFFICE, now=NOW)
    with unit_of_work() as session:
        before = session.scalar(select(func.count()).select_from(EventRow))

    seen = foresee(number, house=house, actor=actor.OFFICE, now=NOW)

    with unit_of_work() as session:
        assert session.scalar(select(func.count()).select_from(EventRow)) == before
    foreseen = {
        (one.code, owed.path, owed.label, owed.due_on)
        for one in seen.recipients
        for owed in one.owed
    }
    made = issue(
        number,
        number=None,
        issued_on=date(2025, 8, 20),
        house=house,
        actor=actor.OFFICE,
        now=NOW,
    )
    assert len(seen.recipients) == made.agencies == 77
    assert (seen.assignments, len(foreseen)) == (made.assignments, made.obligations)
    with unit_of_work() as session:
        owed = session.execute(
            select(ObligationRow.agency_code, ObligationRow.label, ObligationRow.due_on)
        ).all()
    assert {(code, label, due) for code, _, label, due in foreseen} == {
        tuple(one) for one in owed
    }
    home = next(one for one in seen.recipients if one.code == "SNV")
    assert (home.channel, home.due_on) == ("email", date(2025, 12, 14))
    assert home.reminder is not None
    assert home.reminder.on == date(2025, 9, 19)  # undated work is asked about first
    dated = next(owed for owed in home.owed if owed.path == "1.3" and not owed.onward)
    assert dated.reminder is not None
    assert dated.reminder.on == date(2025, 11, 28)  # T-10
    assert seen.unread is not None
    assert seen.unread.on == date(2025, 8, 21)
    assert not any(one.overdue for one in seen.recipients)
    assert "CAT" not in {agency.code for agency in seen.near}


def test_a_confirmed_reading_is_opened_again_as_it_was_read(house: House) -> None:
    number = receive(
        model_text(), name=MODEL, house=house, actor=actor.OFFICE, now=NOW
    ).directive_id
    with pytest.raises(OfficeError, match="Chỉ mở lại được"):
        reopening.reopen(number, actor=actor.OFFICE, now=NOW)
    confirm(number, add=["CAT"], actor=actor.OFFICE, now=NOW)

    reopening.reopen(number, actor=actor.OFFICE, now=NOW)

    seen = foresee(number, house=house, actor=actor.OFFICE, now=NOW)
    assert seen.row.stage == "received"
    assert len(seen.recipients) == 76
    assert "CAT" in {agency.code for agency in seen.near}
    with unit_of_work() as session:
        assert session.scalar(select(func.count()).select_from(AssignmentRow)) == 0
    with pytest.raises(NotFoundError):
        reopening.reopen(1, actor=actor.OFFICE, now=NOW)


def test_what_is_overdue_when_it_is_given_is_said_before(house: House) -> None:
    late = at("2025-12-31", "17:30")
    number = receive(
        model_text(), name=MODEL, house=house, actor=actor.OFFICE, now=late
    ).directive_id

    seen = foresee(number, house=house, actor=actor.OFFICE, now=late)

    home = next(one for one in seen.recipients if one.code == "SNV")
    union = next(one for one in seen.recipients if one.by_request and one.overdue)
    assert home.overdue
    assert home.reminder is not None
    assert union.reminder is not None
    # the first working morning after New Year, when ten days have passed long ago
    assert (home.reminder.on, home.reminder.rung.key) == (date(2026, 1, 5), "T+10")
    assert home.reminder.audience is Audience.CHAIRMAN
    assert union.reminder.audience is Audience.MONITORING
    said = " ".join(seen.warnings)
    assert "1 nội dung đã quá hạn ngay khi giao." in said
    assert "được báo Chủ tịch UBND tỉnh ngày 05/01/2026" in said

    confirm(number, add=[], actor=actor.OFFICE, now=late)
    day = date(2025, 8, 20)
    issue(number, number=None, issued_on=day, house=house, actor=actor.OFFICE, now=late)
    for walk in (reminding.remind, reminding.escalate):
        walk(house=house, now=at("2025-12-31", "17:45"))
        walk(house=house, now=at("2026-01-05", "07:30"))
    with unit_of_work() as session:
        told = session.execute(
            select(ObligationRow.agency_code, ReminderRow.rung, PostRow.duty)
            .join(ReminderRow, ReminderRow.obligation_id == ObligationRow.id)
            .join(PostRow, PostRow.id == ReminderRow.post_id)
            .where(ObligationRow.due_on < late.date(), ReminderRow.rung.like("T%"))
        ).all()
    assert {
        (one.code, owed.reminder.rung.key, owed.reminder.audience)
        for one in seen.recipients
        for owed in one.owed
        if owed.overdue and owed.reminder
    } == {tuple(one) for one in told}


def test_what_comes_back_counts_from_the_day_that_will_be_entered(house: House) -> None:
    order = "1. Sở Nội vụ:\n- Báo cáo kết quả trước ngày 10 hằng tháng.\n"
    text = document(f"Chủ tịch UBND tỉnh yêu cầu:\n{order}")
    number = receive(
        text.replace("ngày 05 tháng 11", "ngày    tháng 11"),
        name="chi-thi.txt",
        house=house,
        actor=actor.OFFICE,
        now=NOW,
    ).directive_id
    confirm(number, add=[], actor=actor.OFFICE, now=NOW)
    entered = date(2025, 9, 20)

    def dues(issued_on: date | None) -> list[date | None]:
        seen = foresee(
            number, house=house, actor=actor.OFFICE, now=NOW, issued_on=issued_on
        )
        return [one.due_on for one in seen.recipients]

    assert dues(None) == [date(2025, 9, 9)]
    assert dues(entered) == [date(2025, 10, 9)]
    issue(
        number, number=None, issued_on=entered, house=house, actor=actor.OFFICE, now=NOW
    )
    with unit_of_work() as session:
        assert list(session.scalars(select(ObligationRow.due_on))) == dues(entered)


def test_the_ladder_counts_from_the_moment_it_is_given(house: House) -> None:
    """Whatever day stands on the document."""
    number = receive(
        model_text(), name=MODEL, house=house, actor=actor.OFFICE, now=NOW
    ).directive_id

    before, after = (
        foresee(number, house=house, actor=actor.OFFICE, now=NOW, issued_on=day)
        for day in (date(2025, 8, 1), date(2025, 8, 20))
    )

    assert before.recipients == after.recipients
    assert before.unread == after.unread


FIRST = {
    "ten days before": (date(2025, 12, 14), Track.DUE, date(2025, 11, 28)),
    "said at issue": (date(2025, 8, 25), Track.DUE, date(2025, 8, 22)),
    "after an issue on the last day": (
        date(2025, 8, 20),
        Track.DUE,
        date(2025, 8, 21),
    ),
    "overdue already": (date(2025, 8, 8), Track.DUE, date(2025, 8, 20)),
    "undated": (None, Track.UNDATED, date(2025, 9, 19)),
    "a track that does not run": (None, Track.DUE, None),
}


@pytest.mark.parametrize(("due", "track", "first"), FIRST.values(), ids=FIRST)
def test_the_first_rung_after_issue(
    due: date | None, track: Track, first: date | None
) -> None:
    standing = Standing(Phase.ISSUED, date(2025, 8, 20), due_on=due)

    found = first_of(track, standing, policy=DEFAULT_POLICY, calendar=CALENDAR, now=NOW)

    assert (found.on if found else None) == first


@settings(max_examples=30, deadline=None)
@given(
    track=st.sampled_from(
        [Track.DUE, Track.ACKNOWLEDGEMENT, Track.UNDATED, Track.URGENT]
    ),
    urgency=st.sampled_from(Urgency),
    due=st.none() | st.dates(date(2025, 11, 20), date(2026, 3, 31)),
    by_request=st.booleans(),
    quarter=st.integers(0, 96 * 60),
)
def test_what_is_foreseen_is_what_the_first_walk_says(
    track: Track, urgency: Urgency, due: date | None, by_request: bool, quarter: int
) -> None:
    """Walk by walk from the moment of issue, over New Year and Tết."""
    now = at("2025-12-20", "00:00") + timedelta(minutes=15 * quarter)
    standing = Standing(
        Phase.ISSUED,
        now.date(),
        due_on=due,
        by_request=by_request,
        urgency=urgency,
        issued_at=now,
    )

    halves = (now.replace(hour=7, minute=30), now.replace(hour=13, minute=30))
    walks = (
        [now + timedelta(minutes=15 * n) for n in range(4 * 24 * 8)]
        if track is Track.URGENT
        else [now, *(half + timedelta(days=n) for n in range(120) for half in halves)]
    )
    heard = (
        (walk.date(), told.rung.key)
        for walk in walks
        if walk >= now and (track is Track.URGENT or CALENDAR.is_working_time(walk))
        for told in reached(standing, today=walk.date(), calendar=CALENDAR, now=walk)
        if told.rung.track is track
        and may_sound(told.rung, now=walk, calendar=CALENDAR)
    )

    found = first_of(track, standing, policy=DEFAULT_POLICY, calendar=CALENDAR, now=now)

    assert (found and (found.on, found.rung.key)) == next(heard, None)
