"""A holiday announced later, a swapped Saturday: dates follow, and are told once."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
import small_office
from model_office import at
from small_office import AGENCIES, HOUSE, attempt
from sqlalchemy import select

from directive.model import Deadline, DeadlineKind
from directive.reading.contract import deadline_as_json
from office import actor
from office.errors import OfficeError
from office.in_force import in_force
from office.reminding import escalate, remind
from office.rescheduling import Rescheduled, document_in_force, put_calendar
from store import audit
from store.calendar_file import with_days
from store.engine import unit_of_work
from store.tables import (
    DueRevisionRow,
    EventRow,
    MessageRow,
    ObligationRow,
    ReminderRow,
    ShiftRow,
)
from store.trail import Entry, record

if TYPE_CHECKING:
    from small_office import Owed

pytestmark = pytest.mark.usefixtures("database")

NOW = at("2025-12-01")
BECAUSE = "Thông báo nghỉ thêm một ngày"
FIVE_DAYS = Deadline(
    kind=DeadlineKind.RELATIVE,
    text="trong 05 ngày làm việc kể từ ngày có hướng dẫn",
    anchor="ngày có hướng dẫn",
    amount=5,
    unit="working_day",
    rule="relative",
)


def put(*, off: str | None = None, work: str | None = None) -> Rescheduled:
    document = with_days(
        document_in_force(),
        off=[date.fromisoformat(off)] if off else [],
        working=[date.fromisoformat(work)] if work else [],
        because=BECAUSE,
    )
    return put_calendar(
        document, because=BECAUSE, house=HOUSE, actor=actor.OFFICE, now=NOW
    )


def dates(owed: Owed) -> tuple[str, str, int]:
    """Return (due on, last working day, revision) of an obligation."""
    with unit_of_work() as session:
        row = session.get_one(ObligationRow, owed.id)
        return str(row.due_on), str(row.last_working_day), row.due_revision


def told() -> list[str]:
    with unit_of_work() as session:
        found = select(MessageRow.text).where(MessageRow.kind == "calendar_changed")
        return list(session.scalars(found))


def heard(owed: Owed) -> list[str]:
    with unit_of_work() as session:
        found = select(ReminderRow.rung).where(
            ReminderRow.obligation_id == owed.id, ReminderRow.rung.startswith("T")
        )
        return list(session.scalars(found.order_by(ReminderRow.id)))


def count_from(owed: Owed, anchor: date, due_on: date) -> None:
    """Let an obligation be due five working days after an event."""
    with unit_of_work() as session:
        row = session.get_one(ObligationRow, owed.id)
        row.deadline = deadline_as_json(FIVE_DAYS)
        row.anchored_on = anchor
        row.due_on = row.original_due_on = row.last_working_day = due_on
        entry = Entry("assignment", str(row.assignment_id), "set_due", (row,))
        record(session, [entry], actor="office", now=NOW)


def test_a_holiday_announced_later_moves_the_last_working_day() -> None:
    mine, *_ = small_office.found()

    done = put(off="2025-12-12")

    assert dates(mine) == ("2025-12-14", "2025-12-11", 1)
    assert (done.shifted, done.due_moved, done.messages) == (4, 0, len(AGENCIES))
    texts = told()
    assert all(BECAUSE in text for text in texts)
    assert all("từ 12/12/2025 thành 11/12/2025" in text for text in texts)


def test_the_ladder_counts_by_the_new_calendar() -> None:
    mine, *_ = small_office.found()
    put(off="2025-12-12")

    for day in ("2025-12-10", "2025-12-11", "2025-12-12", "2025-12-15"):
        remind(house=HOUSE, now=at(day))
        escalate(house=HOUSE, now=at(day))

    assert heard(mine) == ["T-1", "T+1"]
    with unit_of_work() as session:
        days = [
            str(row.promised_at.date())
            for row in session.scalars(
                select(ReminderRow)
                .where(ReminderRow.obligation_id == mine.id)
                .where(ReminderRow.rung.startswith("T"))
                .order_by(ReminderRow.id)
            )
        ]
    assert days == ["2025-12-10", "2025-12-15"]


def test_a_swapped_saturday_is_a_day_more() -> None:
    mine, *_ = small_office.found()

    done = put(work="2025-12-13")

    assert dates(mine) == ("2025-12-14", "2025-12-13", 1)
    assert done.shifted == 4
    with unit_of_work() as session:
        calendar = in_force(session, HOUSE).calendar
    assert calendar.is_working_day(date(2025, 12, 13))
    assert calendar.version == done.version == "calendar-1"


def test_a_period_is_counted_again_and_its_ladder_begins_anew() -> None:
    mine, *_ = small_office.found()
    count_from(mine, date(2025, 12, 1), date(2025, 12, 8))
    remind(house=HOUSE, now=at("2025-12-05"))

    done = put(off="2025-12-03")
    remind(house=HOUSE, now=at("2025-12-08"))

    assert dates(mine) == ("2025-12-09", "2025-12-09", 2)
    assert done.due_moved == 1
    assert "thời hạn từ 08/12/2025 thành 09/12/2025" in "".join(told())
    assert heard(mine) == ["T-1", "T-1"]
    with unit_of_work() as session:
        revision = session.scalars(
            select(DueRevisionRow).where(
                DueRevisionRow.obligation_id == mine.id, DueRevisionRow.n == 2
            )
        ).one()
        assert (str(revision.due_on), revision.reason) == ("2025-12-09", BECAUSE)


def test_a_date_that_was_agreed_is_not_counted_again() -> None:
    mine, *_ = small_office.found()
    count_from(mine, date(2025, 12, 1), date(2025, 12, 8))
    attempt("extend", mine, now=NOW)

    put(off="2025-12-03")

    assert dates(mine)[0] == "2025-12-20"


def test_what_is_done_keeps_its_dates() -> None:
    mine, other, *_ = small_office.found()
    for act in ("submit", "check", "accept"):
        attempt(act, mine, now=NOW)

    put(off="2025-12-12")

    assert dates(mine)[1] == "2025-12-12"
    assert dates(other)[1] == "2025-12-11"


def test_old_date_new_date_and_reason_stay_in_the_history() -> None:
    mine, *_ = small_office.found()

    put(off="2025-12-12")
    put(off="2025-12-11")

    with unit_of_work() as session:
        kept = session.scalars(
            select(ShiftRow)
            .where(ShiftRow.obligation_id == mine.id)
            .order_by(ShiftRow.id)
        ).all()
        acts = session.scalars(
            select(EventRow.calendar_version).where(EventRow.act == "shift").distinct()
        ).all()
    with unit_of_work() as session:
        fault = audit.verify(session).fault
    assert [
        (str(s.last_working_day_before), str(s.last_working_day_after), s.because)
        for s in kept
    ] == [("2025-12-12", "2025-12-11", BECAUSE), ("2025-12-11", "2025-12-10", BECAUSE)]
    assert sorted(filter(None, acts)) == ["calendar-1", "calendar-2"]
    assert fault is None


def test_a_day_that_moves_nothing_tells_nobody() -> None:
    small_office.found()

    done = put(off="2025-12-24")

    assert (done.shifted, done.messages, told()) == (0, 0, [])


def test_the_same_calendar_twice_is_refused() -> None:
    small_office.found()
    put(off="2025-12-12")

    with pytest.raises(OfficeError, match="giống hệt"):
        put(off="2025-12-12")
    assert len(told()) == len(AGENCIES)


def test_a_change_without_a_reason_is_refused() -> None:
    with pytest.raises(OfficeError, match="lý do"):
        put_calendar(
            document_in_force(),
            because=" ",
            house=HOUSE,
            actor=actor.OFFICE,
            now=NOW,
        )
