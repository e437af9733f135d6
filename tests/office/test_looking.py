"""A walk that reads only what is due tells what a walk over everything would tell."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import small_office
import walking
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from model_office import at
from small_office import ACTS, HOUSE, Owed, attempt
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from office.climbing import promise
from office.errors import OfficeError
from office.in_force import in_force
from office.looking import view
from office.reminding import escalate, remind
from office.upkeep import keep_up
from store import engine, looks
from store.engine import unit_of_work
from store.tables import OfficeTaskRow, ReminderRow

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from conftest import Cloner

    Told = set[tuple[int, int, str, int]]

FOUNDED = "template_of_looking"
PROMISE = (
    ReminderRow.obligation_id,
    ReminderRow.due_revision,
    ReminderRow.rung,
    ReminderRow.post_id,
)


def _new_ladder(_: Owed, now: datetime) -> None:
    walking.set_ladder(f"test-{now:%d%H%M}", now=now, working_days=2, tell="head")


def _day_off(_: Owed, now: datetime) -> None:
    walking.set_day_off(now.date() + timedelta(days=2), now=now)


def _urgent(owed: Owed, _: datetime) -> None:
    _by_hand(
        "UPDATE directives SET urgency = 'hoa_toc' WHERE id ="
        " (SELECT directive_id FROM obligations WHERE id = :owed)",
        owed,
    )


def _lost(owed: Owed, _: datetime) -> None:
    _by_hand("DELETE FROM escalations WHERE obligation_id = :owed", owed)
    _by_hand("DELETE FROM reminders WHERE obligation_id = :owed", owed)


OTHERS: dict[str, Callable[[Owed, datetime], None]] = {
    "a new ladder": _new_ladder,
    "a day off": _day_off,
    "made urgent": _urgent,
    "a lost promise": _lost,
}
HISTORIES = st.lists(
    st.tuples(st.sampled_from([*ACTS, *OTHERS]), st.integers(0, 7), st.integers(0, 60)),
    min_size=6,
    max_size=16,
)


@pytest.fixture(scope="module")
def owed(cloner: Cloner, template: str) -> list[Owed]:
    """Found a small office once, and keep its database to clone."""
    with cloner.bound(template) as made:
        owed = small_office.found()
        engine.release()
        cloner.copy(made.name, FOUNDED)
    return owed


def _by_hand(statement: str, owed: Owed) -> None:
    with unit_of_work() as session:
        session.execute(text(statement), {"owed": owed.id})


def over_everything(*, escalating: bool, now: datetime) -> Told:
    """Return what a walk would promise that looks at everything, and undo it."""
    with engine.engine().connect() as connection:
        session = Session(connection, autoflush=False)
        session.execute(text("UPDATE next_looks SET reckoned_by = '', look_at = NULL"))
        promise(session, escalating=escalating, house=in_force(session, HOUSE), now=now)
        found = select(*PROMISE).where(ReminderRow.promised_at == now)
        told = set(session.execute(found).tuples())
        session.rollback()
    return told


def promised(now: datetime) -> Told:
    with unit_of_work() as session:
        found = select(*PROMISE).where(ReminderRow.promised_at == now)
        return set(session.execute(found).tuples())


def due(now: datetime) -> list[str]:
    """Return what a walk would read now."""
    with unit_of_work() as session:
        seeing = view(session, house=in_force(session, HOUSE), now=now)
        found = looks.due(session, rules=seeing.rules, now=now, urgencies=None)
        return [alike.numbers for alike in found]


UNHURRIED = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@settings(UNHURRIED, max_examples=4)
@given(history=HISTORIES)
def test_over_any_history_nothing_is_looked_at_too_late(
    history: list[tuple[str, int, int]], cloner: Cloner, owed: list[Owed]
) -> None:
    live(history, cloner, owed)


@pytest.mark.long
@settings(UNHURRIED, max_examples=200)
@given(history=HISTORIES)
def test_over_very_many_histories_nothing_is_looked_at_too_late(
    history: list[tuple[str, int, int]], cloner: Cloner, owed: list[Owed]
) -> None:
    live(history, cloner, owed)


def live(history: list[tuple[str, int, int]], cloner: Cloner, owed: list[Owed]) -> None:
    """Live a history with a walk after each act, and compare each walk."""
    now = at("2025-12-08")
    with cloner.bound(FOUNDED):
        for act, which, hours in history:
            now += timedelta(hours=hours, minutes=1)
            if act in OTHERS:
                with suppress(OfficeError):  # the same rules again
                    OTHERS[act](owed[which], now)
            else:
                attempt(act, owed[which], now=now)
            expected = over_everything(escalating=False, now=now)
            remind(house=HOUSE, now=now)
            assert promised(now) == expected
            expected |= over_everything(escalating=True, now=now)
            escalate(house=HOUSE, now=now)
            assert promised(now) == expected
        assert keep_up(house=HOUSE, now=now).looked_at_too_late == 0


def test_what_was_looked_at_rests_until_something_changes(
    cloner: Cloner, owed: list[Owed]
) -> None:
    now = at("2025-12-15")
    with cloner.bound(FOUNDED):
        walking.tick("2025-12-15")
        rested = due(now)
        attempt("submit", owed[0], now=now)
        changed = due(now)
        later = due(at("2025-12-17"))

    assert rested == []
    assert changed == [f"{{{owed[0].id}}}"]
    assert len(later) > 1


def test_the_night_finds_what_would_be_looked_at_too_late(
    cloner: Cloner, owed: list[Owed]
) -> None:
    with cloner.bound(FOUNDED):
        remind(house=HOUSE, now=at("2025-12-08"))
        escalate(house=HOUSE, now=at("2025-12-08"))
        spoilt = "UPDATE next_looks SET look_at = NULL WHERE obligation_id = :owed"
        _by_hand(spoilt, owed[0])
        night = [keep_up(house=HOUSE, now=at("2025-12-09", "01:00")) for _ in "ab"]
        with unit_of_work() as session:
            reasons = session.scalars(select(OfficeTaskRow.reason)).all()
        read = due(at("2025-12-09", "01:00"))

    assert [one.looked_at_too_late for one in night] == [1, 0]
    assert f"{{{owed[0].id}}}" in read
    assert reasons == ["Mốc nhắc kế tiếp của 1 nhiệm vụ bị tính muộn"]
