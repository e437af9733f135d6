"""A ladder tried on the past: the one in force replays to what was really sent."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
import small_office
from audited_office import Postbox, tick, winter
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from model_office import at
from small_office import ACTS, HOUSE, Owed, attempt
from sqlalchemy import event, func, select, text

from directive.comparison import Pair
from directive.default_policy import DEFAULT_POLICY
from directive.model import Urgency
from directive.policy import Audience, Policy, Track, rung
from office import actor, escalations
from office.errors import OfficeError
from office.in_force import in_force
from office.rescheduling import document_in_force, put_calendar
from office.simulating import ASKED_FOR, simulate
from store import engine
from store.calendar_file import with_days
from store.engine import connect, unit_of_work
from store.tables import EscalationRow, EventRow, MessageRow

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from conftest import Cloner

    from directive.policy import Rung

WINTER, FOUNDED = "template_of_a_simulated_winter", "template_of_a_simulated_office"
SEE, EXPLAIN = "see", "explain"
STEPS = st.lists(
    st.tuples(
        st.sampled_from([*ACTS, SEE, EXPLAIN]), st.integers(0, 7), st.integers(1, 60)
    ),
    min_size=8,
    max_size=12,
)


@pytest.fixture(scope="module")
def _lived(cloner: Cloner, template: str) -> None:
    """Live through a winter once, and keep its database to clone."""
    with cloner.bound(template) as made:
        winter()
        engine.release()
        cloner.copy(made.name, WINTER)


@pytest.fixture(scope="module")
def owed(cloner: Cloner, template: str) -> Sequence[Owed]:
    """Found a small office once, and keep its database to clone."""
    with cloner.bound(template) as made:
        owed = small_office.found()
        engine.release()
        cloner.copy(made.name, FOUNDED)
    return owed


def a_ladder(*more: Rung, without: Sequence[str] = ()) -> Policy:
    kept = [one for one in DEFAULT_POLICY.rungs if one.key not in without]
    return replace(DEFAULT_POLICY, version="tried", rungs=(*kept, *more))


def really_sent() -> int:
    with unit_of_work() as session:
        wanted = select(func.count()).where(MessageRow.kind.in_(ASKED_FOR))
        return session.scalar(wanted) or 0


def react(owed: Owed, how: str, now: datetime) -> None:
    """See or explain the last that was taken up of an obligation, if anything was."""
    with unit_of_work() as session:
        open_ = session.scalars(
            select(EscalationRow.id)
            .where(
                EscalationRow.obligation_id == owed.id,
                EscalationRow.closed_at.is_(None),
            )
            .order_by(EscalationRow.id.desc())
        ).first()
    if open_ is None:
        return
    with suppress(OfficeError):
        if how == SEE:
            escalations.acknowledge(open_, actor=actor.LEADER, now=now)
        else:
            escalations.explain(open_, words="Chờ", actor=actor.LEADER, now=now)


TRIED = {
    "the same ladder": (a_ladder(), 0),
    "no ladder": (Policy("tried", ()), -1),
    "one reminder less": (a_ladder(without=("T-3",)), -1),
    "one reminder more": (
        a_ladder(rung(Track.DUE, -5, Audience.FOCAL_POINT, "sắp đến hạn")),
        1,
    ),
    "the chairman later than the winter lasts": (
        a_ladder(rung(Track.DUE, 90, Audience.CHAIRMAN, "quá hạn"), without=("T+10",)),
        -1,
    ),
}


@pytest.mark.usefixtures("_lived")
@pytest.mark.parametrize(("policy", "sign"), TRIED.values(), ids=TRIED)
def test_a_ladder_is_tried_on_a_winter(
    policy: Policy, sign: int, cloner: Cloner
) -> None:
    with cloner.bound(WINTER):
        found = simulate(policy, house=HOUSE)
        really = really_sent()

    total = found.compared.total
    assert found.differences == ()
    assert total.old == really > 20
    assert (total.change > 0) - (total.change < 0) == sign
    assert (total.new == 0) == (not policy.rungs)
    assert (found.assignments, found.walks) == (8, 188)


@pytest.mark.usefixtures("_lived")
def test_every_count_is_of_the_same_messages(cloner: Cloner) -> None:
    with cloner.bound(WINTER):
        found = simulate(a_ladder(without=("T-3", "T+1")), house=HOUSE)

    compared = found.compared
    by_post = [pair for weeks in compared.posts.values() for pair in weeks.values()]
    for counts in (compared.days.values(), compared.weeks.values(), by_post):
        assert Pair(sum(p.old for p in counts), sum(p.new for p in counts)) == (
            compared.total
        )
    assert compared.posts.keys() <= found.desks.keys()


@pytest.mark.usefixtures("_lived")
def test_nothing_is_written_and_the_same_past_gives_the_same(cloner: Cloner) -> None:
    def events() -> int:
        with unit_of_work() as session:
            return session.scalar(select(func.count()).select_from(EventRow)) or 0

    def ask(*words: object) -> None:
        asked.append(str(words[2]).split()[0])

    heard: list[int] = []
    asked: list[str] = []
    with cloner.bound(WINTER):
        before = events()
        event.listen(engine.engine(), "before_cursor_execute", ask)
        first = simulate(a_ladder(), house=HOUSE, begin=lambda _: heard.append)
        again = simulate(a_ladder(), house=HOUSE)
        after = events()

    assert first == again
    assert before == after
    assert set(asked) == {"SELECT"}
    assert sum(heard) == first.assignments


@pytest.mark.usefixtures("_lived")
def test_a_message_that_no_ladder_asked_for_is_a_difference(cloner: Cloner) -> None:
    with cloner.bound(WINTER) as made:
        owner = connect(made.owner_url)
        with owner.begin() as connection:
            moved = connection.execute(
                text(
                    "UPDATE messages SET office_day = office_day + 1 WHERE id ="
                    " (SELECT min(id) FROM messages WHERE kind = 'reminder_digest')"
                )
            )
        owner.dispose()
        found = simulate(a_ladder(), house=HOUSE)

    assert moved.rowcount == 1
    assert sorted((d.really, d.replayed) for d in found.differences) == [(0, 1), (1, 0)]


@settings(
    max_examples=3,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # shrinking takes minutes
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=STEPS)
def test_any_history_replays_to_what_was_sent(
    steps: list[tuple[str, int, int]], cloner: Cloner, owed: Sequence[Owed]
) -> None:
    now, box = at("2025-12-08"), Postbox()
    with cloner.bound(FOUNDED):
        for act, which, hours in steps:
            now += timedelta(hours=hours)
            if act in ACTS:
                attempt(act, owed[which], now=now)
            else:
                react(owed[which], act, now)
            tick(now + timedelta(minutes=15), box)
        found = simulate(a_ladder(), house=HOUSE)
        really = really_sent()

    assert found.differences == ()
    assert found.compared.total == (really, really)


@pytest.mark.usefixtures("database")
def test_what_was_acknowledged_comes_back_when_the_tried_ladder_says() -> None:
    owed, box = small_office.found(), Postbox()
    for number in range(12):
        now = at("2025-12-15") + timedelta(days=number)
        tick(now, box)
        if number == 0:
            react(owed[0], SEE, now + timedelta(hours=1))
    patient = replace(a_ladder(), returns_after=60)

    same, later = (simulate(one, house=HOUSE) for one in (a_ladder(), patient))

    assert same.differences == ()
    assert same.compared.days[date(2025, 12, 22)] == (1, 1)
    assert later.compared.days[date(2025, 12, 22)] == (1, 0)
    assert later.compared.kinds["escalation_digest"].change == -1


@pytest.mark.usefixtures("database")
def test_urgent_documents_are_replayed_by_the_hour() -> None:
    issued_at, box = at("2025-12-05", "16:00"), Postbox()
    small_office.found(urgency="hoa_toc", issued_at=issued_at)
    for hour in range(0, 40, 2):
        tick(issued_at + timedelta(hours=hour, minutes=5), box)
    later = rung(
        Track.URGENT,
        34,
        Audience.CHAIRMAN,
        "chưa tiếp nhận",
        urgency=Urgency.HOA_TOC,
    )

    found = simulate(a_ladder(later, without=("HT+24",)), house=HOUSE)

    days = {str(day): tuple(pair) for day, pair in found.compared.days.items()}
    assert found.differences == ()
    assert days == {
        "2025-12-05": (10, 10),
        "2025-12-06": (6, 4),  # the chairman, and by request who monitors
        "2025-12-07": (0, 2),
    }


@pytest.mark.usefixtures("database")
def test_a_calendar_put_in_force_midway_is_the_one_of_its_days() -> None:
    small_office.found()
    box = Postbox()
    for number in range(12):
        tick(at("2025-12-08") + timedelta(days=number), box)
        if number == 1:
            document = with_days(
                document_in_force(),
                off=[date(2025, 12, 11)],
                working=[],
                because="Nghỉ bù",
            )
            put_calendar(
                document,
                because="Nghỉ bù",
                house=HOUSE,
                actor=actor.OFFICE,
                now=at("2025-12-09", "10:00"),
            )
    with unit_of_work() as session:
        house = in_force(session, HOUSE)

    found = simulate(a_ladder(), house=HOUSE)

    assert house.calendar.version != HOUSE.calendar.version
    assert found.differences == ()
    assert found.compared.days[date(2025, 12, 11)] == (0, 0)
