"""The site of a small filled office, asked as from this machine."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest
import town as towns
from browsing import executable, is_required, launched, served
from builders import CALENDAR
from filled_office import NOW, Filled, fill
from model_office import at
from site_client import Site

from directive.ladder import DEFAULT_POLICY
from office.house import House
from office.rights import Role
from office.viewer import Viewer
from runtime import clock
from store import files
from web.app import create_app

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser
    from town import Town

OFFICER = Viewer(
    Role.OFFICER, "Chuyên viên", "VPUB", "Văn phòng UBND tỉnh Cao Bằng", user=7
)


@pytest.fixture
def office() -> Iterator[House]:
    """Give an office on 31/12/2025."""
    clock.set_start(NOW)
    yield House(calendar=CALENDAR, policy=DEFAULT_POLICY, virtual=True)
    clock.set_start(None)


@pytest.fixture
def filled(database: object, tmp_path: Path) -> Filled:
    """Fill the database of the test."""
    del database  # it is bound
    return fill(tmp_path / "files")


@pytest.fixture
def site(office: House) -> Site:
    """Give the site as an officer sees it."""
    return Site(create_app(office), viewer=OFFICER)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Start Chromium; without one the stories are skipped aloud, or fail.

    It keeps an event loop in this thread: it must be gone before other tests begin.
    """
    path = executable()
    if path is None:
        if is_required():
            pytest.fail("no Chromium on this machine, and one is required")
        pytest.skip("no Chromium on this machine: the browser stories were not run")
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only with a browser

    with sync_playwright() as playing:
        browser = launched(playing, path)
        yield browser
        browser.close()


@pytest.fixture
def town(database: object, tmp_path: Path) -> Iterator[Town]:
    """Serve the office of Cao Bằng, with an account for each kind of people."""
    del database  # it is bound
    files.bind(tmp_path / "files")
    clock.set_start(at("2025-08-19"))
    listening = socket.create_server(("127.0.0.1", 0))
    made = towns.furnish(f"http://127.0.0.1:{listening.getsockname()[1]}")
    with listening, served(create_app(made.house), listening):
        yield made
    clock.set_start(None)
