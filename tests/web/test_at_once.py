"""Several rows at once: each done or refused by itself, and the page says which."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import pytest

from office import at_once, status
from office.rights import Role
from office.viewer import Viewer

if TYPE_CHECKING:
    from filled_office import Filled
    from site_client import Site

STP = Viewer(Role.CLERK, "Văn thư", "STP", "Sở Tư pháp", user=8)


def ticks(site: Site) -> list[str]:
    return re.findall(r'name="o" value="(\d+)"', site.get("/assignments").text)


def test_what_cannot_be_done_does_not_stop_the_rest(site: Site, filled: Filled) -> None:
    answer = site.post(
        "/assignments/at-once",
        {"act": "suspend", "reason": "chờ sắp xếp", "o": ticks(site), "back": "/x"},
    )
    after = site.get("/assignments", params={"phase": "suspended"}).text

    assert "Đã làm 2, không làm được 1." in answer.text
    assert filled.done in answer.text
    assert "Không thể tạm dừng" in answer.text
    assert filled.late in after


def hidden(page: str) -> dict[str, list[str]]:
    """Return the hidden fields of the form that does it."""
    page = page.partition('action="/assignments/at-once"')[2]
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page):
        found.setdefault(name, []).append(html.unescape(value))
    return found


def test_all_that_match_are_counted_before_anything_is_done(
    site: Site, filled: Filled
) -> None:
    form = {"act": "suspend", "reason": "chờ sáp nhập", "back": "/assignments?a=1&b=2"}
    link = "/assignments?agency=SNV&phase=returned"

    asked = site.post("/assignments/at-once", {**form, "filter": link})
    between = site.get("/assignments", params={"phase": "suspended"}).text
    fields = hidden(asked.text)
    done = site.post("/assignments/at-once", {**form, "o": fields["o"]})

    assert "1 dòng, 1 nhiệm vụ của 1 cơ quan" in asked.text
    assert fields["back"] == [form["back"]]
    assert filled.late in asked.text
    assert filled.late not in between
    assert "Đã làm 1, không làm được 0." in done.text


NOT_ALL = {
    "an act that is not undone": ({"act": "withdraw"}, "không làm với cả bộ lọc"),
    "a result nobody looked at": ({"act": "accept"}, "không làm với cả bộ lọc"),
    "no reason": ({"reason": ""}, "Phải nêu lý do"),
    "no date": ({"act": "set_due"}, "Hãy chọn ngày"),
    "nothing left": ({"filter": "/assignments?q=khongcogi"}, "Không có dòng nào"),
    "a filter that is none": ({"filter": "/assignments?from=x"}, "Không hiểu bộ lọc"),
    "too much": ({}, "quá nhiều dòng"),
}


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(("form", "said"), NOT_ALL.values(), ids=NOT_ALL)
def test_not_everything_is_done_to_all(
    form: dict[str, str], said: str, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(at_once, "MOST", 2)
    whole = {"act": "suspend", "reason": "x", "filter": "/assignments", **form}

    answer = site.post("/assignments/at-once", whole)

    assert answer.status_code == 422
    assert said in answer.text


def test_a_slip_loses_nothing(site: Site, filled: Filled) -> None:
    first, second, *_ = ticks(site)
    back = "/assignments?q=nv-2025&sort=due"
    form = {"act": "withdraw", "reason": "", "until": "2026-01-05"}

    answer = site.post(
        "/assignments/at-once", {**form, "o": [first, second], "back": back}
    )
    nothing = site.post("/assignments/at-once", {"act": "", "reason": "chờ"})

    shown = answer.text
    assert re.findall(r'name="o" value="(\d+)" checked', shown) == [first, second]
    assert '<option value="withdraw" selected>' in shown
    assert 'type="date" value="2026-01-05"' in shown
    assert f'name="back" value="{html.escape(back)}"' in shown
    assert '<option value="due" selected>' in shown
    assert f'href="/assignments/{filled.late}"' in shown
    assert 'value="chờ"' in nothing.text
    assert '<option value="">Chọn việc cần làm</option>' in nothing.text


OFFERED = {
    "a bit more than a page": (500, "Thực hiện với cả 4 dòng khớp bộ lọc"),
    "more than can be done": (3, "hãy lọc còn tối đa 3 dòng"),
}


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(("most", "said"), OFFERED.values(), ids=OFFERED)
def test_all_is_offered_where_there_is_more_than_a_page(
    most: int, said: str, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    one_page = site.get("/assignments").text
    monkeypatch.setattr(status, "PAGE", 3)
    monkeypatch.setattr(at_once, "MOST", most)

    assert "bộ lọc…" not in one_page
    assert "Đánh dấu tất cả 4 dòng trên trang này" in one_page
    assert said in site.get("/assignments").text


WRONG = {
    "no row": ({"act": "suspend", "reason": "x"}, "Hãy đánh dấu"),
    "no reason": ({"act": "withdraw", "o": "1"}, "Phải nêu lý do"),
    "no date": ({"act": "set_due", "o": "1", "reason": "x"}, "Hãy chọn ngày"),
    "no such act": ({"act": "issue", "o": "1", "reason": "x"}, "Hãy chọn việc"),
    "no day": (
        {"act": "set_due", "o": "1", "reason": "x", "until": "31/02/2026"},
        "Thời hạn không đúng",
    ),
}


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(("form", "said"), WRONG.values(), ids=WRONG)
def test_what_is_missing_is_said(form: dict[str, str], said: str, site: Site) -> None:
    answer = site.post("/assignments/at-once", form)

    assert answer.status_code == 422
    assert said in answer.text


@pytest.mark.usefixtures("filled")
def test_an_agency_has_no_ticks_and_no_such_form(site: Site) -> None:
    seen = site.seen_by(STP)

    assert ticks(seen) == []
    form = {"act": "suspend", "o": "1", "reason": "x"}
    assert seen.post("/assignments/at-once", form).status_code == 403


def test_withdrawing_says_first_that_nothing_brings_it_back(
    site: Site, filled: Filled
) -> None:
    form = {"act": "withdraw", "reason": "đã có văn bản khác", "o": ticks(site)}

    asked = site.post("/assignments/at-once", {**form, "back": "/assignments"})
    between = site.get("/assignments", params={"phase": "withdrawn"}).text
    done = site.post("/assignments/at-once", hidden(asked.text))

    assert f"Thu hồi {len(ticks(site))} dòng đã đánh dấu, của 3 nhiệm vụ" in asked.text
    assert "không lấy lại được" in asked.text
    assert filled.late not in between
    assert "Đã làm 2, không làm được 1." in done.text
    assert filled.late in site.get("/assignments", params={"phase": "withdrawn"}).text
