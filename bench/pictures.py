"""Take the pictures of the help and of README, in a real browser on the demo.

    PYTHONPATH=.:tests python bench/pictures.py

The model directive is taken in as a PDF and issued on 20 August 2025; an agency looks
at it the day after; the demo is played; the office and a leader look at it on
31 December. Pictures are written over those of `web/static/help` and `docs/img`.
"""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
from contextlib import ExitStack, contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from browsing import executable, launched, served, visitor
from PIL import Image
from playwright.sync_api import sync_playwright
from printing import as_pdf

from cli import demo_people, ports, stage
from office import actor, links
from office.issuing import issue
from office.rehearsing import rehearse
from runtime import clock
from runtime.clock import HANOI
from web.app import create_app

if TYPE_CHECKING:
    from collections.abc import Iterator

    from browsing import Visitor
    from playwright.sync_api import Browser

    from cli.stage import Stage

ROOT = Path(__file__).parent.parent
HELP = ROOT / "web" / "static" / "help"
README = ROOT / "docs" / "img"
LARGEST = 120_000  # bytes of one picture
COLOURS = (256, 128, 64, 32)
DESK = {"width": 1280, "height": 800}
HAND = {"width": 390, "height": 780}
ISSUED_ON = date(2025, 8, 20)
UNTIL = date(2025, 12, 31)
OFFICER, _, LEADER, _, _, ADMINISTRATOR = (login for login, *_ in demo_people.PEOPLE)
AGENCY = "STC"


def main() -> int:
    """Play the demo and take every picture; return the exit code."""
    path = executable()
    if path is None:
        print("no Chromium on this machine: install it, then run this again")
        return 1
    with ExitStack() as opening:
        site = opening.enter_context(ports.listen("127.0.0.1", 0))
        opened = opening.enter_context(
            stage.opened(
                now=moment("2025-08-19 08:00"), told=print, base_url=ports.address(site)
            )
        )
        password = demo_people.let_in(
            house=opened.house, now=moment("2025-08-19 09:00")
        )
        opening.enter_context(served(create_app(opened.house), site))
        playing = opening.enter_context(sync_playwright())
        browser = launched(playing, path)
        base = ports.address(site)
        directive = of_the_reading(browser, base, password)
        issue_it(opened, directive)
        of_the_agency(browser, base, opened, directive)
        play(opened, directive)
        of_the_end(browser, base, password)
        browser.close()
    return 0


def moment(text: str) -> datetime:
    """Return a moment in Ha Noi."""
    return datetime.fromisoformat(text).replace(tzinfo=HANOI)


@contextmanager
def somebody(
    browser: Browser, base: str, now: str, *, signed: tuple[str, str] | None = None
) -> Iterator[Visitor]:
    """Let somebody look at the site at a moment; on a phone when not signed in."""
    clock.set_start(moment(now))
    with visitor(browser, base, phone=signed is None) as one:
        one.page.set_viewport_size(DESK if signed else HAND)
        if signed:
            one.sign_in(*signed)
            one.press("Đã hiểu")
        yield one


def of_the_reading(browser: Browser, base: str, password: str) -> int:
    """Take the model directive in; return its number."""
    with (
        somebody(
            browser, base, "2025-08-20 07:30", signed=(OFFICER, password)
        ) as officer,
        tempfile.TemporaryDirectory() as folder,
    ):
        source = Path(folder) / "cong-van-an-toan-lao-dong.pdf"
        source.write_bytes(as_pdf())
        officer.go("/directives")
        officer.page.locator("#f-document").set_input_files(source)
        take(officer, "office-directives")
        officer.press("Tiếp nhận và đọc")
        officer.page.wait_for_url("**/reading?said=taken_in")
        directive = int(officer.page.url.split("/")[-2])
        officer.go(f"/directives/{directive}/reading")
        take(officer, "office-reading", also="reading")
        officer.go(f"/directives/{directive}/issue")
        officer.press("Xác nhận kết quả đọc")
        officer.go(f"/directives/{directive}/issue")
        officer.page.get_by_label("Số văn bản").fill("1234")
        officer.page.get_by_label("Ngày ban hành").fill(ISSUED_ON.isoformat())
        take(officer, "office-issue")
    return directive


def issue_it(opened: Stage, directive: int) -> None:
    """Issue the directive at eight o'clock."""
    issue(
        directive,
        number="1234",
        issued_on=ISSUED_ON,
        house=opened.house,
        actor=actor.OFFICE,
        now=moment("2025-08-20 08:00"),
    )


def of_the_agency(browser: Browser, base: str, opened: Stage, directive: int) -> None:
    """Open the link of the mail on a phone, and the breakdown of one assignment."""
    now = moment("2025-08-21 08:00")
    token = links.answer_link(
        opened.house.link_secret or "", agency=AGENCY, directive=directive, now=now
    )
    with somebody(browser, base, "2025-08-21 08:00") as clerk:
        clerk.go(f"/l/{token}")
        take(clerk, "agency-answer", also="agency")
        clerk.page.get_by_role("link", name="Phân công nội bộ").first.click()
        take(clerk, "agency-breakdown")


def play(opened: Stage, directive: int) -> None:
    """Let four months go by, with agencies that answer in time, late or not at all."""
    rehearse(
        directive,
        issued=moment("2025-08-20 08:00"),
        until=UNTIL,
        seed=1,
        house=opened.house,
        channels=opened.channels,
        progress=lambda _: None,
    )


def of_the_end(browser: Browser, base: str, password: str) -> None:
    """Look at the last day as the office, a leader and the administrator."""
    now = "2025-12-31 17:00"
    with somebody(browser, base, now, signed=(OFFICER, password)) as officer:
        officer.go("/")
        take(officer, "office-overview", also="overview")
    with somebody(browser, base, now, signed=(LEADER, password)) as leader:
        leader.go("/alerts")
        take(leader, "leader-alerts", also="leader")
        leader.go("/ranking")
        take(leader, "leader-ranking")
    with somebody(browser, base, now, signed=(ADMINISTRATOR, password)) as one:
        one.go("/admin/users")
        take(one, "administrator-users")


def take(one: Visitor, name: str, *, also: str | None = None) -> None:
    """Write what the window shows as a small picture; `also` names one of README."""
    one.page.wait_for_load_state("networkidle")
    small = squeezed(one.page.screenshot())
    to = HELP / f"{name}.png"
    to.write_bytes(small)
    if also:
        shutil.copyfile(to, README / f"{also}.png")
    print(f"{name}: {len(small) / 1000:.0f} kB")


def squeezed(picture: bytes) -> bytes:
    """Return a PNG with as many colours as the size allows."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    small = b""
    for colours in COLOURS:
        out = io.BytesIO()
        image.quantize(colours, dither=Image.Dither.NONE).save(
            out, "PNG", optimize=True
        )
        small = out.getvalue()
        if len(small) < LARGEST:
            break
    return small


if __name__ == "__main__":
    sys.exit(main())
