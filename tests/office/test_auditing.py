"""The auditor finds nothing in a true history, and each defect planted in one."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest
import small_office
from audited_office import LAST, Postbox, Winter, tick, winter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from model_office import MODEL, at, model_text
from planted import PLANTED, statements
from small_office import ACTS, HOUSE, Owed, attempt
from sqlalchemy import text

from cli import stage
from cli.play import Programme, play
from directive.findings import Kind
from office.auditing import Findings, audit_promises
from runtime.clock import HANOI
from store import engine
from store.engine import connect

if TYPE_CHECKING:
    from collections.abc import Mapping

    from conftest import Cloner

    from office.house import House
    from office.rehearsing import Day

WINTER, FOUNDED = "template_of_a_winter", "template_of_the_audit"
EVENING = time(23, 30)
HISTORIES = st.lists(
    st.tuples(st.sampled_from(list(ACTS)), st.integers(0, 7), st.integers(0, 20)),
    min_size=10,
    max_size=24,
)


@pytest.fixture(scope="module")
def lived(cloner: Cloner, template: str) -> Winter:
    """Live through a winter once, and keep its database to clone."""
    with cloner.bound(template) as made:
        found = winter()
        engine.release()
        cloner.copy(made.name, WINTER)
    return found


@pytest.fixture(scope="module")
def owed(cloner: Cloner, template: str) -> list[Owed]:
    """Found a small office once, and keep its database to clone."""
    with cloner.bound(template) as made:
        owed = small_office.found()
        engine.release()
        cloner.copy(made.name, FOUNDED)
    return owed


def audit(
    house: House,
    day: date,
    clock: time = EVENING,
    received: Mapping[str, int] | None = None,
) -> Findings:
    now = datetime.combine(day, clock, HANOI)
    return audit_promises(house, now, received=received, ticks_within=timedelta(days=1))


def test_a_true_winter_has_no_findings(cloner: Cloner, lived: Winter) -> None:
    with cloner.bound(WINTER):
        found = audit(HOUSE, LAST, received=lived.received)

    assert found.findings == ()
    assert (found.obligations, found.walks) == (8, 188)
    assert found.promises > 30


@pytest.mark.parametrize("defect", PLANTED)
def test_a_planted_defect_is_found_and_named(
    defect: str, cloner: Cloner, lived: Winter
) -> None:
    numbers = {name: one.id for name, one in lived.owed.items()}
    with cloner.bound(WINTER) as made:
        owner = connect(made.owner_url)
        with owner.begin() as connection:
            changed = 0
            for statement in statements(defect):
                used = {n: i for n, i in numbers.items() if f":{n}" in statement}
                changed += connection.execute(text(statement), used).rowcount
        owner.dispose()
        found = audit(HOUSE, LAST, received=lived.received)

    assert changed > 0
    assert PLANTED[defect][0] in {each.kind for each in found.findings}


RECEIVED = {
    "a message settled but never received": (-1, Kind.NEVER_RECEIVED),
    "a message received twice": (1, Kind.DOUBLED_AT_RECEIVER),
}


@pytest.mark.parametrize(("more", "kind"), RECEIVED.values(), ids=RECEIVED)
def test_the_receiving_server_is_believed(
    more: int, kind: Kind, cloner: Cloner, lived: Winter
) -> None:
    received = Counter(lived.received)
    received[next(iter(received))] += more
    with cloner.bound(WINTER):
        found = audit(HOUSE, LAST, received=received)

    assert [each.kind for each in found.findings] == [kind]


@pytest.mark.usefixtures("lived")
def test_a_message_that_nobody_queued_is_unexplained(
    cloner: Cloner, lived: Winter
) -> None:
    with cloner.bound(WINTER):
        found = audit(HOUSE, LAST, received={**lived.received, "<x@y.example>": 1})

    assert [each.kind for each in found.findings] == [Kind.UNKNOWN_AT_RECEIVER]


@pytest.mark.usefixtures("lived")
def test_a_clock_that_stands_still_is_found(cloner: Cloner) -> None:
    with cloner.bound(WINTER):
        found = audit(HOUSE, LAST + timedelta(days=2))

    assert {each.kind for each in found.findings} == {Kind.SILENT_CLOCK}


@pytest.mark.parametrize(
    "count", [pytest.param(5, id="a few"), pytest.param(100, marks=pytest.mark.long)]
)
def test_no_history_gives_a_false_alarm(
    count: int, cloner: Cloner, owed: list[Owed]
) -> None:
    @settings(max_examples=count, deadline=None, suppress_health_check=[*HealthCheck])
    @given(history=HISTORIES)
    def lived(history: list[tuple[str, int, int]]) -> None:
        no_false_alarm(history, cloner, owed)

    lived()


def no_false_alarm(
    history: list[tuple[str, int, int]], cloner: Cloner, owed: list[Owed]
) -> None:
    now, box = at("2025-12-08"), Postbox()
    with cloner.bound(FOUNDED):
        for act, which, hours in history:
            now += timedelta(hours=hours)
            attempt(act, owed[which], now=now)
            tick(now, box)
        found = audit_promises(
            HOUSE,
            now + timedelta(hours=1),
            received=box.received,
            ticks_within=timedelta(days=1),
        )

    assert found.findings == ()


@dataclass
class Rehearsed:
    """What the audits of a rehearsal found, day by day."""

    audits: list[Findings]


def rehearse(until: date, seed: int) -> Rehearsed:
    done = Rehearsed([])
    programme = Programme(
        text=model_text(),
        name=MODEL,
        number=None,
        issued_on=date(2025, 8, 20),
        until=until,
        seed=seed,
    )
    with stage.opened(now=programme.opens, told=lambda _: None) as opened:

        def every_fifth_day(day: Day) -> None:
            if (day.day - programme.issued_on).days % 5 == 4:
                done.audits.append(audit(opened.house, day.day))

        play(programme, opened, progress=every_fifth_day)
        received = Counter(mail.message_id for mail in opened.catcher.messages())
        done.audits.append(audit(opened.house, until, received=received))
    return done


SPANS = [
    pytest.param(date(2025, 8, 25), 1, id="the first days"),
    pytest.param(date(2026, 1, 31), 7, id="the whole life", marks=pytest.mark.long),
]


@pytest.mark.parametrize(("until", "seed"), SPANS)
def test_a_rehearsal_has_no_findings_on_any_day(until: date, seed: int) -> None:
    done = rehearse(until, seed)

    assert [each.line for each in done.audits if each.findings] == []
    assert done.audits[-1].obligations > 300
    assert done.audits[-1].promises > 200
