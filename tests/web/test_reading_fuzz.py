"""Forms of the reading screen filled in with anything: a sentence, and no 500."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_documents import document
from sqlalchemy import func, select

from store.engine import unit_of_work
from store.tables import EventRow

if TYPE_CHECKING:
    from filled_office import Filled
    from site_client import Site

BODY = (
    "Chủ tịch UBND tỉnh yêu cầu:\n"
    "1. Sở Nội vụ:\n"
    "- Kiểm tra các cơ sở; báo cáo kết quả trước ngày 15/01/2026.\n"
    "- Tuyên truyền, phổ biến pháp luật.\n"
)
PATHS = ("1.1", "1.2", "1.1 (2)", "T.1", "close", "9.9", "", "\x00")
VALUES = (
    "", "0", "-1", "99", "9" * 30, "fixed", "relative", "recurring", "none", "lead",
    "2026-01-31", "2026-02-30", "0001-01-01", "9999-12-31", "08:00", "25:99", "month",
    "working_day", "1", "12", "32", "hoa_toc", "SNV", "STP", "Sở Nội vụ", "Sở X",
    "báo cáo kết quả", "Kiểm tra", "\x00", "\ud7ff", "<b>", "%s", "x" * 6_000, "who",
    "find", "split", "merge", "drop", "restore", "add", "withdraw", "move", "keep",
)  # fmt: skip
NAMES = (
    "kind", "text", "date", "time", "exclusive", "last_day", "every", "day", "anchor",
    "amount", "unit", "more", "role", "accountable", "coordinating", "report_to",
    "expected_result", "phrase", "member", "other", "find", "act", "at", "following",
    "words", "number", "symbol", "issued_on", "urgency", "title", "earlier", "until",
    "add", "reason",
)  # fmt: skip
POSTED = (
    "/reading/cell", "/reading/cell", "/reading/agencies", "/reading/header",
    "/reading/orders", "/reading/orders", "/amended", "/reopen", "/issue",
)  # fmt: skip

forms = st.fixed_dictionaries(
    {
        "order": st.sampled_from(PATHS),
        "field": st.sampled_from(("deadline", "responsibility", "result", "who", "x")),
    },
    optional={
        name: st.one_of(
            st.sampled_from(VALUES),
            st.lists(st.sampled_from(VALUES), max_size=2),
            st.text(max_size=20),
        )
        for name in NAMES
    },
)


def events() -> int:
    with unit_of_work() as session:
        return session.scalar(select(func.count()).select_from(EventRow)) or 0


def tried(count: int, site: Site) -> None:
    sent = document(BODY).encode()
    taken = site.post("/directives", files=[("document", ("a.txt", sent))])
    base = taken.headers["location"].split("/reading")[0]

    @settings(
        max_examples=count,
        deadline=None,
        database=None,
        suppress_health_check=[*HealthCheck],
    )
    @given(st.sampled_from(POSTED), forms)
    def one(rest: str, form: dict[str, str]) -> None:
        before = events()
        answer = site.post(f"{base}{rest}", form)
        told = (rest, form, answer.status_code)
        assert answer.status_code < 500, told
        if answer.status_code >= 400:
            assert events() == before, told
            assert '<main id="noi-dung"' in answer.text, told
        shown = site.get(
            f"{base}/reading", params={"order": form["order"], "field": form["field"]}
        )
        assert shown.status_code == 200, (told, shown.text)

    one()
    assert site.get(f"{base}/issue").status_code == 200


def test_the_forms_take_anything(site: Site, filled: Filled) -> None:
    assert filled.directive
    tried(40, site)


@pytest.mark.long
def test_the_forms_take_anything_many_times(site: Site, filled: Filled) -> None:
    assert filled.directive
    tried(2_000, site)
