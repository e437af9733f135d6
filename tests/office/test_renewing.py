"""What is owed every period is there one period ahead, once."""

from __future__ import annotations

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
from office.renewing import renew
from store import audit, figures
from store.engine import unit_of_work
from store.tables import AssignmentRow, EventRow, ObligationRow

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
    assert [row.phase for row in made] == ["acknowledged", "issued"]
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
