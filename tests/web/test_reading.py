"""From a file to an issued document on the site: read, corrected, confirmed, issued."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import builders as b
import pytest
from printing import as_pdf
from small_documents import document
from sqlalchemy import event, func, select

from office.rights import Role
from office.viewer import Viewer
from store import engine
from store.engine import unit_of_work
from store.tables import (
    AssignmentRow,
    DirectiveRow,
    EventRow,
    InstructionRow,
    MessageRow,
    PolicyRow,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx
    from filled_office import Filled
    from site_client import Site

MOST_QUERIES = 12
INLINE = re.compile(r"<script(?! src=)|<style|\sstyle=|\son[a-z]+=", re.IGNORECASE)
ORDERS = document(
    "Chủ tịch UBND tỉnh yêu cầu:\n"
    "1. Sở Nội vụ:\n"
    "- Kiểm tra các cơ sở; báo cáo kết quả trước ngày 15/01/2026.\n"
    "- Tuyên truyền, phổ biến pháp luật đến người lao động.\n"
    "2. Sở Tư pháp: Rà soát văn bản quy phạm pháp luật.\n"
)
SECOND = Viewer(Role.OFFICER, "Chuyên viên khác", "VPUB", "Văn phòng", user=8)


@dataclass(frozen=True, slots=True)
class Desk:
    """A document that was taken in, and the site."""

    site: Site
    number: int

    def get(self, rest: str = "/reading") -> str:
        answer = self.site.get(f"/directives/{self.number}{rest}")
        assert answer.status_code == 200, answer.text
        return html.unescape(answer.text)

    def post(self, rest: str, **form: Any) -> httpx.Response:  # noqa: ANN401 - any field
        return self.site.post(f"/directives/{self.number}{rest}", form)

    def row(self) -> DirectiveRow:
        with unit_of_work() as session:
            return session.get_one(DirectiveRow, self.number)

    def order(self, path: str) -> InstructionRow:
        with unit_of_work() as session:
            return session.scalars(
                select(InstructionRow).where(
                    InstructionRow.directive_id == self.number,
                    InstructionRow.path == path,
                )
            ).one()


def taken(site: Site, data: bytes, name: str) -> Desk:
    answer = site.post("/directives", files=[("document", (name, data))])
    assert answer.status_code == 303, answer.text
    return Desk(site, int(answer.headers["location"].split("/")[2]))


@pytest.fixture
def desk(site: Site, filled: Filled) -> Desk:
    """Give a small document that was taken in."""
    assert filled.directive
    return taken(site, ORDERS.encode(), "chi-thi.txt")


def count(kind: type) -> int:
    with unit_of_work() as session:
        return session.scalar(select(func.count()).select_from(kind)) or 0


@pytest.fixture
def queries(filled: Filled) -> Iterator[list[str]]:
    """Write down what is asked of the database."""
    assert filled.late
    asked: list[str] = []

    def note(_c: object, _cu: object, statement: str, *_: object) -> None:
        asked.append(statement)

    event.listen(engine.engine(), "before_cursor_execute", note)
    yield asked
    event.remove(engine.engine(), "before_cursor_execute", note)


PAGES = {
    "reading": "/reading",
    "an order": "/reading?order=1.1",
    "who": "/reading?order=1.1&field=who",
    "what": "/reading?order=1.1&field=what",
    "deadline": "/reading?order=1.1&field=deadline",
    "responsibility": "/reading?order=1.1&field=responsibility",
    "result": "/reading?order=1.1&field=result",
    "header": "/reading?field=header",
    "no such order": "/reading?order=9.9&field=who",
    "no such field": "/reading?order=1.1&field=boss",
    "issue": "/issue",
}


def test_every_page_holds_to_the_rules(desk: Desk, queries: list[str]) -> None:
    for name, rest in PAGES.items():
        queries.clear()

        text = desk.get(rest)

        assert not INLINE.search(text), name
        assert text.count("<h1>") == 1, name
        assert len(queries) < MOST_QUERIES, (name, queries)
        named = set(re.findall(r'<label[^>]* for="([^"]+)"', text))
        fields = re.findall(
            r'<(?:input(?! type="hidden")|select|textarea)\b[^>]*>', text
        )
        assert [
            f for f in fields if not named & set(re.findall(r' id="([^"]+)"', f))
        ] == []


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


def test_faults_show_what_was_typed(desk: Desk) -> None:
    wrong = desk.post(
        "/reading/cell", order="1.1", field="deadline", kind="fixed", text="trước Tết"
    )
    assert wrong.status_code == 422
    assert "Thời hạn cố định phải có ngày" in wrong.text
    assert 'value="trước Tết"' in html.unescape(wrong.text)
    wrong = desk.post("/reading/header", issued_on="hôm qua", urgency="khan", title="X")
    assert wrong.status_code == 422
    assert 'value="hôm qua"' in html.unescape(wrong.text)
    wrong = desk.post("/reading/orders", act="add", words="không có")
    assert wrong.status_code == 422
    assert ">không có</textarea>" in html.unescape(wrong.text)
    wrong = desk.post("/reading/orders", act="split", order="1.1", at="x")
    assert "Hãy chọn chỗ tách" in html.unescape(wrong.text)
    assert desk.order("1.1").machine_reading is None


def test_the_header_is_marked_as_written_by_hand(desk: Desk) -> None:
    given = {
        "kind": "Chỉ thị", "number": "13", "symbol": "CT-UBND", "issuer": "UBND tỉnh",
        "issued_on": "2025-12-30", "title": "về cải cách", "urgency": "khan",
    }  # fmt: skip
    assert desk.post("/reading/header", **given).status_code == 303

    row = desk.row()
    assert (row.number, row.urgency, row.issued_on_by_hand) == ("13", "khan", True)
    text = desk.get()
    assert text.count("sửa tay</span>") == 3
    assert "ngày do Văn phòng nhập" in desk.get("/issue")


def test_agencies_are_found_without_accents_and_chosen(desk: Desk) -> None:
    found = desk.post(
        "/reading/agencies", order="1.1", act="find", find="do & o", other="UB1"
    )
    shown = html.unescape(found.text)
    assert found.status_code == 200
    assert "1 cơ quan khớp" in shown
    assert re.search(r'<li data-words="Đô & Ơ UB1">.* checked', shown)
    assert '<li hidden data-words="Sở Tư pháp STP">' in shown

    form = {"order": "1.1", "phrase": "Sở Nội vụ", "member": "SNV", "other": "STP"}
    assert desk.post("/reading/agencies", **form).status_code == 303
    assert desk.order("1.1").agency_codes == ["SNV", "STP"]


def test_orders_are_cut_joined_dropped_and_added(desk: Desk) -> None:
    at = re.search(
        r'name="at" value="(\d+)"', desk.get("/reading?order=1.1&field=what")
    )
    assert at
    assert (
        desk.post("/reading/orders", act="split", order="1.1", at=at[1]).status_code
        == 303
    )
    assert desk.order("1.1 (2)").text.startswith("báo cáo kết quả")
    desk.post("/reading/orders", act="merge", order="1.1", following="1.1 (2)")
    assert desk.order("1.1 (2)").generic
    desk.post("/reading/orders", act="drop", order="1.2")
    assert desk.order("1.2").generic
    desk.post("/reading/orders", act="restore", order="1.2")
    assert not desk.order("1.2").generic
    desk.post("/reading/orders", act="add", words="phổ biến pháp luật")
    assert "thêm tay" in desk.get()
    assert desk.post("/reading/orders", act="burn", order="1.2").status_code == 404


def test_a_confirmed_reading_is_opened_again(desk: Desk) -> None:
    desk.post("/confirm")
    assert desk.post("/reading/orders", act="drop", order="1.1").status_code == 422
    assert desk.post("/reopen").status_code == 303
    assert desk.row().stage == "received"
    assert desk.post("/reading/orders", act="drop", order="1.1").status_code == 303
    assert desk.post("/reopen").status_code == 409


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


def test_a_pdf_shows_its_pages_with_the_words_framed(
    site: Site, filled: Filled
) -> None:
    assert filled.directive
    desk = taken(site, as_pdf(), "cong-van.pdf")

    text = desk.get("/reading?order=1.3&field=deadline")

    assert 'class="frame f-deadline"' in text
    page = re.search(r'<img src="(/directives/\d+/pages/\d+)"', text)
    assert page
    picture = site.get(page[1])
    assert picture.headers["content-type"] == "image/png"
    assert picture.headers["cache-control"].startswith("private")
    assert picture.content.startswith(b"\x89PNG")
    for rest in ("0", "99", "x"):
        assert site.get(f"/directives/{desk.number}/pages/{rest}").status_code == 404
    clerk = Viewer(Role.CLERK, "Văn thư", "STP", "Sở Tư pháp", user=9)
    assert site.seen_by(clerk).get(page[1]).status_code == 403


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


def test_what_was_changed_is_told_with_who_changed_it(desk: Desk) -> None:
    desk.post("/reading/orders", act="drop", order="1.2")

    with unit_of_work() as session:
        acts = session.execute(
            select(EventRow.act, EventRow.actor)
            .where(EventRow.aggregate_id == str(desk.number))
            .order_by(EventRow.seq)
        ).all()
    assert [tuple(one) for one in acts] == [
        ("receive", "office#7"),
        ("correct", "office#7"),
    ]
    text = desk.get()
    assert "sửa kết quả đọc" in text
    assert "Mục 1.2: khác bản máy đọc ở việc có giao hay không" in text
