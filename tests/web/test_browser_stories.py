"""The main stories of the three people in a real browser, with what they press."""

from __future__ import annotations

import socket
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest
from browsing import PASSWORD, executable, is_required, served, visitor
from model_office import at, furnished
from printing import as_pdf

from office import accounts, actor, links
from office.intake import confirm, receive
from office.issuing import issue
from office.rights import Role
from runtime import clock
from store import files
from web.app import create_app

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from conftest import Database
    from playwright.sync_api import Browser

    from office.house import House

pytestmark = pytest.mark.xdist_group("browser")

PEOPLE = {
    Role.OFFICER: ("chuyenvien@vpubnd.cao-bang.example", "Chuyên viên", "VPUB"),
    Role.LEADER: ("chutich@ubnd.cao-bang.example", "Chủ tịch UBND tỉnh", "UBND"),
    Role.CLERK: ("vanthu@stc.cao-bang.example", "Văn thư", "STC"),
}


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start Chromium; without one the stories are skipped aloud, or fail."""
    path = executable()
    if path is None:
        if is_required():
            pytest.fail("no Chromium on this machine, and one is required")
        pytest.skip("no Chromium on this machine: the browser stories were not run")
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only with a browser

    with sync_playwright() as playing:
        browser = playing.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


@dataclass(frozen=True, slots=True)
class Town:
    """An office that is served, and its address."""

    house: House
    base: str


@pytest.fixture
def town(database: Database, tmp_path: Path) -> Iterator[Town]:
    """Serve the office of Cao Bằng, with an account for each kind of people."""
    del database
    files.bind(tmp_path / "files")
    clock.set_start(at("2025-08-19"))
    listening = socket.create_server(("127.0.0.1", 0))
    base = f"http://127.0.0.1:{listening.getsockname()[1]}"
    house = replace(furnished(), base_url=base, link_secret="khóa", virtual=True)  # noqa: S106 - of this test
    for role, (login, title, agency) in PEOPLE.items():
        who = {"actor": actor.OFFICE, "now": clock.now()}
        made = accounts.add(
            login, title=title, agency_code=agency, role=role, house=house, **who
        )
        accounts.set_password(made, PASSWORD, **who)
    with listening, served(create_app(house), listening):
        yield Town(house, base)
    clock.set_start(None)


def issued(town: Town, text: str, *, now: datetime) -> int:
    """Take the model directive in and issue it, without the site."""
    who = {"actor": actor.OFFICE, "now": now}
    review = receive(text, name="x.txt", house=town.house, **who)
    confirm(review.directive_id, **who)
    issue(
        review.directive_id,
        number="1234",
        issued_on=now.date(),
        house=town.house,
        **who,
    )
    return review.directive_id


def test_an_agency_answers_from_its_phone_in_four_taps(
    chromium: Browser, town: Town, model: str, tmp_path: Path
) -> None:
    directive = issued(town, model, now=at("2025-08-20"))
    clock.set_start(at("2025-08-21"))
    token = links.answer_link(
        town.house.link_secret or "", agency="STC", directive=directive, now=clock.now()
    )
    report = tmp_path / "Báo cáo.pdf"
    report.write_bytes(b"%PDF-1.7 bao cao")
    with visitor(chromium, town.base, phone=True) as clerk:
        clerk.go(f"/l/{token}")  # the first tap: on the link in the mail
        clerk.taps += 1
        clerk.tap("Tiếp nhận văn bản này")
        assert clerk.says("Đã tiếp nhận")
        clerk.page.get_by_label("Tệp báo cáo").set_input_files(report)
        clerk.taps += 1
        assert not clerk.is_too_wide()
        assert clerk.barriers() == []
        clerk.tap("Gửi báo cáo")
        clerk.page.get_by_text("kết quả đang chờ duyệt").wait_for()

        assert clerk.taps <= 4
        assert clerk.errors == []


def test_a_broken_line_says_so_and_keeps_the_form(
    chromium: Browser, town: Town, model: str, tmp_path: Path
) -> None:
    directive = issued(town, model, now=at("2025-08-20"))
    clock.set_start(at("2025-08-21"))
    report = tmp_path / "Báo cáo.pdf"
    report.write_bytes(b"%PDF-1.7 bao cao")
    with visitor(chromium, town.base, phone=True) as clerk:
        clerk.sign_in(PEOPLE[Role.CLERK][0])
        clerk.go(f"/answer/{directive}")
        clerk.page.get_by_label("Tệp báo cáo").set_input_files(report)
        field = clerk.page.get_by_label("Kết quả của").first
        field.fill("Đã kiểm tra 12 đơn vị")
        clerk.page.route("**/submit", lambda route: route.abort("connectionreset"))
        clerk.tap("Gửi báo cáo")
        clerk.page.get_by_text("Đường truyền bị ngắt").wait_for()
        kept = field.input_value()
        clerk.page.unroute("**/submit")
        clerk.tap("Gửi báo cáo")
        clerk.page.get_by_text("kết quả đang chờ duyệt").wait_for()

    assert kept == "Đã kiểm tra 12 đơn vị"


def test_an_officer_takes_in_and_issues_in_six_presses(
    chromium: Browser, town: Town, tmp_path: Path
) -> None:
    source = tmp_path / "cong-van.pdf"
    source.write_bytes(as_pdf())
    begun = time.monotonic()
    with visitor(chromium, town.base) as officer:
        officer.sign_in(PEOPLE[Role.OFFICER][0])
        officer.tap("Văn bản", role="link")
        officer.page.locator("#f-document").set_input_files(source)
        officer.taps += 1
        officer.tap("Tiếp nhận và đọc")
        officer.page.wait_for_url("**/reading?said=taken_in")
        assert officer.says("10 nội dung chỉ đạo")
        assert officer.page.locator(".frame").count() > 0
        assert officer.barriers() == []
        officer.tap("Xem ai nhận việc gì, khi nào", role="link")
        officer.tap("Xác nhận kết quả đọc")
        officer.page.get_by_label("Ngày ban hành").fill("2025-08-20")
        assert officer.barriers() == []
        officer.page.on("dialog", lambda asked: asked.accept())
        officer.page.get_by_role("button", name="Ban hành", exact=True).click()
        officer.taps += 1
        officer.page.get_by_text("Đã ban hành; các cơ quan được báo ngay.").wait_for()

        assert officer.taps <= 6
        assert officer.errors == []
    assert time.monotonic() - begun < 120
