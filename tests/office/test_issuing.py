"""The model directive becomes 400 assignments of 76 agencies, and one report onward."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from store.engine import unit_of_work
from store.tables import AssignmentRow, MessageRow, ObligationRow

if TYPE_CHECKING:
    from model_office import Issued


def test_the_model_directive_is_issued_to_76_agencies(issued: Issued) -> None:
    made = issued.issuance

    assert (made.assignments, made.agencies, made.due) == (400, 76, 76)
    assert (made.onward, made.messages) == (1, 76)
    assert issued.review.instructions == 10


def test_what_is_dated_is_collected_by_the_home_affairs_department(
    issued: Issued,
) -> None:
    del issued
    dated = select(ObligationRow).where(ObligationRow.due_on.is_not(None))
    collectors = select(AssignmentRow.collector_code, func.count()).where(
        AssignmentRow.collector_code.is_not(None)
    )
    with unit_of_work() as session:
        found = session.scalars(dated).all()
        counted = session.execute(
            collectors.group_by(AssignmentRow.collector_code)
        ).all()

    assert {row.due_on for row in found} == {date(2025, 12, 14)}
    assert {row.last_working_day for row in found} == {date(2025, 12, 12)}
    assert [tuple(row) for row in counted] == [("SNV", 76)]


def test_each_agency_gets_one_message_with_all_its_assignments(issued: Issued) -> None:
    del issued
    with unit_of_work() as session:
        messages = session.scalars(select(MessageRow)).all()

    assert len(messages) == 76
    assert sum(len(message.assignment_ids) for message in messages) == 401
