"""A leader decides where an alert stands and is told what happened; nobody else can."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import builders as b
import pytest
from sqlalchemy import select

from office.rights import Role
from office.viewer import Viewer
from store.engine import unit_of_work
from store.tables import AssignmentRow, EscalationRow, ReminderRow

if TYPE_CHECKING:
    from filled_office import Filled
    from site_client import Site

CHAIRMAN = Viewer(Role.LEADER, "Chủ tịch UBND tỉnh", "UBND", "UBND tỉnh", user=10)
OFFICE_HEAD = Viewer(Role.OFFICE_HEAD, "Chánh Văn phòng", "VPUB", "VP", user=12)
CLERK = Viewer(Role.CLERK, "Văn thư", "SNV", "Sở Nội vụ", user=8)
OTHER = Viewer(Role.CLERK, "Văn thư", "STP", "Sở Tư pháp", user=9)


def row() -> EscalationRow:
    with unit_of_work() as session:
        return session.scalars(select(EscalationRow)).one()


@pytest.fixture
def leader(site: Site, filled: Filled) -> Site:
    del filled  # it is there
    return site.seen_by(CHAIRMAN)


def test_an_alert_shows_what_a_decision_needs(leader: Site, filled: Filled) -> None:
    text = leader.get("/alerts").text

    for words in (
        filled.late,
        "Sở Nội vụ",
        "quá hạn 13 ngày làm việc",
        "14/12/2025",
        "quá hạn 10 ngày làm việc",
        "Yêu cầu giải trình",
        "Mở hồ sơ",
    ):
        assert words in text


TAPS = {
    "seen": ("seen", {}, "Đã ghi là đã xem"),
    "explain": ("ask", {}, "Đã yêu cầu thủ trưởng"),
    "explain in other words": ("ask", {"question": "Vì sao?"}, "Đã yêu cầu thủ trưởng"),
    "a date that is offered": ("date", {"until": "2026-01-09"}, "thời hạn mới"),
    "another agency": (
        "reassign",
        {"agency": "Ủy ban nhân dân tỉnh", "why": "Đúng việc"},
        "Đã giao lại",
    ),
}


@pytest.mark.parametrize(("act", "sent", "said"), TAPS.values(), ids=TAPS)
def test_one_tap_decides_and_the_page_says_what_happened(
    act: str, sent: dict[str, str], said: str, leader: Site, filled: Filled
) -> None:
    answer = leader.post(f"/alerts/{row().id}/{act}", sent)

    assert answer.status_code == 303, answer.text
    shown = leader.get(answer.headers["location"]).text
    assert said in shown
    assert (
        f'Vừa quyết định: <a class="code" href="/assignments/{filled.late}">' in shown
    )
    assert "Không có cảnh báo nào cần quyết định" in shown


WRONG = {
    "no date": ("date", {"until": ""}, "chọn ngày"),
    "a date that is none": ("date", {"until": "31/12"}, "Ngày không đúng"),
    "a past date": ("date", {"until": "2025-12-20"}, "phải sau ngày"),
    "nobody": ("reassign", {"agency": "ai đó", "why": "x"}, "danh bạ"),
    "no reason": ("reassign", {"agency": "Đô & Ơ", "why": ""}, "lý do"),
}


@pytest.mark.parametrize(("act", "sent", "why"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_is_said_beside_what_was_typed(
    act: str, sent: dict[str, str], why: str, leader: Site
) -> None:
    answer = leader.post(f"/alerts/{row().id}/{act}", sent)

    assert answer.status_code == 422
    assert why in answer.text
    assert " open>" in answer.text
    typed = sent.get("agency", sent.get("until", ""))
    assert f'value="{typed.replace("&", "&amp;")}"' in answer.text
    assert row().closed_at is None


def test_a_leader_reads_what_was_sent_about_his_alert_and_nothing_else(
    leader: Site, site: Site, filled: Filled
) -> None:
    with unit_of_work() as session:
        reminder = session.scalars(select(ReminderRow)).one()
        reminder.message_id = filled.message
        b.keep(session, "assignment", 1, reminder)
    own = f"/alerts/{row().id}/messages/"
    (sent,) = set(re.findall(rf'href="({own}\d+)"', leader.get("/alerts").text))
    shown = leader.get(sent).text

    assert sent == f"{own}{filled.message}"
    assert f'href="/assignments/{filled.late}"' in shown
    assert 'href="/messages"' not in shown
    assert leader.get(f"/messages/{filled.message}").status_code == 403
    for address in (f"{own}{1}", f"{own}x", f"/alerts/1/messages/{filled.message}"):
        assert leader.get(address).status_code == 404
    assert site.seen_by(OFFICE_HEAD).get(sent).status_code == 404
    assert site.seen_by(CLERK).get(sent).status_code == 403


def test_another_leaders_alert_is_none(site: Site, filled: Filled) -> None:
    assert filled.late
    head = site.seen_by(OFFICE_HEAD)

    assert filled.late not in head.get("/alerts").text
    for act in ("seen", "ask"):
        assert head.post(f"/alerts/{row().id}/{act}").status_code == 404
    for number in ("0", "x", "9" * 30):
        assert head.post(f"/alerts/{number}/seen").status_code == 404
    assert row().acknowledged_at is None


def test_an_agency_explains_what_it_was_asked(leader: Site, site: Site) -> None:
    leader.post(f"/alerts/{row().id}/ask", {"question": "Vì sao chậm?"})
    clerk, number = site.seen_by(CLERK), row().id

    assert "Vì sao chậm?" in clerk.get("/").text
    assert "Vì sao chậm?" not in site.seen_by(OTHER).get("/").text
    refused = site.seen_by(OTHER).post(f"/escalations/{number}/explain", {"words": "x"})
    assert refused.status_code in {403, 404}
    answer = clerk.post(f"/escalations/{number}/explain", {"words": "Chờ số liệu"})

    assert "Đã gửi giải trình" in clerk.get(answer.headers["location"]).text
    assert "Chờ số liệu" in leader.get("/alerts").text
    assert "Vì sao chậm?" not in clerk.get("/").text


def twelve_of_one_instruction() -> int:
    """Take up eleven more obligations of the instruction to the same post."""
    with unit_of_work() as session:
        assignment = session.scalars(select(AssignmentRow)).first()
        (post,) = {one.post_id for one in session.scalars(select(EscalationRow))}
        assert assignment is not None
        for _ in range(11):
            owed = b.an_obligation(session, assignment)
            taken = EscalationRow(
                id=owed.id + 100_000,
                obligation_id=owed.id,
                due_revision=1,
                rung="T+5",
                audience="chairman",
                post_id=post,
                opened_at=b.ISSUED_AT,
            )
            b.keep(session, "assignment", assignment.id, taken)
        return assignment.instruction_id


def open_alerts() -> int:
    with unit_of_work() as session:
        wanted = select(EscalationRow).where(EscalationRow.acknowledged_at.is_(None))
        return len(session.scalars(wanted).all())


def test_alerts_of_one_instruction_are_one_until_taken_apart(leader: Site) -> None:
    number = twelve_of_one_instruction()

    folded = leader.get("/alerts").text
    first = leader.get(f"/alerts?instruction={number}").text
    (onward,) = re.findall(r'rel="next" href="([^"]+)"', first)

    assert folded.count("<article") == 1
    assert "1 cơ quan, 1 nội dung" in folded
    assert f'href="/alerts?instruction={number}"' in folded
    assert "Yêu cầu cả 12 giải trình" in folded
    assert first.count("<article") == 10
    assert leader.get(onward.replace("&amp;", "&")).text.count("<article") == 2


TOGETHER = {
    "seen": ({"act": "seen"}, 200, "Đã làm 12, không làm được 0."),
    "a date": ({"act": "date", "until": "09/01/2026"}, 200, "Đã làm 12"),
    "no date": ({"act": "date"}, 422, "chọn ngày"),
    "nothing": ({"act": "burn"}, 422, "chọn việc cần làm"),
}


@pytest.mark.parametrize(("sent", "status", "said"), TOGETHER.values(), ids=TOGETHER)
def test_alerts_of_one_instruction_are_decided_together(
    sent: dict[str, str], status: int, said: str, leader: Site, site: Site
) -> None:
    address = f"/alerts/of/{twelve_of_one_instruction()}"
    (upto,) = set(re.findall(r'name="upto" value="(\d+)"', leader.get("/alerts").text))

    early = leader.post(address, {"act": "seen", "upto": "0"})
    another = site.seen_by(OFFICE_HEAD).post(address, {"act": "seen", "upto": upto})
    between = open_alerts()
    answer = leader.post(address, {**sent, "upto": upto})

    assert (early.status_code, another.status_code, between) == (404, 404, 12)
    assert (answer.status_code, said in answer.text) == (status, True)
    empty = "Không có cảnh báo nào cần quyết định" in leader.get("/alerts").text
    assert empty == (status == 200)


def test_what_was_seen_meanwhile_is_said_on_the_page(leader: Site) -> None:
    address = f"/alerts/{row().id}/seen"
    leader.post(address)

    again = leader.post(address)

    assert again.status_code == 422
    assert "Cảnh báo này đã được tiếp nhận." in again.text
    assert "<h1>Cảnh báo cần ông/bà quyết định" in again.text
