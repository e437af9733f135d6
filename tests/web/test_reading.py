"""The reading screen: what it shows, and what is corrected on it."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import pytest
from printing import as_pdf
from reading_desk import ORDERS, Desk, taken
from sqlalchemy import event, select

from office.rights import Role
from office.viewer import Viewer
from store import engine
from store.engine import unit_of_work
from store.tables import EventRow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from filled_office import Filled
    from site_client import Site

MOST_QUERIES = 12
INLINE = re.compile(r"<script(?! src=)|<style|\sstyle=|\son[a-z]+=", re.IGNORECASE)


@pytest.fixture
def desk(site: Site, filled: Filled) -> Desk:
    """Give a small document that was taken in."""
    assert filled.directive
    return taken(site, ORDERS.encode(), "chi-thi.txt")


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
        if rest != "/issue":
            assert '<a href="#chua-ro">' in text, name
            assert text.count('id="chua-ro"') == 1, name
        else:
            assert f'<a href="/directives/{desk.number}/reading#chua-ro">' in text
        assert len(queries) < MOST_QUERIES, (name, queries)
        named = set(re.findall(r'<label[^>]* for="([^"]+)"', text))
        fields = re.findall(
            r'<(?:input(?! type="hidden")|select|textarea)\b[^>]*>', text
        )
        assert [
            f for f in fields if not named & set(re.findall(r' id="([^"]+)"', f))
        ] == []


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


def test_the_words_of_an_order_are_corrected_in_their_cell(desk: Desk) -> None:
    wrong = desk.post("/reading/cell", order="1.2", field="what", text=" ")
    assert wrong.status_code == 422
    assert "không được để trống" in html.unescape(wrong.text)

    fixed = "Tuyên truyền pháp luật đến người lao động."
    saved = desk.post("/reading/cell", order="1.2", field="what", text=fixed)

    assert saved.status_code == 303
    assert desk.order("1.2").text == fixed
    text = desk.get()
    assert f'<span class="fact">{fixed}</span>' in text
    assert "Máy đọc: Tuyên truyền, phổ biến pháp luật" in text
    assert "Mục 1.2: khác bản máy đọc ở lời văn" in text
