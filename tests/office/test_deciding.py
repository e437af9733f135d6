"""What the office decides about an assignment is told at once, with the reason."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
import small_office
from model_office import at
from small_office import HOUSE, Owed
from sqlalchemy import select

from office import actor, amending, history, steering
from office.errors import OfficeError
from office.standing_in import go_away
from store import dossier
from store.engine import unit_of_work
from store.tables import EventRow, MessageRow, ObligationRow, PostRow

if TYPE_CHECKING:
    from collections.abc import Mapping

pytestmark = pytest.mark.usefixtures("database")

NOW = at("2025-12-03")
LATER = at("2025-12-03", "10:00")
BY_OFFICE: Mapping[str, object] = {"house": HOUSE, "actor": actor.OFFICE}
SAYS = {
    "suspend": "Tạm dừng thực hiện",
    "resume": "Tiếp tục thực hiện",
    "withdraw": "Thu hồi",
    "reopen": "Mở lại",
}


def told(kind: str = "assignment_decided") -> list[tuple[str, str, str, str]]:
    """Return (agency, duty, subject, text) of the messages of a kind, oldest first."""
    with unit_of_work() as session:
        found = session.execute(
            select(
                PostRow.agency_code,
                PostRow.duty,
                MessageRow.subject,
                MessageRow.text,
            )
            .join(PostRow, PostRow.id == MessageRow.post_id)
            .where(MessageRow.kind == kind)
            .order_by(MessageRow.id)
        )
        return list(found.tuples())


def before(act: str, owed: Owed) -> None:
    """Bring an obligation to where an act may move it."""
    if act == "resume":
        small_office.attempt("suspend", owed, now=NOW)
    if act == "reopen":
        for one in ("acknowledge", "submit", "check", "accept"):
            small_office.attempt(one, owed, now=NOW)


@pytest.mark.parametrize("act", SAYS)
def test_the_agency_is_told_at_once_and_why(act: str) -> None:
    mine = small_office.found()[0]
    before(act, mine)

    decide = getattr(steering, act)
    decide(mine.code, reason="Có chỉ đạo mới.", now=LATER, **BY_OFFICE)

    agency, duty, subject, text = told()[-1]
    assert (agency, duty) == ("STP", "focal_point")
    assert subject == f"[{mine.code}] {SAYS[act]}"
    assert "LÝ DO: Có chỉ đạo mới." in text
    with unit_of_work() as session:
        kept = session.scalars(
            select(EventRow).where(EventRow.act == act, EventRow.at == LATER)
        ).one()
    assert kept.rows["reason"] == "Có chỉ đạo mới."
    assert kept.calendar_version == HOUSE.calendar.version
    assert kept.policy_version == HOUSE.policy.version


def test_stopping_twice_is_told_twice() -> None:
    mine = small_office.found()[0]

    for hour, act in (("08", "suspend"), ("09", "resume"), ("10", "suspend")):
        decide = getattr(steering, act)
        decide(mine.code, reason="x", now=at("2025-12-03", f"{hour}:00"), **BY_OFFICE)

    assert [subject.partition("] ")[2] for _, _, subject, _ in told()] == [
        "Tạm dừng thực hiện",
        "Tiếp tục thực hiện",
        "Tạm dừng thực hiện",
    ]


def test_both_agencies_hear_of_a_reassignment() -> None:
    mine = small_office.found()[0]

    steering.reassign(
        mine.code, agency_code="SYT", reason="Đúng chức năng.", now=NOW, **BY_OFFICE
    )

    (former,), (new,) = told(), told("issued")
    assert (former[0], new[0]) == ("STP", "SYT")
    assert former[2] == f"[{mine.code}] Giao lại cho cơ quan khác"
    assert "không phải thực hiện nữa" in former[3]
    assert "Cơ quan thực hiện: Sở SYT" in former[3]
    assert "Đúng chức năng." in former[3]
    assert "Đúng chức năng." in new[3]


def test_a_directive_taken_back_is_one_letter_for_each_agency() -> None:
    mine = small_office.found()[0]
    with unit_of_work() as session:
        directive = session.get_one(ObligationRow, mine.id).directive_id

    amending.withdraw(directive, reason="Thay thế.", now=NOW, **BY_OFFICE)

    assert [(agency, subject) for agency, _, subject, _ in told()] == [
        (agency, "Thu hồi: 02 nhiệm vụ") for agency in small_office.AGENCIES
    ]


@pytest.mark.parametrize("act", SAYS)
def test_no_reason_changes_nothing(act: str) -> None:
    mine = small_office.found()[0]
    before(act, mine)
    already = len(told())

    with pytest.raises(OfficeError, match="lý do"):
        getattr(steering, act)(mine.code, reason=" ", now=LATER, **BY_OFFICE)

    assert len(told()) == already


def test_a_substitute_hears_and_the_message_says_so() -> None:
    mine = small_office.found()[0]
    go_away(
        ("STP", "focal_point"),
        first_day=date(2025, 12, 1),
        last_day=date(2025, 12, 5),
        substitute=("STC", "focal_point"),
        actor=actor.OFFICE,
        now=at("2025-12-01"),
    )

    steering.suspend(mine.code, reason="Chờ.", now=NOW, **BY_OFFICE)
    small_office.attempt("resume", mine, now=LATER)
    small_office.attempt("extend", mine, now=LATER)
    small_office.attempt("submit", mine, now=LATER)
    small_office.attempt("return", mine, now=LATER)

    heard = [*told(), *told("extension_decided"), *told("returned")]
    assert [agency for agency, _, _, _ in heard] == ["STC"] * 4
    assert all("vắng mặt đến 05/12/2025, người thay là" in text for *_, text in heard)


def test_a_vacant_post_passes_to_the_head() -> None:
    mine = small_office.found()[0]
    with unit_of_work() as session:
        session.execute(
            PostRow.__table__.update()
            .where(PostRow.agency_code == "STP", PostRow.duty == "focal_point")
            .values(duty="was")
        )

    steering.suspend(mine.code, reason="Chờ.", now=NOW, **BY_OFFICE)

    (heard,) = told()
    assert heard[:2] == ("STP", "head")
    assert "đầu mối của cơ quan chưa có người nhận nên báo lên trên" in heard[3]


def test_the_page_of_an_assignment_shows_the_reason() -> None:
    mine = small_office.found()[0]

    steering.withdraw(mine.code, reason="Đã có văn bản khác.", now=NOW, **BY_OFFICE)

    with unit_of_work() as session:
        number = session.get_one(ObligationRow, mine.id).assignment_id
        shown = history.told(dossier.happenings(session, "assignment", number))[0]
    assert (shown.name, shown.who) == ("thu hồi", "Văn phòng UBND tỉnh")
    assert "Lý do: Đã có văn bản khác." in shown.details
