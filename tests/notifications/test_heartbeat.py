"""The heartbeat reaches its watcher, and its secret reaches nobody else."""

from __future__ import annotations

import logging
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING

import pytest

from notifications import heartbeat

if TYPE_CHECKING:
    from collections.abc import Iterator

SECRET = "c0ffee"  # noqa: S105 - of no watcher


class Watcher(HTTPServer):
    """A watcher on loopback that keeps the paths it was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        super().__init__(("127.0.0.1", 0), _Handler)


class _Handler(BaseHTTPRequestHandler):
    server: Watcher

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.send_response(404 if "gone" in self.path else 200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@pytest.fixture
def watcher() -> Iterator[Watcher]:
    """Run a watcher."""
    with Watcher() as made:
        thread = threading.Thread(target=made.serve_forever)
        thread.start()
        yield made
        made.shutdown()
        thread.join()


def test_the_watcher_is_asked_and_the_log_is_silent_about_it(
    watcher: Watcher, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)

    said = heartbeat.give(f"http://127.0.0.1:{watcher.server_port}/{SECRET}")

    assert said == "given"
    assert watcher.asked == [f"/{SECRET}"]
    assert SECRET not in caplog.text


def test_a_watcher_that_refuses_is_no_error(watcher: Watcher) -> None:
    said = heartbeat.give(f"http://127.0.0.1:{watcher.server_port}/gone/{SECRET}")

    assert said == "not given: HTTP 404"


UNREACHABLE = {
    "nobody there": f"http://127.0.0.1:9/{SECRET}",
    "no address": f"::{SECRET}",
    "another protocol": f"ftp://127.0.0.1/{SECRET}",
}


@pytest.mark.parametrize("url", UNREACHABLE.values(), ids=UNREACHABLE)
def test_a_watcher_that_cannot_be_reached_is_no_error(url: str) -> None:
    said = heartbeat.give(url)

    assert said.startswith("not given: ")
    assert SECRET not in said


def test_without_a_watcher_nobody_is_asked() -> None:
    assert heartbeat.give(None) == "no watcher"
