"""The life of the model directive, told with a virtual clock and a real database."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

import pytest
from model_office import at
from sqlalchemy import select

from directive.acts import Phase
from directive.breakdown import Share
from directive.errors import NotAllowedError
from office import actor, answering, extending, judging, steering
from office.errors import OfficeError
from office.reminding import escalate, remind
from office.submitting import Document, submit
from store import audit
from store.engine import unit_of_work
from store.tables import (
    AssignmentRow,
    EscalationRow,
    EventRow,
    MessageRow,
    ObligationRow,
    PostRow,
    ReminderRow,
)

if TYPE_CHECKING:
    from model_office import Issued

REPORT = Document(number="12/BC-STP", dated=date(2025, 12, 1))


def dated(agency: str) -> ObligationRow:
    """Return the one dated obligation of an agency."""
    with unit_of_work() as session:
        return session.scalars(
            select(ObligationRow).where(
                ObligationRow.agency_code == agency, ObligationRow.due_on.is_not(None)
            )
        ).one()


def code_of(obligation: ObligationRow) -> str:
    with unit_of_work() as session:
        return session.get_one(AssignmentRow, obligation.assignment_id).code


def rungs_told(agency: str) -> set[str]:
    with unit_of_work() as session:
        return set(
            session.scalars(
                select(ReminderRow.rung)
                .join(ObligationRow, ObligationRow.id == ReminderRow.obligation_id)
                .where(
                    ObligationRow.agency_code == agency,
                    ReminderRow.rung.startswith("T"),
                )
            )
        )


def acknowledge_everything(issued: Issued) -> None:
    with unit_of_work() as session:
        agencies = session.scalars(select(AssignmentRow.agency_code).distinct()).all()
    for code in agencies:
        answering.acknowledge(
            issued.review.directive_id,
            actor=actor.agency(code),
            now=at("2025-08-20", "09:00"),
        )


def test_reminding_twice_a_day_sends_nothing_the_second_time(issued: Issued) -> None:
    acknowledge_everything(issued)
    morning, noon = at("2025-11-28", "07:30"), at("2025-11-28", "14:00")

    first = remind(house=issued.house, now=morning)
    second = remind(house=issued.house, now=noon)

    assert first.rungs["T-10"] == 76
    assert first.messages == 76
    assert (second.rungs, second.messages) == (Counter(), 0)


def test_after_an_outage_one_digest_with_the_highest_rung(issued: Issued) -> None:
    acknowledge_everything(issued)

    escalate(house=issued.house, now=at("2025-12-19", "07:30"))
    remind(house=issued.house, now=at("2025-12-19", "07:30"))

    assert rungs_told("STP") == {"T+5"}
    with unit_of_work() as session:
        vice = session.scalars(
            select(PostRow).where(PostRow.duty == "vice_chairman")
        ).one()
        told = session.scalars(
            select(MessageRow).where(MessageRow.post_id == vice.id)
        ).all()
    assert len(told) == 1


def test_nothing_is_told_on_a_rest_day(issued: Issued) -> None:
    sunday = at("2025-11-30", "09:00")

    assert remind(house=issued.house, now=sunday).messages == 0
    assert escalate(house=issued.house, now=sunday).messages == 0


def test_handed_in_on_time_never_climbs_and_returned_late_does(issued: Issued) -> None:
    acknowledge_everything(issued)
    mine, others = dated("STP"), dated("STC")
    submit(
        {mine.id: "Đã hoàn thành"},
        REPORT,
        channel="web",
        actor=actor.agency("STP"),
        now=at("2025-12-10"),
    )

    escalate(house=issued.house, now=at("2025-12-15"))
    escalate(house=issued.house, now=at("2025-12-17"))

    assert rungs_told("STP") == set()
    assert rungs_told("STC") == {"T+1", "T+3"}

    judging.return_(
        mine.id,
        reason="Thiếu số liệu",
        house=issued.house,
        actor=actor.collector("SNV"),
        now=at("2025-12-18", "10:00"),
    )
    escalate(house=issued.house, now=at("2025-12-19"))

    assert rungs_told("STP") == {"T+5"}
    assert dated("STP").due_on == others.due_on


@pytest.mark.usefixtures("issued")
def test_the_collector_checks_before_the_office_accepts() -> None:
    mine = dated("STP")
    submit(
        {mine.id: "Xong"},
        REPORT,
        channel="web",
        actor=actor.agency("STP"),
        now=at("2025-12-10"),
    )

    with pytest.raises(NotAllowedError, match="tổng hợp"):
        judging.accept(mine.id, actor=actor.OFFICE, now=at("2025-12-11"))
    judging.check(mine.id, actor=actor.collector("SNV"), now=at("2025-12-11"))
    judging.accept(mine.id, actor=actor.OFFICE, now=at("2025-12-12"))

    assert dated("STP").phase == Phase.ACCEPTED


def test_an_extension_moves_the_date_and_the_ladder_starts_anew(issued: Issued) -> None:
    acknowledge_everything(issued)
    mine = dated("STP")
    escalate(house=issued.house, now=at("2025-12-15"))
    extending.ask(
        mine.id,
        until=date(2025, 12, 25),
        reason="Chờ số liệu của doanh nghiệp",
        actor=actor.agency("STP"),
        now=at("2025-12-15", "15:00"),
    )
    extending.grant(
        mine.id,
        until=date(2025, 12, 24),
        house=issued.house,
        actor=actor.LEADER,
        now=at("2025-12-16"),
    )

    remind(house=issued.house, now=at("2025-12-19"))
    after = dated("STP")

    assert (after.due_on, after.original_due_on) == (
        date(2025, 12, 24),
        date(2025, 12, 14),
    )
    assert rungs_told("STP") == {"T+1", "T-3"}
    with unit_of_work() as session:
        still_open = session.scalars(
            select(EscalationRow).where(
                EscalationRow.obligation_id == mine.id,
                EscalationRow.closed_at.is_(None),
            )
        ).all()
    assert still_open == []


def test_another_agency_may_not_touch_what_is_not_its_own(issued: Issued) -> None:
    del issued
    mine = dated("STP")

    with pytest.raises(OfficeError, match="cơ quan khác"):
        submit(
            {mine.id: "Xong"},
            REPORT,
            channel="web",
            actor=actor.agency("STC"),
            now=at("2025-12-10"),
        )


def test_naming_breaking_down_suspending_and_reassigning(issued: Issued) -> None:
    code = code_of(dated("STP"))
    as_agency = actor.agency("STP")
    answering.name_person(
        code,
        name="Trưởng phòng Hành chính",
        post="Trưởng phòng",
        phone="0206 000 000",
        actor=as_agency,
        now=at("2025-08-21"),
    )
    gaps = answering.break_down(
        code,
        [
            Share("Phòng A", "Tổng hợp", "Chủ trì", date(2025, 12, 1), "Báo cáo"),
            Share("", "Rà soát", "Phối hợp", None, "Danh sách"),
        ],
        actor=as_agency,
        now=at("2025-08-22"),
    )
    answering.report_progress(
        code, note="Đã xong một nửa", actor=as_agency, now=at("2025-09-01")
    )
    by_office = {"house": issued.house, "actor": actor.OFFICE}
    steering.suspend(code, reason="Chờ quy định mới", now=at("2025-09-03"), **by_office)
    suspended = dated("STP").phase
    steering.resume(code, reason="Đã có quy định", now=at("2025-09-10"), **by_office)

    assert [number for number, _ in gaps] == [2, 2]
    assert suspended == Phase.SUSPENDED
    with unit_of_work() as session:
        events = session.execute(
            select(EventRow.act, EventRow.rows)
            .where(EventRow.act.in_(("suspend", "resume")))
            .order_by(EventRow.id)
        ).all()
    assert [(act, rows["reason"]) for act, rows in events] == [
        ("suspend", "Chờ quy định mới"),
        ("resume", "Đã có quy định"),
    ]
    assert dated("STP").phase == Phase.IN_PROGRESS

    with pytest.raises(OfficeError, match="sau thời hạn"):
        answering.break_down(
            code,
            [Share("A", "B", "C", date(2025, 12, 31), "D")],
            actor=as_agency,
            now=at("2025-09-11"),
        )
    steering.reassign(
        code,
        agency_code="CAT",
        reason="Đúng chức năng",
        house=issued.house,
        actor=actor.OFFICE,
        now=at("2025-09-12"),
    )
    assert dated("CAT").phase == Phase.ISSUED
    with unit_of_work() as session:
        told = session.scalars(
            select(MessageRow)
            .join(PostRow, PostRow.id == MessageRow.post_id)
            .where(PostRow.agency_code == "CAT")
        ).all()
    assert [code in message.text for message in told] == [True]


def test_the_trail_holds_after_all_that(issued: Issued) -> None:
    acknowledge_everything(issued)
    remind(house=issued.house, now=at("2025-11-28"))
    escalate(house=issued.house, now=at("2025-12-15"))

    with unit_of_work() as session:
        proof = audit.verify(session)

    assert proof.fault is None
    assert proof.events > 900
