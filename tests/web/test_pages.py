"""Every page: what it shows, what it never does, and how it says what is wrong."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from filled_office import HOSTILE
from sqlalchemy import event

from office import status
from runtime import clock
from store import engine, migrate
from web.access import READERS
from web.app import create_app

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from filled_office import Filled
    from site_client import Site

    from office.house import House

MOST_QUERIES = 12
INLINE = re.compile(r"<script|<style|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE)
OUTSIDE = re.compile(r"""(?:src|href|action)=["'](?:https?:)?//""", re.IGNORECASE)


def addresses(filled: Filled) -> dict[str, str]:
    return {
        "/": "/",
        "/assignments": "/assignments",
        "/assignments/{code}": f"/assignments/{filled.late}",
        "/directives/{number}": f"/directives/{filled.directive}",
        "/messages/{number}": f"/messages/{filled.message}",
        "/healthz": "/healthz",
        "/readyz": "/readyz",
        "/static": "/static/namro.css",
        "/vendor": "/vendor/css/vendor/tabler.min.css",
    }


@pytest.fixture
def queries(filled: Filled) -> Iterator[list[str]]:
    """Write down what is asked of the filled database."""
    assert filled.late
    asked: list[str] = []

    def note(_c: object, _cu: object, statement: str, *_: object) -> None:
        asked.append(statement)

    event.listen(engine.engine(), "before_cursor_execute", note)
    yield asked
    event.remove(engine.engine(), "before_cursor_execute", note)


def test_every_route_is_in_the_table_of_readers(office: House) -> None:
    paths = {getattr(route, "path", "") for route in _routes(create_app(office))}

    assert paths == set(READERS)


def _routes(app: object) -> Iterator[object]:
    for route in getattr(app, "routes", ()):
        inner = getattr(getattr(route, "original_router", None), "routes", None)
        if inner is None:
            yield route
        else:
            yield from inner


@pytest.mark.usefixtures("filled")
def test_a_route_that_the_table_forgot_is_refused(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(READERS, "/assignments")

    assert site.get("/assignments").status_code == 403


@pytest.mark.parametrize("route", READERS)
def test_every_page_opens_and_holds_to_the_rules(
    route: str, site: Site, filled: Filled, queries: list[str]
) -> None:
    answer = site.get(addresses(filled)[route])

    assert answer.status_code == 200
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert len(queries) <= MOST_QUERIES
    if "html" in answer.headers["content-type"]:
        assert not INLINE.search(answer.text.replace(_escaped(HOSTILE), ""))
        assert not OUTSIDE.search(answer.text)
        assert HOSTILE not in answer.text
        assert '<html lang="vi">' in answer.text
        assert answer.text.count("<h1>") == 1
        assert 'href="#noi-dung"' in answer.text
        assert "Dữ liệu tính đến ngày <strong>31/12/2025" in answer.text
        assert _unlabelled(answer.text) == []


def _escaped(text: str) -> str:
    return text.replace("<", "&lt;").replace(">", "&gt;").replace("'", "&#39;")


def _unlabelled(text: str) -> list[str]:
    """Return the form fields that no label names."""
    named = set(re.findall(r'<label[^>]* for="([^"]+)"', text))
    fields = re.findall(r"<(?:input|select)\b[^>]*>", text)
    shown = [field for field in fields if 'type="hidden"' not in field]
    return [f for f in shown if not named & set(re.findall(r' id="([^"]+)"', f))]


@pytest.mark.usefixtures("filled")
def test_pages_of_a_real_clock_have_no_banner(office: House, site: Site) -> None:
    clock.set_start(None)
    site.app.state.house = replace(office, virtual=False)

    assert "thời gian giả định" not in site.get("/").text


@pytest.mark.usefixtures("filled")
def test_the_status_page_shows_figures_that_lead_to_their_rows(
    site: Site, office: House
) -> None:
    text = site.get("/").text

    figures = re.findall(
        r'href="/assignments\?figure=(\w+)"[^>]*><span class="n">([\d.]+)</span>', text
    )
    assert dict(figures)["assigned"] == "4"
    assert dict(figures)["doing_overdue"] == "1"
    for group, n in figures:
        listed = site.get("/assignments", params={"figure": group}).text
        rows = re.findall(r'class="code" href="/assignments/', listed)
        assert len(rows) == int(n), group
    assert "Chủ tịch UBND tỉnh" in text
    assert "quá hạn 13 ngày làm việc" in text
    assert "xin thêm 10 ngày" in text
    assert "số …/UBND-VX" in text
    assert office.office_name in text


FILTERS = {
    "agency": ({"agency": "STP"}, "done"),
    "phase": ({"phase": "accepted"}, "done"),
    "timeliness": ({"timeliness": "on_time"}, "done"),
    "figure": ({"figure": "done_on_time"}, "done"),
    "words without accents": ({"q": "tu phap"}, "done"),
    "a name with đ and ơ": ({"q": "do o"}, "undated"),
    "part of a code": ({"q": "nv-2025", "phase": "accepted"}, "done"),
    "blank filters": ({"agency": "", "phase": "accepted", "q": " "}, "done"),
}


@pytest.mark.parametrize(("params", "wanted"), FILTERS.values(), ids=FILTERS)
def test_filters_live_in_the_address(
    params: dict[str, str], wanted: str, site: Site, filled: Filled
) -> None:
    for page in ("/", "/assignments"):
        text = site.get(page, params=params).text
        listed = text[text.index('role="search"') :]
        codes = re.findall(r'class="code" href="/assignments/([^"]+)"', listed)

        assert codes == [getattr(filled, wanted)]


BAD = {
    "a phase that is none": {"phase": "xong"},
    "a timeliness that is none": {"timeliness": "soon"},
    "a figure that is none": {"figure": "all"},
    "a directive that is no number": {"directive": "1 OR 1=1"},
    "a number too large": {"directive": "9" * 30},
    "a place that is none": {"after": "0.2025-99-99.1"},
    "a control character": {"q": "a\x00b"},
    "a very long word": {"q": "x" * 500},
}


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("params", BAD.values(), ids=BAD)
def test_a_bad_filter_is_said_on_the_page(params: dict[str, str], site: Site) -> None:
    answer = site.get("/assignments", params=params)

    assert answer.status_code == 422
    assert "Không hiểu giá trị của bộ lọc" in answer.text
    assert 'role="search"' in answer.text


def test_pages_of_a_list_follow_each_other_both_ways(
    site: Site, filled: Filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(status, "PAGE", 1)
    seen, back, address = [], [""], "/assignments"
    for _ in range(4):
        text = site.get(address).text
        seen += re.findall(r'class="code" href="/assignments/([^"]+)"', text)
        back = re.findall(r'rel="prev" href="([^#"]+)', text)
        onward = re.findall(r'rel="next" href="([^#"]+)', text)
        address = onward[0] if onward else ""
    earlier = site.get(back[0]).text

    assert len(seen) == 4
    assert seen[0] == filled.late
    assert address == ""
    assert seen[2] in earlier


def test_one_assignment_tells_everything(site: Site, filled: Filled) -> None:
    text = site.get(f"/assignments/{filled.late}").text

    assert '<mark class="m-what m-deadline ">trước ngày 15/12/2025</mark>' in text
    assert (
        "không gồm chính ngày đó: được làm đến hết ngày 14/12/2025 (Chủ nhật)" in text
    )
    assert "Ngày làm việc cuối cùng là 12/12/2025 (thứ Sáu)" in text
    assert "đã quá hạn 13 ngày làm việc" in text
    for words in (
        "Tổng hợp xong ngày nào?",
        "thiếu số liệu",
        "12/BC-SNV",
        "2,4 MB",
        "cần thêm số liệu",
        "đã quá hạn",
        "Báo cáo tiếp: Báo cáo gửi Bộ",
        "T+10",
        "quá hạn 10 ngày làm việc",
        "Chịu trách nhiệm đến đâu (rõ trách nhiệm)?",
        f'href="/messages/{filled.message}"',
        "Sở Nội vụ",
    ):
        assert words in text


def test_a_source_that_is_gone_leaves_the_words_of_the_instruction(
    site: Site, filled: Filled, tmp_path: Path
) -> None:
    for kept in (tmp_path / "files").glob("*/*"):
        kept.unlink()

    text = site.get(f"/assignments/{filled.late}").text

    assert "Không còn bản chữ của văn bản gốc" in text
    assert site.get(f"/directives/{filled.directive}").status_code == 200


def test_a_message_is_shown_as_text(site: Site, filled: Filled) -> None:
    text = site.get(f"/messages/{filled.message}").text

    assert f"Kính gửi {_escaped(HOSTILE)}" in text
    assert "451 try later" in text
    assert "tạm thời chưa gửi được" in text


MISSING = ["/assignments/NV-2025-999999", "/assignments/x", "/directives/999999999"]
MISSING += ["/directives/" + "9" * 40, "/messages/1x", "/messages/0", "/nowhere"]
MISSING += ["/static/none.css", "/assignments/NV-2025-%00"]


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("address", MISSING)
def test_what_is_not_there_is_said_in_a_page(address: str, site: Site) -> None:
    answer = site.get(address)

    assert answer.status_code == 404
    assert "Không tìm thấy" in answer.text
    assert "default-src 'self'" in answer.headers["content-security-policy"]


def test_nothing_can_be_written(site: Site, filled: Filled) -> None:
    answer = site.ask("POST", f"/assignments/{filled.late}")

    assert answer.status_code == 405
    assert "Trang này chỉ để xem" in answer.text


@pytest.mark.usefixtures("filled")
def test_an_error_of_the_program_is_a_page_without_its_words(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**_: object) -> None:
        raise RuntimeError("secret")

    monkeypatch.setattr(status, "overview", fail)
    answer = site.get("/")

    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "Có lỗi trong chương trình" in answer.text
    assert "default-src 'self'" in answer.headers["content-security-policy"]


def test_a_database_that_is_down_is_a_page(site: Site) -> None:
    engine.bind("postgresql://namro:hunter2@127.0.0.1:1/x")
    page, ready = site.get("/"), site.get("/readyz")
    alive = site.get("/healthz")
    engine.release()

    assert (page.status_code, ready.status_code, alive.status_code) == (503, 503, 200)
    assert "Cơ sở dữ liệu không trả lời" in page.text
    assert "hunter2" not in page.text + ready.text
    assert ready.text.count("\n") == 1
    assert "does not answer" in ready.text


@pytest.mark.usefixtures("filled")
def test_a_schema_that_is_behind_is_not_ready(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrate, "head", lambda: "9999")
    answer = site.get("/readyz")

    assert answer.status_code == 503
    assert "namro db upgrade" in answer.text


@pytest.mark.usefixtures("database")
def test_an_empty_office_says_how_to_begin(site: Site) -> None:
    answer = site.get("/")

    assert answer.status_code == 200
    assert "Chưa có nhiệm vụ nào" in answer.text
