"""One message a day for each post and kind; what is over it waits, and is not lost."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import small_office
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from model_office import at
from small_office import ACTS, HOUSE, Owed, attempt
from sqlalchemy import select

from notifications.messages import EscalationDigest, OverdueDigest, ReminderDigest
from office.reminding import escalate, remind
from store import engine
from store.engine import unit_of_work
from store.tables import EscalationRow, EventRow, MessageRow, ObligationRow, ReminderRow

if TYPE_CHECKING:
    from datetime import datetime

    from conftest import Cloner

FIRST = at("2025-12-15")
FOUNDED = "template_of_the_budget"
DIGESTS = (ReminderDigest.kind, OverdueDigest.kind, EscalationDigest.kind)
HISTORIES = st.lists(
    st.tuples(st.sampled_from(list(ACTS)), st.integers(0, 7), st.integers(0, 20)),
    min_size=10,
    max_size=24,
)


@pytest.fixture(scope="module")
def owed(cloner: Cloner, template: str) -> list[Owed]:
    """Found a small office once, and keep its database to clone."""
    with cloner.bound(template) as made:
        owed = small_office.found()
        engine.release()
        cloner.copy(made.name, FOUNDED)
    return owed


def tick(now: datetime) -> None:
    remind(house=HOUSE, now=now)
    escalate(house=HOUSE, now=now)


def next_morning(now: datetime) -> datetime:
    day = HOUSE.calendar.next_working_day((now + timedelta(days=1)).date())
    return at(str(day), "07:30")


def digests() -> list[MessageRow]:
    with unit_of_work() as session:
        found = select(MessageRow).where(MessageRow.kind.in_(DIGESTS))
        return list(session.scalars(found))


def promises() -> list[ReminderRow]:
    with unit_of_work() as session:
        return list(session.scalars(select(ReminderRow).order_by(ReminderRow.id)))


def waiting() -> list[ReminderRow]:
    return [p for p in promises() if p.message_id is None and p.superseded_at is None]


@settings(
    max_examples=5,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(history=HISTORIES)
def test_over_any_history_nobody_hears_twice_a_day_and_nothing_is_dropped(
    history: list[tuple[str, int, int]], cloner: Cloner, owed: list[Owed]
) -> None:
    now = at("2025-12-08")
    with cloner.bound(FOUNDED):
        for act, which, hours in history:
            now += timedelta(hours=hours)
            attempt(act, owed[which], now=now)
            tick(now)
        tick(next_morning(now))

        told = Counter((m.post_id, m.kind, m.office_day) for m in digests())
        named = {m.id: set(m.assignment_ids) for m in digests()}
        with unit_of_work() as session:
            rows = session.scalars(select(ObligationRow)).all()
            raised = session.scalars(select(EscalationRow)).all()
        about = {row.id: row.assignment_id for row in rows}
        gathered = {(p.message_id or 0, about[p.obligation_id]) for p in promises()}

        assert set(told.values()) <= {1}
        assert waiting() == []
        promised = gathered - {(0, one) for one in about.values()}
        followed = {
            (message.id, about[one.obligation_id])
            for message in digests()
            for one in raised
            if one.post_id == message.post_id
            and message.created_at in (one.returned_at, one.closing_told_at)
        }
        said = {(message, one) for message, all_ in named.items() for one in all_}
        assert promised <= said <= promised | followed


def test_what_is_over_the_budget_waits_for_the_next_day(
    cloner: Cloner, owed: list[Owed]
) -> None:
    mine = owed[0]
    with cloner.bound(FOUNDED):
        tick(at("2025-12-15"))
        for act in ("submit", "check", "accept", "reopen"):
            attempt(act, mine, now=at("2025-12-15", "09:00"))
        tick(at("2025-12-15", "10:00"))
        held = [p for p in waiting() if p.rung == "T+1"]
        tick(at("2025-12-15", "16:00"))
        still = waiting()
        tick(at("2025-12-16"))
        rest = waiting()
        (told,) = [p for p in promises() if p.id == held[0].id]
        day = {m.id: m.office_day for m in digests()}[told.message_id or 0]

    assert [p.obligation_id for p in held] == [mine.id]
    assert [str(p.moved_from) for p in held] == ["2025-12-15"]
    assert "Chuyển từ ngày 15/12/2025" in told.why
    assert held[0].id in {p.id for p in still}
    assert rest == []
    assert str(day) == "2025-12-16"


@pytest.mark.usefixtures("database")
def test_a_promise_names_its_message_from_the_start_unless_it_waits() -> None:
    mine = small_office.found()[0]
    escalate(house=HOUSE, now=FIRST)
    for act in ("submit", "check", "accept", "reopen"):
        attempt(act, mine, now=at("2025-12-15", "09:00"))
    escalate(house=HOUSE, now=at("2025-12-15", "10:00"))  # over today's budget

    with unit_of_work() as session:
        events = session.scalars(
            select(EventRow)
            .where(EventRow.aggregate == "assignment", EventRow.act == "escalate")
            .order_by(EventRow.id)
        ).all()
        told = [
            row["values"]["message_id"]
            for event in events
            for row in event.rows["written"]
            if row["table"] == "reminders"
            and row["values"]["obligation_id"] == mine.id
            and row["values"]["rung"] == "T+1"
        ]
        message = session.get_one(MessageRow, told[0])

    assert told == [message.id, None]
    assert message.office_day == FIRST.date()
