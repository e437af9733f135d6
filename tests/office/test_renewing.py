"""What is owed every period is there one period ahead, once."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
import small_office
from builders import CALENDAR, an_obligation
from model_office import at
from sample_reading import READING
from small_office import HOUSE, attempt
from sqlalchemy import select

from directive.reading.stored import deadline_of
from directive.recurring import next_period
from office.reminding import escalate, remind
from office.renewing import renew
from store import audit, figures
from store.engine import unit_of_work
from store.tables import (
    AgencyRow,
    AssignmentRow,
    EventRow,
    MessageRow,
    ObligationRow,
)

if TYPE_CHECKING:
    from datetime import datetime

    from small_office import Owed

ISSUED = date(2025, 8, 20)
MONTHLY: dict[str, Any] = READING["deadline"] | {
    "kind": "recurring",
    "text": "trước ngày 25 hằng tháng",
    "date": None,
    "last_day": None,
    "last_working_day": None,
    "recurrence": {"every": "month", "day": 25},
    "rule": "before_day_each_month",
}
QUARTERLY = MONTHLY | {
    "text": "hằng quý",
    "inclusive": True,
    "recurrence": {"every": "quarter", "day": None},
    "span": [5, 9],
}


@pytest.fixture
def owed(database: object) -> list[Owed]:
    assert database
    return small_office.found()


def owe(one: Owed, deadline: dict[str, Any], kind: str = "main") -> None:
    """Owe the first period of a deadline, as issuing does."""
    period = next_period(deadline_of(deadline), CALENDAR, after=ISSUED)
    assert period is not None
    label = period.label if kind == "main" else f"Báo cáo, {period.label}"
    with unit_of_work() as session:
        assignment = session.scalars(
            select(AssignmentRow).where(AssignmentRow.code == one.code)
        ).one()
        an_obligation(
            session,
            assignment,
            kind=kind,
            label=label,
            due_on=period.due.on,
            deadline=deadline,
        )


def labels(one: Owed) -> list[str]:
    with unit_of_work() as session:
        return list(
            session.scalars(
                select(ObligationRow.label)
                .join(AssignmentRow, AssignmentRow.id == ObligationRow.assignment_id)
                .where(
                    AssignmentRow.code == one.code,
                    ObligationRow.deadline.is_not(None),
                )
                .order_by(ObligationRow.original_due_on, ObligationRow.id)
            )
        )


AUGUST = "tháng 8/2025"
MONTHS = {
    "in the month itself": (at("2025-08-21"), [AUGUST, "tháng 9/2025"]),
    "still one ahead": (at("2025-08-31"), [AUGUST, "tháng 9/2025"]),
    "the next one has begun": (
        at("2025-09-01", "00:20"),
        [AUGUST, "tháng 9/2025", "tháng 10/2025"],
    ),
    "after standing still": (
        at("2025-11-02"),
        [AUGUST, *(f"tháng {n}/2025" for n in (9, 10, 11, 12))],
    ),
    "over the year": (
        at("2025-12-31"),
        [AUGUST, *(f"tháng {n}/2025" for n in (9, 10, 11, 12)), "tháng 1/2026"],
    ),
}


@pytest.mark.parametrize(("now", "expected"), MONTHS.values(), ids=MONTHS)
def test_one_period_is_there_ahead(
    owed: list[Owed], now: datetime, expected: list[str]
) -> None:
    owe(owed[0], MONTHLY)

    assert renew(house=HOUSE, now=now) == len(expected) - 1
    assert labels(owed[0]) == expected
    assert renew(house=HOUSE, now=now) == 0


def test_missed_periods_are_each_owed_and_told_in_one_letter(
    owed: list[Owed],
) -> None:
    for one in owed[:2]:
        owe(one, MONTHLY)
    owe(owed[4], MONTHLY)  # the same agency's second assignment
    back = at("2025-12-05", "07:00")

    assert renew(house=HOUSE, now=back) == 3 * 5
    assert renew(house=HOUSE, now=back) == 0
    for walk in (remind, escalate):
        walk(house=HOUSE, now=at("2025-12-05", "07:30"))

    with unit_of_work() as session:
        due = session.execute(
            select(ObligationRow.label, ObligationRow.due_on, AgencyRow.code)
            .join(AgencyRow, AgencyRow.code == ObligationRow.agency_code)
            .where(ObligationRow.label.in_(["tháng 10/2025", "tháng 11/2025"]))
        ).all()
        told = session.scalars(
            select(MessageRow).where(MessageRow.kind == "due_set")
        ).all()
        each = Counter(
            session.execute(
                select(MessageRow.post_id, MessageRow.kind, MessageRow.office_day)
            ).tuples()
        )
    assert Counter(due) == {
        ("tháng 10/2025", date(2025, 10, 24), "STC"): 1,
        ("tháng 11/2025", date(2025, 11, 24), "STC"): 1,
        ("tháng 10/2025", date(2025, 10, 24), "STP"): 2,
        ("tháng 11/2025", date(2025, 11, 24), "STP"): 2,
    }
    assert sorted(one.text.count("24/11/2025") for one in told) == [1, 2]
    assert all("hệ thống tạm ngừng" in one.text for one in told)
    assert set(each.values()) == {1}


def test_what_is_made_in_time_is_told_by_its_ladder_alone(owed: list[Owed]) -> None:
    owe(owed[0], MONTHLY)
    renew(house=HOUSE, now=at("2025-09-01", "00:20"))

    with unit_of_work() as session:
        assert session.scalars(select(MessageRow)).all() == []


def test_two_deadlines_of_one_assignment_go_on_by_themselves(
    owed: list[Owed],
) -> None:
    owe(owed[0], MONTHLY)
    owe(owed[0], QUARTERLY)
    owe(owed[0], MONTHLY, kind="onward")

    assert renew(house=HOUSE, now=at("2025-08-21")) == 3

    assert sorted(labels(owed[0])) == [
        "Báo cáo, tháng 8/2025",
        "Báo cáo, tháng 9/2025",
        "quý III/2025",
        "quý IV/2025",
        AUGUST,
        "tháng 9/2025",
    ]


def test_the_new_one_is_owed_as_the_assignment_stands(owed: list[Owed]) -> None:
    for one in owed[:2]:
        owe(one, MONTHLY)
    attempt("acknowledge", owed[0], now=at("2025-08-21"))

    renew(house=HOUSE, now=at("2025-08-21"))

    with unit_of_work() as session:
        made = session.scalars(
            select(ObligationRow)
            .where(ObligationRow.label == "tháng 9/2025")
            .order_by(ObligationRow.id)
        ).all()
        event = session.scalars(
            select(EventRow).where(EventRow.act == "renew").order_by(EventRow.id)
        ).first()
    phases = {row.agency_code: row.phase for row in made}
    assert phases == {"STP": "acknowledged", "STC": "issued"}
    assert {row.due_on for row in made} == {date(2025, 9, 24)}
    with unit_of_work() as session:
        assert audit.verify(session).fault is None
        assert figures.differences(session) == 0
    assert event is not None
    assert event.actor == "clock"


@pytest.mark.parametrize("act", ["withdraw", "suspend", "decline"])
def test_what_is_not_owed_does_not_come_back(owed: list[Owed], act: str) -> None:
    owe(owed[0], MONTHLY)
    attempt(act, owed[0], now=at("2025-08-21"))

    assert renew(house=HOUSE, now=at("2025-10-02")) == 0
    assert labels(owed[0]) == [AUGUST]


def test_a_finished_period_does_not_stand_in_the_way_of_acts(
    owed: list[Owed],
) -> None:
    owe(owed[4], MONTHLY)
    renew(house=HOUSE, now=at("2025-08-21"))
    now = at("2025-08-22")
    with unit_of_work() as session:
        first = session.scalars(
            select(ObligationRow).where(ObligationRow.label == AUGUST)
        ).one()
    done = type(owed[4])(first.id, owed[4].code)
    for act in ("submit", "accept", "name", "withdraw"):
        attempt(act, done, now=now)

    with unit_of_work() as session:
        phases = session.execute(
            select(ObligationRow.label, ObligationRow.phase).where(
                ObligationRow.assignment_id == first.assignment_id
            )
        )
        found = dict(phases.tuples().all())
    assert (found[AUGUST], found["tháng 9/2025"]) == ("accepted", "withdrawn")
