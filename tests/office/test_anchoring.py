"""A relative deadline waits for its event; its day makes the due date."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
import small_office
from builders import an_obligation
from model_office import at
from sample_reading import READING
from small_office import HOUSE, attempt
from sqlalchemy import select

from directive.errors import NotAllowedError
from office import actor
from office.anchoring import Anchoring, anchor_assignment, anchor_instruction
from office.errors import NotFoundError, OfficeError
from store import audit
from store.engine import unit_of_work
from store.tables import (
    AssignmentRow,
    DueRevisionRow,
    EventRow,
    MessageRow,
    ObligationRow,
)

if TYPE_CHECKING:
    from small_office import Owed

NOW = at("2025-09-10")
EVENT = date(2025, 9, 8)  # a Monday
FIVE_DAYS: dict[str, Any] = READING["deadline"] | {
    "kind": "relative",
    "text": "trong 05 ngày làm việc kể từ ngày có hướng dẫn",
    "date": None,
    "inclusive": True,
    "last_day": None,
    "last_working_day": None,
    "anchor": "ngày có hướng dẫn",
    "amount": 5,
    "unit": "working_day",
    "rule": "within_period",
}
DEADLINES = {
    "five working days": (FIVE_DAYS, EVENT, date(2025, 9, 15)),
    "ten days end on the next working day": (
        FIVE_DAYS | {"amount": 12, "unit": "day"},
        EVENT,
        date(2025, 9, 22),
    ),
    "a month": (FIVE_DAYS | {"amount": 1, "unit": "month"}, EVENT, date(2025, 10, 8)),
    "a day of hours": (
        FIVE_DAYS | {"amount": 24, "unit": "hour"},
        at("2025-09-08", "10:00"),
        date(2025, 9, 9),
    ),
}


@pytest.fixture
def owed(database: object) -> list[Owed]:
    """Found the small office; STP and STC also owe five days after an event."""
    assert database
    found = small_office.found()
    for one in found[:2]:
        owe(one, FIVE_DAYS)
    return found


def owe(one: Owed, deadline: dict[str, Any]) -> None:
    with unit_of_work() as session:
        assignment = session.scalars(
            select(AssignmentRow).where(AssignmentRow.code == one.code)
        ).one()
        an_obligation(session, assignment, due_on=None, deadline=deadline)


def waiting(one: Owed) -> ObligationRow:
    with unit_of_work() as session:
        return session.scalars(
            select(ObligationRow)
            .join(AssignmentRow, AssignmentRow.id == ObligationRow.assignment_id)
            .where(AssignmentRow.code == one.code, ObligationRow.deadline.is_not(None))
            .order_by(ObligationRow.id.desc())
        ).all()[0]


def reasons(one: Owed) -> list[str]:
    with unit_of_work() as session:
        return list(
            session.scalars(
                select(DueRevisionRow.reason)
                .where(DueRevisionRow.obligation_id == waiting(one).id)
                .order_by(DueRevisionRow.n)
            )
        )


def letters() -> list[str]:
    with unit_of_work() as session:
        return list(
            session.scalars(
                select(MessageRow.text)
                .where(MessageRow.kind == "due_set")
                .order_by(MessageRow.id)
            )
        )


def anchor(one: Owed, when: date | None) -> Anchoring:
    return anchor_assignment(one.code, when, house=HOUSE, actor=actor.OFFICE, now=NOW)


@pytest.mark.parametrize(
    ("deadline", "when", "due_on"), DEADLINES.values(), ids=DEADLINES
)
def test_the_due_date_is_computed(
    owed: list[Owed], deadline: dict[str, Any], when: date, due_on: date
) -> None:
    owe(owed[2], deadline)

    made = anchor(owed[2], when)

    row = waiting(owed[2])
    assert (row.due_on, row.original_due_on) == (due_on, due_on)
    assert row.anchored_on == EVENT
    assert [one.due_on for one in made.done] == [due_on]


def test_the_date_is_kept_with_its_reason_and_told(owed: list[Owed]) -> None:
    anchor(owed[0], EVENT)

    said = "Mốc “ngày có hướng dẫn” là ngày 08/9/2025"
    assert [reason.partition(";")[0] for reason in reasons(owed[0])] == [
        "Theo văn bản",
        said,
    ]
    (letter,) = letters()
    assert said in letter
    assert "15/9/2025 (thứ Hai)" in letter
    assert owed[0].code in letter


def test_recording_again_changes_the_date_and_undo_takes_it_back(
    owed: list[Owed],
) -> None:
    anchor(owed[0], EVENT)
    again = anchor(owed[0], date(2025, 9, 9))
    assert again.done[0].due_before == date(2025, 9, 15)
    assert waiting(owed[0]).due_on == date(2025, 9, 16)

    anchor(owed[0], None)

    row = waiting(owed[0])
    assert (row.due_on, row.original_due_on, row.anchored_on) == (None, None, None)
    assert (len(reasons(owed[0])), len(letters())) == (4, 3)


def test_all_agencies_of_an_instruction_at_once(owed: list[Owed]) -> None:
    attempt("withdraw", owed[1], now=NOW)
    with unit_of_work() as session:
        directive_id = session.get_one(ObligationRow, owed[0].id).directive_id

    made = anchor_instruction(
        directive_id, "1.3", EVENT, house=HOUSE, actor=actor.OFFICE, now=NOW
    )

    assert [one.assignment for one in made.done] == [owed[0].code]
    assert made.left == ((owed[1].code, "Nhiệm vụ này không còn phải thực hiện."),)
    assert len(letters()) == 1


def test_only_the_obligation_that_waits_is_touched(owed: list[Owed]) -> None:
    anchor(owed[0], EVENT)

    with unit_of_work() as session:
        fixed = session.get_one(ObligationRow, owed[0].id)
        assert (fixed.due_on, fixed.due_revision) == (date(2025, 12, 14), 1)
        event = session.scalars(select(EventRow).where(EventRow.act == "set_due")).one()
    assert event.actor == "office"
    with unit_of_work() as session:
        assert audit.verify(session).fault is None


def test_what_was_granted_is_not_taken_away(owed: list[Owed]) -> None:
    anchor(owed[0], EVENT)
    row = waiting(owed[0])
    attempt("extend", type(owed[0])(row.id, owed[0].code), now=NOW)
    granted = waiting(owed[0]).due_on

    with pytest.raises(OfficeError, match="đã được dời"):
        anchor(owed[0], date(2025, 9, 9))

    assert waiting(owed[0]).due_on == granted != row.due_on


REFUSED: dict[str, tuple[dict[str, Any], date | None, str]] = {
    "no amount": (FIVE_DAYS | {"amount": None}, EVENT, "bao nhiêu ngày"),
    "hours and no hour": (FIVE_DAYS | {"unit": "hour"}, EVENT, "cả giờ"),
    "nothing to take back": (FIVE_DAYS, None, "Chưa ghi ngày nào"),
    "not relative": (
        FIVE_DAYS | {"kind": "recurring"}, EVENT, "tính từ một sự kiện"
    ),
}  # fmt: skip


@pytest.mark.parametrize(("deadline", "when", "why"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_computed_is_refused(
    owed: list[Owed], deadline: dict[str, Any], when: date | None, why: str
) -> None:
    owe(owed[2], deadline)

    with pytest.raises(OfficeError, match=why):
        anchor(owed[2], when)

    assert letters() == []


def test_what_does_not_exist(owed: list[Owed]) -> None:
    assert owed
    with pytest.raises(NotFoundError, match="NV-2025-000000"):
        anchor_assignment(
            "NV-2025-000000", EVENT, house=HOUSE, actor=actor.OFFICE, now=NOW
        )
    with pytest.raises(NotFoundError, match=r"nội dung 9\.9"):
        anchor_instruction(1, "9.9", EVENT, house=HOUSE, actor=actor.OFFICE, now=NOW)


@pytest.mark.parametrize("code", ["STP", "STC"], ids=["its own", "another's"])
def test_no_agency_records_what_a_deadline_counts_from(
    code: str, owed: list[Owed]
) -> None:
    with pytest.raises((NotAllowedError, OfficeError)):
        anchor_assignment(
            owed[0].code, EVENT, house=HOUSE, actor=actor.agency(code), now=NOW
        )

    assert waiting(owed[0]).due_on is None
