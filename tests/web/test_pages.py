"""Every page: what it shows, what it never does, and how it says what is wrong."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from filled_office import HOSTILE
from sqlalchemy import event

from runtime import clock
from store import engine

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from filled_office import Filled
    from site_client import Site

    from office.house import House

MOST_QUERIES = 13  # the rules in force are one of them
INLINE = re.compile(
    r"<script(?! src=)|<style|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE
)
OUTSIDE = re.compile(r"""(?:src|href|action)=["'](?:https?:)?//""", re.IGNORECASE)


def addresses(filled: Filled) -> dict[str, str]:
    return {
        "/": "/",
        "/assignments": "/assignments",
        "/assignments/{code}": f"/assignments/{filled.late}",
        "/directives/{number}": f"/directives/{filled.directive}",
        "/messages": "/messages",
        "/messages/{number}": f"/messages/{filled.message}",
        "/calendar": "/calendar?month=2025-12",
        "/healthz": "/healthz",
        "/readyz": "/readyz",
        "/static": "/static/namro.css",
        "/vendor": "/vendor/css/vendor/tabler.min.css",
        "/sign-in": "/sign-in",
        "/account": "/account",
    }


ROUTES = (
    "/",
    "/assignments",
    "/assignments/{code}",
    "/directives/{number}",
    "/messages",
    "/messages/{number}",
    "/calendar",
    "/healthz",
    "/readyz",
    "/static",
    "/vendor",
    "/sign-in",
    "/account",
)


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


@pytest.mark.parametrize("route", ROUTES)
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
    fields = re.findall(r"<(?:input|select|textarea)\b[^>]*>", text)
    shown = [field for field in fields if 'type="hidden"' not in field]
    return [f for f in shown if not named & set(re.findall(r' id="([^"]+)"', f))]


@pytest.mark.usefixtures("filled")
def test_pages_of_a_real_clock_have_no_banner(office: House, site: Site) -> None:
    clock.set_start(None)
    site.app.state.house = replace(office, virtual=False)

    assert "thời gian giả định" not in site.get("/").text


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
