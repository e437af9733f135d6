"""The main stories of the three people in a real browser, with what they press."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from browsing import visitor
from model_office import at
from printing import as_pdf
from town import PEOPLE, escalate

from office.rights import Role
from runtime import clock

if TYPE_CHECKING:
    from pathlib import Path

    from browsing import Visitor
    from playwright.sync_api import Browser
    from town import Town

pytestmark = pytest.mark.xdist_group("browser")
DESK, PHONE = False, True
AT_A_DESK = pytest.param(DESK, marks=pytest.mark.long, id="at a desk")
ON_A_PHONE = pytest.param(PHONE, marks=pytest.mark.long, id="on a phone")


@pytest.mark.parametrize("phone", [pytest.param(PHONE, id="on a phone"), AT_A_DESK])
def test_an_agency_answers_by_the_link_in_four_taps(
    phone: bool, chromium: Browser, town: Town, tmp_path: Path
) -> None:
    directive = town.issued()
    clock.set_start(at("2025-08-21"))
    report = tmp_path / "Báo cáo.pdf"
    report.write_bytes(b"%PDF-1.7 bao cao")
    with visitor(chromium, town.base, phone=phone) as clerk:
        clerk.go(town.link(directive))  # the first tap: on the link in the mail
        clerk.taps += 1
        clerk.tap("Tiếp nhận văn bản này")
        assert clerk.says("Đã tiếp nhận")
        clerk.page.get_by_label("Tệp báo cáo").set_input_files(report)
        clerk.taps += 1
        assert faults(clerk) == []
        clerk.tap("Gửi báo cáo")
        clerk.page.get_by_text("kết quả đang chờ duyệt").wait_for()

        assert clerk.taps <= 4
        assert clerk.errors == []


@pytest.mark.parametrize("phone", [AT_A_DESK, ON_A_PHONE])
def test_a_refusal_or_a_broken_line_says_so_and_keeps_the_form(
    phone: bool, chromium: Browser, town: Town, tmp_path: Path
) -> None:
    directive = town.issued()
    clock.set_start(at("2025-08-21"))
    report = tmp_path / "Báo cáo.pdf"
    report.write_bytes(b"%PDF-1.7 bao cao")
    with visitor(chromium, town.base, phone=phone) as clerk:
        clerk.sign_in(PEOPLE[Role.CLERK][0])
        clerk.go(f"/answer/{directive}")
        field = clerk.page.get_by_label("Kết quả của").first
        field.fill("Đã kiểm tra 12 đơn vị")
        clerk.tap("Gửi báo cáo")
        clerk.page.locator(".progress-line", has_text="Cần tệp minh chứng").wait_for()
        clerk.page.get_by_label("Tệp báo cáo").set_input_files(report)
        clerk.page.route("**/submit", lambda route: route.abort("connectionreset"))
        clerk.tap("Gửi báo cáo")
        clerk.page.get_by_text("Đường truyền bị ngắt").wait_for()
        kept = field.input_value()
        clerk.page.unroute("**/submit")
        clerk.tap("Gửi báo cáo")
        clerk.page.get_by_text("kết quả đang chờ duyệt").wait_for()

    assert kept == "Đã kiểm tra 12 đơn vị"


@pytest.mark.parametrize("phone", [ON_A_PHONE])
def test_a_breakdown_begins_with_one_row_and_gets_more(
    phone: bool, chromium: Browser, town: Town
) -> None:
    directive = town.issued()
    clock.set_start(at("2025-08-21"))
    with visitor(chromium, town.base, phone=phone) as clerk:
        clerk.go(town.link(directive))
        clerk.page.get_by_role("link", name="Phân công nội bộ").first.click()
        rows = clerk.page.locator(".share-rows li")
        at_first = rows.count()
        for n in (1, 2):
            clerk.page.get_by_label("Người thực hiện").last.fill(f"Phòng {n}")
            clerk.tap("Thêm dòng")
        clerk.page.get_by_label("Công việc").nth(1).fill("Kiểm tra")
        clerk.tap("Lưu phân công")
        clerk.page.get_by_text("Đã lưu phân công").wait_for()
        kept = [rows.nth(n).locator("input").first.input_value() for n in range(3)]

        assert at_first == 1
        assert kept == ["Phòng 1", "Phòng 2", ""]
        assert clerk.errors == []


@pytest.mark.parametrize("phone", [pytest.param(DESK, id="at a desk"), ON_A_PHONE])
def test_an_officer_takes_in_and_issues_in_six_presses(
    phone: bool, chromium: Browser, town: Town, tmp_path: Path
) -> None:
    source = tmp_path / "cong-van.pdf"
    source.write_bytes(as_pdf())
    begun = time.monotonic()
    with visitor(chromium, town.base, phone=phone) as officer:
        officer.sign_in(PEOPLE[Role.OFFICER][0])
        officer.tap("Văn bản", role="link")
        officer.page.locator("#f-document").set_input_files(source)
        officer.taps += 1
        officer.tap("Tiếp nhận và đọc")
        officer.page.wait_for_url("**/reading?said=taken_in")
        assert officer.says("10 nội dung chỉ đạo")
        assert officer.page.locator(".frame").count() > 0
        assert faults(officer) == []
        officer.tap("Xem ai nhận việc gì, khi nào", role="link")
        officer.tap("Xác nhận kết quả đọc")
        officer.page.get_by_label("Ngày ban hành").fill("2025-08-20")
        assert faults(officer) == []
        officer.page.on("dialog", lambda asked: asked.accept())
        officer.press("Ban hành")
        officer.taps += 1
        officer.page.get_by_text("Đã ban hành; các cơ quan được báo ngay.").wait_for()

        assert officer.taps <= 6
        assert officer.errors == []
    assert time.monotonic() - begun < 120


@pytest.mark.long
@pytest.mark.parametrize("phone", [DESK, PHONE], ids=["at a desk", "on a phone"])
def test_a_leader_decides_in_two_taps(
    phone: bool, chromium: Browser, town: Town
) -> None:
    town.issued()
    clock.set_start(at("2025-12-31"))
    escalate(town, now=clock.now())
    with visitor(chromium, town.base, phone=phone) as leader:
        leader.sign_in(PEOPLE[Role.LEADER][0])
        assert leader.says("Cảnh báo cần ông/bà quyết định")
        assert faults(leader) == []
        assert leader.says("70 cơ quan, 1 nội dung")
        leader.tap("Quyết định từng cơ quan", role="link")
        leader.tap("Yêu cầu giải trình")
        leader.page.get_by_text("Đã yêu cầu thủ trưởng cơ quan giải trình").wait_for()
        assert leader.says("Cảnh báo tiếp theo ở ngay dưới đây")

        assert leader.taps <= 2
        assert faults(leader) == []
        assert leader.errors == []


def faults(one: Visitor) -> list[str]:
    """Return what is wrong with the page that somebody sees."""
    return [*one.barriers(), *(["too wide"] if one.is_too_wide() else [])]
