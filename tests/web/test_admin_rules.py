"""The ladder, the working days and Zalo as the office's head sees and sets them."""

from __future__ import annotations

import re
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
    from httpx import Response
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


def days_of(site: Site) -> list[str]:
    text = site.get("/admin/calendar/export?as=csv").content.decode("utf-8-sig")
    return [line.strip() for line in text.splitlines()]


def test_a_span_is_one_version_and_a_mistaken_day_is_taken_back(head: Site) -> None:
    span = {"off": "2026-03-19", "off_to": "23/03/2026", "because": "Nghỉ bão"}
    before = days_of(head)
    kept = head.post("/admin/calendar", span)
    put = days_of(head)
    asked = head.get("/admin/calendar?year=2026&undo=2026-03-20").text
    undone = {"undo": "2026-03-20", "because": "Ghi nhầm"}
    shown = head.post("/admin/calendar/preview", undone)
    gone = head.post("/admin/calendar", undone)
    again = head.post("/admin/calendar", undone)
    page = head.get("/admin/calendar?year=2026").text

    assert (kept.status_code, shown.status_code, gone.status_code) == (303, 200, 303)
    assert [one for one in put if one not in before] == [
        "19/3/2026,nghỉ,Nghỉ bão",
        "20/3/2026,nghỉ,Nghỉ bão",
        "23/3/2026,nghỉ,Nghỉ bão",
    ]
    assert "20/3/2026,nghỉ,Nghỉ bão" not in days_of(head)
    assert 'value="2026-03-20"' in asked
    assert "undo=2026-03-19#doi" in page
    assert "undo=2026-03-20#doi" not in page
    assert "Lịch đổi lần 2" in page
    assert "shipped-1" not in page + asked
    assert "Ngày 20/3/2026 không phải ngày đã thêm" in again.text
    assert count(CalendarRow) == 2


def test_a_sheet_of_days_is_previewed_and_put_in_force(head: Site) -> None:
    why = {"because": "Quyết định"}

    def sent(rows: str) -> Response:
        sheet = {"sheet": ("a.csv", f"Ngày,Loại,Tên ngày\n{rows}")}
        return head.post(
            "/admin/calendar/import", {"because": "Quyết định"}, files=sheet
        )

    rows = "19/03/2026,Nghỉ,Giỗ Tổ sớm\n22/03/2026,làm bù,\n"
    shown = sent(rows)
    days = re.search(r'name="days" value="([^"]+)"', shown.text)
    assert days
    assert count(CalendarRow) == 0
    kept = head.post("/admin/calendar", why | {"days": days[1]})
    known = sent(rows)
    wrong = sent("19/03/2026,vui,\n,nghỉ,\n19/03/2026,nghỉ,x\n")

    assert kept.headers["location"] == "/admin/calendar?year=2026&said=calendar_set"
    assert {"19/3/2026,nghỉ,Giỗ Tổ sớm", "22/3/2026,làm bù,"} <= set(days_of(head))
    assert "đã có trong lịch" in known.text
    for words in (
        "Dòng 2, cột 2: loại",
        "Dòng 3, cột 1: phải là",
        "Dòng 4, cột 1: ngày này đã có",
    ):
        assert words in wrong.text
    broken = head.post("/admin/calendar", {"because": "x", "days": "2026-03-19"})
    assert "không còn nguyên" in broken.text


BAD_DAYS = {
    "a span backwards": ({"off_to": "2026-01-01"}, "không kết thúc trước"),
    "a span of years": ({"off_to": "2027-01-02"}, "tối đa 60 ngày"),
    "a day that was not added": ({"undo": "2026-03-19"}, "không phải ngày đã thêm"),
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
