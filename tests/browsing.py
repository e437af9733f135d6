"""A real browser on the real site: served from a thread, looked at by Chromium."""

from __future__ import annotations

import os
import shutil
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import uvicorn
from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    import socket
    from collections.abc import Iterator
    from pathlib import Path

    from fastapi import FastAPI
    from playwright.sync_api import Browser, Page, Playwright

DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
REQUIRED = "NAMRO_REQUIRE_BROWSER"
_NAMES = ("chromium", "chromium-browser", "google-chrome")
PASSWORD = "một câu dài để thử"  # noqa: S105 - of offices that live for one test


def executable() -> str | None:
    """Return where a Chromium is, if there is one."""
    return next(filter(None, map(shutil.which, _NAMES)), None)


def is_required() -> bool:
    """Tell whether a test that finds no browser must fail."""
    return os.environ.get(REQUIRED) == "1"  # noqa: TID251 - of the tests alone


def launched(playing: Playwright, path: str) -> Browser:
    """Start a Chromium that also runs as root and with little shared memory."""
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
    return playing.chromium.launch(executable_path=path, args=quiet)


@contextmanager
def served(app: FastAPI, listening: socket.socket) -> Iterator[None]:
    """Serve the site from a thread of this process, with its bound database."""
    config = uvicorn.Config(app, access_log=False, log_level="warning", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        yield
    finally:
        server.should_exit = True
        thread.join()


@dataclass
class Visitor:
    """Somebody with a browser; `taps` counts what he pressed."""

    page: Page
    base: str
    taps: int = 0
    errors: list[str] = field(default_factory=list)

    def go(self, path: str) -> None:
        """Open a page of the site."""
        self.page.goto(self.base + path)

    def tap(self, name: str, *, role: str = "button") -> None:
        """Press what is called so, and count it."""
        self.taps += 1
        self.page.get_by_role(role, name=name, exact=False).first.click()  # type: ignore[arg-type]

    def press(self, name: str) -> None:
        """Press a button of exactly this name, without counting it."""
        self.page.get_by_role("button", name=name, exact=True).click()

    def sign_in(self, login: str, password: str = PASSWORD) -> None:
        """Sign in, with the password of all when none is given."""
        self.go("/sign-in")
        self.page.locator("#f-login").fill(login)
        self.page.locator("#f-password").fill(password)
        self.page.get_by_role("button", name="Đăng nhập", exact=True).click()
        self.page.wait_for_url(lambda url: "/sign-in" not in url)

    def says(self, words: str) -> bool:
        """Tell whether the page shows some words."""
        return words in self.page.inner_text("body")

    def barriers(self) -> list[str]:
        """Return what keeps people with a screen reader or a keyboard out."""
        found = Axe().run(self.page).response["violations"]
        return [
            f"{one['id']}: {one['nodes'][0]['html'][:120]} ({len(one['nodes'])})"
            for one in found
        ]

    def is_too_wide(self) -> bool:
        """Tell whether the page must be pushed sideways to be read."""
        return bool(
            self.page.evaluate(
                "document.documentElement.scrollWidth > window.innerWidth + 1"
            )
        )

    def picture(self, folder: Path, name: str) -> None:
        """Keep a picture of the whole page."""
        folder.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=folder / f"{name}.png", full_page=True)


@contextmanager
def visitor(
    browser: Browser, base: str, *, phone: bool = False, **options: object
) -> Iterator[Visitor]:
    """Give somebody a fresh browser window, at a desk or on a phone.

    `options` are those of a Playwright context, such as java_script_enabled.
    """
    context = browser.new_context(
        viewport=PHONE if phone else DESKTOP,  # type: ignore[arg-type]
        has_touch=phone,
        is_mobile=phone,
        locale="vi-VN",
        **options,  # type: ignore[arg-type]
    )
    context.set_default_timeout(20_000)
    page = context.new_page()
    made = Visitor(page, base)
    page.on("console", lambda said: _note(made, said.type, said.text))
    page.on("pageerror", lambda fault: made.errors.append(str(fault)))
    yield made
    context.close()


def _note(made: Visitor, kind: str, text: str) -> None:
    """Write down what the browser complains of, such as a script it refused."""
    refused = "Failed to load resource" in text  # answers that refuse are on purpose
    if kind == "error" and not refused:
        made.errors.append(text)
