"""Other ways to use the site: with the keys alone, and without any script."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browsing import PASSWORD, visitor
from model_office import at
from printing import as_pdf
from town import PEOPLE, escalate, hand_in

from office.rights import Role
from runtime import clock

if TYPE_CHECKING:
    from pathlib import Path

    from browsing import Visitor
    from playwright.sync_api import Browser
    from town import Town

pytestmark = [pytest.mark.xdist_group("browser"), pytest.mark.long]
FOCUSED = """() => {
  const at = document.activeElement;
  if (at === document.body) return ["", "", "auto", ""];
  const labels = [...(at.labels || [])].map((label) => label.innerText);
  const words = [...labels, at.getAttribute("aria-label") || "", at.innerText || ""];
  const parts = at.type === "date";  // the browser shows which of its parts it is
  const outline = parts ? "auto" : getComputedStyle(at).outlineStyle;
  return [words.join(" "), at.tagName, outline, at.outerHTML.slice(0, 200)];
}"""
MOST_TABS = 150


def tab_to(one: Visitor, name: str, *, tag: str = "") -> None:
    """Press Tab until the focus stands on what is called so; it is seen all the way."""
    for _ in range(MOST_TABS):
        one.page.keyboard.press("Tab")
        words, kind, outline, source = one.page.evaluate(FOCUSED)
        assert outline != "none", source
        if name in words and tag in kind:
            return
    pytest.fail(f"{name!r} cannot be reached with Tab")


def test_an_officer_returns_a_result_with_the_keys_alone(
    chromium: Browser, town: Town
) -> None:
    directive = town.issued()
    clock.set_start(at("2025-09-03"))
    code = hand_in(directive, now=clock.now())
    with visitor(chromium, town.base) as officer:
        keys = officer.page.keyboard
        officer.go("/sign-in")
        tab_to(officer, "Địa chỉ thư điện tử")
        keys.type(PEOPLE[Role.OFFICER][0])
        tab_to(officer, "Mật khẩu")
        keys.type(PASSWORD)
        keys.press("Enter")
        officer.page.get_by_role("button", name="Đăng xuất").wait_for()
        tab_to(officer, "Nhiệm vụ")
        keys.press("Enter")
        officer.page.wait_for_url("**/assignments")
        tab_to(officer, "Tìm")
        officer.page.evaluate("window.kept = true")
        keys.type(code)
        keys.press("Enter")
        officer.page.wait_for_url(f"**{code}*")
        renewed = "[window.kept, document.activeElement.id]"
        assert officer.page.evaluate(renewed) == [True, "q"]
        tab_to(officer, code, tag="A")
        keys.press("Enter")
        officer.page.wait_for_url(f"**/assignments/{code}")
        tab_to(officer, "Lý do trả lại", tag="INPUT")
        keys.type("Thiếu danh sách")
        tab_to(officer, "Trả lại", tag="BUTTON")
        keys.press("Enter")
        officer.page.wait_for_url("**?said=judged")

        assert officer.says("Thiếu danh sách")
        assert officer.errors == []


def test_the_first_tab_leads_past_the_menu(chromium: Browser, town: Town) -> None:
    with visitor(chromium, town.base) as anybody:
        anybody.go("/help")
        anybody.page.keyboard.press("Tab")
        anybody.page.keyboard.press("Enter")

        assert anybody.page.evaluate("document.activeElement.id") == "noi-dung"


def test_all_three_work_without_any_script(
    chromium: Browser, town: Town, tmp_path: Path
) -> None:
    file = tmp_path / "cong-van.pdf"
    file.write_bytes(as_pdf())
    with visitor(chromium, town.base, java_script_enabled=False) as officer:
        officer.sign_in(PEOPLE[Role.OFFICER][0])
        officer.go("/directives")
        officer.page.locator("#f-document").set_input_files(file)
        officer.press("Tiếp nhận và đọc")
        assert officer.says("10 nội dung chỉ đạo")
        officer.tap("Xem ai nhận việc gì, khi nào", role="link")
        officer.press("Xác nhận kết quả đọc")
        officer.page.get_by_label("Ngày ban hành").fill("2025-08-20")
        clock.set_start(at("2025-08-20"))
        officer.press("Ban hành")
        assert officer.says("Đã ban hành; các cơ quan được báo ngay.")
        directive = int(officer.page.url.split("/")[-1].split("?")[0])
    clock.set_start(at("2025-08-21"))
    with visitor(chromium, town.base, java_script_enabled=False, phone=True) as clerk:
        clerk.go(town.link(directive))
        clerk.press("Tiếp nhận văn bản này")
        clerk.page.get_by_label("Tệp báo cáo").set_input_files(file)
        clerk.press("Gửi báo cáo")
        assert clerk.says("kết quả đang chờ duyệt")
    clock.set_start(at("2025-12-31"))
    escalate(town, now=clock.now())
    with visitor(chromium, town.base, java_script_enabled=False, phone=True) as leader:
        leader.sign_in(PEOPLE[Role.LEADER][0])
        leader.tap("Yêu cầu cả")
        assert leader.says("Kết quả: Yêu cầu giải trình")
        assert leader.says("không làm được 0.")
