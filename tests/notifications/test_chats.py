"""Zalo Bot and Apprise against a real HTTP server on this machine."""

from __future__ import annotations

import json
import logging
import threading
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest
from servers import free_port

from notifications.apprise_channel import AppriseChannel
from notifications.channel import Outcome, Outgoing, Status
from notifications.channels import ChannelsConfig, build
from notifications.smtp import SmtpServer
from notifications.zalo.bot import ZaloBot, ZaloBotChannel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from notifications.channel import Channel

NOW = datetime(2025, 12, 17, 0, 30, tzinfo=UTC)
TOKEN = "123456:bi-mat-cua-bot"  # noqa: S105 - must not show up anywhere
SHORT = "Đôn đốc: quá hạn 03 ngày làm việc\nNV-2025-000123: hạn 14/12/2025 (Chủ nhật)"
SENT, TEMPORARY, PERMANENT = Status.SENT, Status.TEMPORARY, Status.PERMANENT
OK = {"ok": True, "result": {"message_id": "82599fa32f56d00e8941", "date": 1765931400}}


Answer: TypeAlias = tuple[int, object, dict[str, str]]  # HTTP status, body, headers


class FakeServer(ThreadingHTTPServer):
    """Answers as scripted by chat id; remembers what was asked."""

    daemon_threads = True

    def __init__(self, answers: dict[str, Answer]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers = answers
        self.asked: list[tuple[str, dict[str, Any]]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: FakeServer

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        body = json.loads(self.rfile.read(length))
        self.server.asked.append((self.path, body))
        chat = str(body.get("chat_id", self.path))
        status, answer, headers = self.server.answers.get(chat, (200, OK, {}))
        if status == 0:
            return
        content = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        self.send_response(status)
        for name, value in {"Content-Length": str(len(content)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *args: object) -> None:
        """Keep quiet."""


@contextmanager
def serving(
    answers: dict[str, Answer] | None = None,
) -> Iterator[FakeServer]:
    server = FakeServer(answers or {})
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def outgoing(address: str, number: int = 1, short: str | None = SHORT) -> Outgoing:
    return Outgoing(
        id=number,
        channel="zalo_bot",
        address=address,
        subject="[NV-2025-000123] Đôn đốc",
        text="Nội dung của văn bản chỉ đạo",
        html=None,
        message_id="<m1@vpubnd.example>",
        tracking_id="m1",
        short=short,
    )


def zalo(url: str) -> ZaloBotChannel:
    return ZaloBotChannel(ZaloBot(TOKEN, url, timeout_seconds=5), now=lambda: NOW)


def send(channel: Channel, *batch: Outgoing) -> list[Outcome]:
    return list(channel.send(batch, handing_over=lambda _: None))


def failed(code: int, description: str = "no") -> dict[str, object]:
    return {"ok": False, "error_code": code, "description": description}


def test_zalo_gets_the_short_text_alone() -> None:
    with serving() as server:
        (outcome,) = send(zalo(server.url), outgoing("chat-1"))

    assert (outcome.status, outcome.provider_id) == (SENT, "82599fa32f56d00e8941")
    assert server.asked == [
        (f"/bot{TOKEN}/sendMessage", {"chat_id": "chat-1", "text": SHORT})
    ]


def test_zalo_without_a_short_text_gets_the_subject() -> None:
    with serving() as server:
        send(zalo(server.url), outgoing("chat-1", short=None))

    assert server.asked[0][1]["text"] == "[NV-2025-000123] Đôn đốc"


# (HTTP status, body, headers) -> (status, code, ambiguous)
ANSWERS: dict[str, tuple[Answer, tuple[Status, str, bool]]] = {
    "not ok with HTTP 200": ((200, failed(400), {}), (PERMANENT, "400", False)),
    "bad request": ((400, failed(400), {}), (PERMANENT, "400", False)),
    "unknown chat": ((404, failed(404), {}), (PERMANENT, "404", False)),
    "bad token": ((401, failed(401), {}), (TEMPORARY, "401", False)),
    "time out": ((408, failed(408), {}), (TEMPORARY, "408", False)),
    "too many": ((429, failed(429), {}), (Status.RESCHEDULE, "429", False)),
    "down, no JSON": ((502, b"<html>", {}), (TEMPORARY, "502", True)),
    "a login page": ((200, b"<html>", {}), (TEMPORARY, "unreadable", True)),
    "breaks off": ((0, b"", {}), (TEMPORARY, "lost", True)),
}


@pytest.mark.parametrize(("answer", "expected"), ANSWERS.values(), ids=ANSWERS)
def test_zalo_answers(answer: Answer, expected: tuple[Status, str, bool]) -> None:
    with serving({"chat-1": answer}) as server:
        (outcome,) = send(zalo(server.url), outgoing("chat-1"))

    assert (outcome.status, outcome.code, outcome.ambiguous) == expected


WAITS = {"said": ({"Retry-After": "90"}, 90), "not said": ({}, 60)}


@pytest.mark.parametrize(("headers", "seconds"), WAITS.values(), ids=WAITS)
def test_too_many_puts_off_the_rest(headers: dict[str, str], seconds: int) -> None:
    with serving({"a": (429, failed(429), headers)}) as server:
        outcomes = send(zalo(server.url), outgoing("a", 1), outgoing("b", 2))

    again = NOW + timedelta(seconds=seconds)
    assert [(x.id, x.status, x.retry_at) for x in outcomes] == [
        (1, Status.RESCHEDULE, again),
        (2, Status.RESCHEDULE, again),
    ]
    assert len(server.asked) == 1


def test_one_bad_chat_does_not_stop_the_others() -> None:
    with serving({"a": (400, failed(400), {})}) as server:
        outcomes = send(zalo(server.url), outgoing("a", 1), outgoing("b", 2))

    assert [x.status for x in outcomes] == [PERMANENT, SENT]


def test_the_length_is_counted_in_composed_characters() -> None:
    decomposed = "e\u0302\u0301" * 2000  # ế
    with serving() as server:
        fits, too_long = send(
            zalo(server.url),
            outgoing("a", 1, decomposed),
            outgoing("b", 2, decomposed + "x"),
        )

    assert (fits.status, too_long.status) == (SENT, PERMANENT)
    assert [body["text"] for _, body in server.asked] == ["ế" * 2000]


def test_zalo_that_cannot_be_reached_is_not_asked_by_every_message() -> None:
    handed: list[int] = []
    channel = zalo(f"http://127.0.0.1:{free_port()}")
    batch = [outgoing("a", number) for number in range(5)]

    outcomes = list(channel.send(batch, handing_over=lambda x: handed.append(x.id)))

    assert {(x.status, x.code) for x in outcomes} == {(TEMPORARY, "connect")}
    assert handed == [0, 1]


def test_the_token_shows_up_nowhere(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    echo = failed(400, f"no such method /bot{TOKEN}/sendMessage")
    with serving({"a": (400, echo, {}), "c": (0, b"", {})}) as server:
        channel = zalo(server.url)
        outcomes = send(channel, *map(outgoing, "abc"))
    outcomes += send(zalo(f"http://127.0.0.1:{free_port()}"), outgoing("a"))

    assert "/bot***/sendMessage" in caplog.text
    assert "bi-mat" not in caplog.text + repr(outcomes) + repr(channel._bot)


# Apprise 1.13 loads its plugins on first use, and one of them imports imghdr.
@pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")
def test_any_apprise_url_is_a_channel() -> None:
    with serving({"/down": (500, {}, {})}) as server:
        services = {
            "here": f"json://127.0.0.1:{server.server_port}/",
            "odd": "no-such-thing://secret",
        }
        addresses = ("here/up", "here/down", "odd", "nowhere/up", "here/up")
        outcomes = send(
            AppriseChannel(services),
            *(outgoing(address, n) for n, address in enumerate(addresses)),
        )

    wanted = [SENT, TEMPORARY, PERMANENT, PERMANENT, SENT]
    assert [x.status for x in outcomes] == wanted
    assert "secret" not in repr(outcomes)
    assert {body["message"] for _, body in server.asked} == {SHORT}


def test_an_installation_has_the_channels_it_is_given() -> None:
    server = SmtpServer("127.0.0.1", 25, "nhiemvu@vpubnd.example")
    services = {"tin-nhan": "json://127.0.0.1/"}
    whole = build(
        ChannelsConfig(smtp=server, zalo_bot=ZaloBot(TOKEN), apprise=services)
    )
    bare = build(ChannelsConfig())

    assert {name: x.name for name, x in whole.items()} == {
        "email": "email",
        "zalo_bot": "zalo_bot",
        "apprise": "apprise",
    }
    assert bare == {}
