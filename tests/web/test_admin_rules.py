"""The ladder, the working days and Zalo as the office's head sees and sets them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml
from sqlalchemy import func, select

from office import ruling
from office.rights import Role
from office.viewer import Viewer
from store.engine import unit_of_work
from store.tables import CalendarRow, EventRow, PolicyRow
from web.ladders import on_screen

if TYPE_CHECKING:
    from filled_office import Filled
    from site_client import Site

DAYS = {"off": "2026-01-02", "working": "2026-01-10", "because": "Hoán đổi"}


@pytest.fixture
def head(site: Site, filled: Filled) -> Site:
    """Give the site as the head of the office sees it."""
    del filled
    return site.seen_by(Viewer(Role.OFFICE_HEAD, "Chánh Văn phòng", "VPUB", user=7))


def count(what: type[CalendarRow | PolicyRow | EventRow]) -> int:
    with unit_of_work() as session:
        return session.scalar(select(func.count()).select_from(what)) or 0


def ladder(site: Site, **changes: object) -> str:
    _, document = ruling.policy_of_version(None, house=site.app.state.house)
    return yaml.safe_dump(
        {**document, "version": "thu-2", **changes}, allow_unicode=True, sort_keys=False
    )


def test_a_ladder_is_checked_compared_and_put_in_force(head: Site) -> None:
    text = ladder(head)
    before = count(EventRow)
    checked = head.post("/admin/policy/check", {"text": text})
    compared = head.post("/admin/policy/check", {"text": text, "action": "compare"})

    assert count(EventRow) == before
    assert "không thấy lỗi nào" in checked.text
    assert 'formaction="/admin/policy"' in checked.text
    assert "So với quá khứ" in compared.text
    assert head.post("/admin/policy", {"text": text}).status_code == 303
    again = head.post("/admin/policy", {"text": text})
    assert (again.status_code, "đã có" in again.text) == (422, True)
    assert 'href="/admin/policy/thu-2"' in head.get("/admin/policy").text
    assert "10 ngày làm việc trước hạn" in head.get("/admin/policy/default-1").text
    assert head.get("/admin/policy/khong-co").status_code == 404
    assert "version: thu-2" in head.get("/admin/policy/new").text


WRONG = {
    "nothing": (lambda _: "", "Hãy dán hoặc gõ"),
    "no YAML": (lambda _: "a: [", "Dòng 1"),
    "no version": (lambda s: ladder(s, version="Ồ!"), "mục version"),
    "a stranger": (lambda s: ladder(s, la="x"), "mục la: không có mục nào"),
    "two at once": (
        lambda s: ladder(s).replace("working_days: -3", "working_days: -10"),
        "hai mốc cùng ở -10",
    ),
}


@pytest.mark.parametrize(("made", "said"), WRONG.values(), ids=WRONG)
def test_a_wrong_ladder_is_told_by_its_line(
    made: object, said: str, head: Site
) -> None:
    text = made(head)  # type: ignore[operator]
    answer = head.post("/admin/policy/check", {"text": text})

    assert answer.status_code == 422
    assert said in answer.text
    assert head.post("/admin/policy", {"text": text}).status_code == 422
    assert count(PolicyRow) == 0


SAID = {
    "a height": (
        ":12:5: ladders.due.3: T+5 tells head, though T+3 has told chairman before",
        (
            "Dòng 12, cột 5, mục ladders.due.3: T+5 báo head, trong khi T+3 đã báo"
            " cấp cao hơn (chairman) trước đó."
        ),
    ),
    "anything else": (
        ":1:3: mapping values are not allowed here",
        "Dòng 1, cột 3: không đúng cú pháp YAML; hãy xem dấu cách và dấu hai chấm.",
    ),
}


@pytest.mark.parametrize(("english", "said"), SAID.values(), ids=SAID)
def test_a_sentence_of_the_reader_is_said_in_vietnamese(
    english: str, said: str
) -> None:
    assert on_screen(english) == said


def test_a_calendar_is_previewed_and_put_in_force(head: Site) -> None:
    shown = head.post("/admin/calendar/preview", DAYS)
    assert count(CalendarRow) == 0
    kept = head.post("/admin/calendar", DAYS)
    page = head.get("/admin/calendar?year=2026").text

    assert "nghĩa vụ đang mở có ngày khác" in shown.text
    assert 'value="2026-01-10"' in shown.text
    assert kept.headers["location"] == "/admin/calendar?year=2026&said=calendar_set"
    assert count(CalendarRow) == 1
    assert "Hoán đổi" in page
    assert "làm bù" in page
    assert head.post("/admin/calendar", DAYS).status_code == 422


BAD_DAYS = {
    "none": ({"off": "", "working": ""}, "Hãy ghi ngày nghỉ"),
    "no reason": ({"because": ""}, "lý do"),
    "both": ({"working": "2026-01-02"}, "vừa nghỉ vừa làm bù"),
    "no day": ({"off": "31/02/2026"}, "Ngày không đúng"),
    "far away": ({"off": "9999-12-31"}, "từ năm 2020"),
}


@pytest.mark.parametrize(("change", "said"), BAD_DAYS.values(), ids=BAD_DAYS)
def test_a_wrong_day_is_told(change: dict[str, str], said: str, head: Site) -> None:
    for address in ("/admin/calendar/preview", "/admin/calendar"):
        answer = head.post(address, DAYS | change)

        assert answer.status_code == 422
        assert said in answer.text
    assert count(CalendarRow) == 0


def test_zalo_says_how_it_stands_and_how_to_log_in(head: Site) -> None:
    text = head.get("/admin/zalo").text

    assert "namro zalo login" in text
    assert "Hạn mức ZNS trong ngày" in text
    assert head.get("/admin/calendar?year=9999").status_code == 409
