"""From a reading to an issued document on the site: confirmed, opened again, issued."""

from __future__ import annotations

import html
from dataclasses import replace
from typing import TYPE_CHECKING

import builders as b
import pytest
from reading_desk import ORDERS, Desk, taken
from sqlalchemy import func, select

from office.rights import Role
from office.viewer import Viewer
from store.engine import unit_of_work
from store.tables import AssignmentRow, DirectiveRow, MessageRow, PolicyRow

if TYPE_CHECKING:
    from filled_office import Filled
    from site_client import Site

SECOND = Viewer(Role.OFFICER, "Chuyên viên khác", "VPUB", "Văn phòng", user=8)


@pytest.fixture
def desk(site: Site, filled: Filled) -> Desk:
    """Give a small document that was taken in."""
    assert filled.directive
    return taken(site, ORDERS.encode(), "chi-thi.txt")


def count(kind: type) -> int:
    with unit_of_work() as session:
        return session.scalar(select(func.count()).select_from(kind)) or 0


def test_a_document_is_corrected_confirmed_and_issued(desk: Desk) -> None:
    before = count(MessageRow), count(AssignmentRow)

    saved = desk.post(
        "/reading/cell", order="1.1", field="result",
        expected_result="Báo cáo", report_to="Sở Tư pháp",
    )  # fmt: skip
    assert saved.headers["location"].endswith("?order=1.1&said=corrected#chon")
    assert desk.order("1.1").reading["report_to"] == "Sở Tư pháp"
    assert desk.order("1.1").machine_reading is not None
    text = desk.get()
    assert "đã sửa tay" in text
    assert "Máy đọc:" in text

    seen = desk.get("/issue")
    assert "Bước 1" in seen
    assert "Sở Tư pháp" in seen
    assert "14/01/2026 <span" in seen  # "trước ngày" allows the day before
    assert desk.post("/confirm").status_code == 303
    assert "Bước 2" in desk.get("/issue")
    assert desk.site.get(f"/directives/{desk.number}/reading").status_code == 303
    assert (count(MessageRow), count(AssignmentRow)) == before

    assert desk.post("/issue").status_code == 303

    assert desk.row().stage == "issued"
    assert count(AssignmentRow) == before[1] + 3
    assert count(MessageRow) == before[0] + 2
    assert desk.site.get(f"/directives/{desk.number}").status_code == 200
    done = desk.site.get(f"/directives/{desk.number}/issue?said=directive_issued")
    where = f"/directives/{desk.number}?said=directive_issued"
    assert (done.status_code, done.headers["location"]) == (303, where)
    again = desk.post("/issue")
    assert again.status_code == 422
    assert "Văn bản này đã ban hành" in again.text


def test_a_confirmed_reading_is_opened_again(desk: Desk) -> None:
    desk.post("/confirm")
    assert desk.post("/reading/orders", act="drop", order="1.1").status_code == 422
    assert desk.post("/reopen").status_code == 303
    assert desk.row().stage == "received"
    assert desk.post("/reading/orders", act="drop", order="1.1").status_code == 303
    assert desk.post("/reopen").status_code == 409


def test_the_day_that_is_typed_can_be_looked_at_first(
    site: Site, filled: Filled
) -> None:
    assert filled.directive
    monthly = ORDERS.replace(
        "kết quả trước ngày 15/01/2026", "trước ngày 10 hằng tháng"
    )
    blank = monthly.replace("ngày 05 tháng 11 năm 2025", "ngày    tháng 11 năm 2025")
    desk = taken(site, blank.encode(), "chi-thi.txt")
    desk.post("/confirm")
    assert "09/01/2026" in desk.get("/issue")

    looked = desk.post("/issue", act="look", issued_on="2025-11-05")

    assert looked.status_code == 200
    seen = html.unescape(looked.text)
    assert 'value="2025-11-05"' in seen
    assert "09/11/2025" in seen
    assert "1 nội dung đã quá hạn ngay khi giao." in seen
    assert "đã quá hạn</span>" in seen
    assert desk.row().stage == "confirmed"
    assert desk.post("/issue", act="look", issued_on="hôm qua").status_code == 422


@pytest.mark.parametrize("another", [False, True])
def test_the_policy_may_ask_for_another_officer(another: bool, desk: Desk) -> None:
    with unit_of_work() as session:
        policy = {
            "version": "two-officers",
            "another_confirms": another,
            "ladders": {
                "due": [{"working_days": 1, "tell": "head", "because": "quá hạn"}]
            },
        }
        row = PolicyRow(
            version="two-officers", n=1, document=policy, set_at=b.ISSUED_AT
        )
        b.keep(session, "policy", "two-officers", row)

    assert ("một chuyên viên khác phải xác nhận" in desk.get("/issue")) is another
    own = desk.post("/confirm")
    assert own.status_code == (422 if another else 303)
    if another:
        assert "hãy nhờ một chuyên viên khác" in html.unescape(own.text)
        second = replace(desk, site=desk.site.seen_by(SECOND))
        second.post("/reading/orders", act="drop", order="1.2")
        assert second.post("/confirm").status_code == 422  # he read it last now
        assert desk.post("/confirm").status_code == 303


def test_the_work_of_an_earlier_document_is_asked_about(
    site: Site, filled: Filled
) -> None:
    with unit_of_work() as session:
        row = session.get_one(DirectiveRow, filled.directive)
        row.number = "99"
        b.keep(session, "directive", row.id, row)
    body = ORDERS.replace(
        "Chủ tịch UBND tỉnh yêu cầu:",
        "Chỉ thị này thay thế Công văn số 99/UBND-VX ngày 20/8/2025.\n"
        "Chủ tịch UBND tỉnh yêu cầu:",
    )
    desk = taken(site, body.encode(), "moi.txt")
    assert "Xác nhận xong sẽ hỏi" in desk.get("/issue")
    desk.post("/confirm")
    assert "xử lý thế nào" in desk.get("/issue")

    form = {"earlier": str(filled.directive)}
    assert desk.post("/amended", **form, act="burn").status_code == 422
    assert desk.post("/amended", **form, act="move").status_code == 422
    assert desk.post("/amended", earlier="1", act="keep").status_code == 404
    assert desk.post("/amended", **form, act="keep").status_code == 303

    assert "xử lý thế nào" not in desk.get("/issue")
