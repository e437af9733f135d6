"""Zalo as its tables describe it, over real HTTP: all three ways and the tokens.

What arrives is counted here, at the receiver. A recipient (chat id, user id, phone)
may be scripted with an error code or a `Fault`, for one request or for all.
"""

from __future__ import annotations

import json
import threading
import time
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import parse_qsl

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from email.message import Message

BOT_TOKEN = "123456:bi-mat-cua-bot"  # noqa: S105 - must not show up anywhere
APP_ID = "4420"
APP_SECRET = "bi-mat-cua-ung-dung"  # noqa: S105 - must not show up anywhere
OA, ZNS, OAUTH = "/v3.0/oa/message/cs", "/message/template", "/v4/oa/access_token"
USED_TOKEN = -14020


class Fault(StrEnum):
    """What happens to a request instead of an answer."""

    DROP = "drop"  # not kept, the line is cut
    LOST = "lost"  # kept, and then the line is cut
    SLOW = "slow"  # kept, and answered after `FakeZalo.slowness`
    PROXY = "proxy"  # not kept, answered by somebody else
    GATEWAY = "gateway"  # kept, but the gateway in between says 504
    TOO_MANY = "too many"  # HTTP 429 with Retry-After


Script: TypeAlias = (
    "int | Fault | list[int | Fault]"  # a list is used up, then all is well
)


@dataclass(frozen=True)
class Received:
    """A message that Zalo took, or refused by `error`."""

    way: str  # bot, oa, zns
    recipient: str
    body: Mapping[str, Any]
    error: int
    headers: Mapping[str, str] = field(repr=False)


@dataclass
class Tokens:
    """The pair that holds now; `grace` answers the pair once more to its forerunner."""

    access: str = "access-0"
    refresh: str = "refresh-0"
    used: list[str] = field(default_factory=list)
    expires_in: object = "90000"  # Zalo writes it as a string
    grace: bool = False
    reused: int = 0
    asked: int = 0


class FakeZalo(ThreadingHTTPServer):
    """One server for every host of Zalo."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.lock = threading.Lock()
        self.script: dict[str, Script] = {}
        self.received: list[Received] = []
        self.tokens = Tokens()
        self.accepts = {"access-0"}
        self.templates: dict[str, dict[str, int]] = {}  # id -> parameter -> longest
        self.night = False
        self.daily, self.remaining = 500, 500
        self.slowness = 0.0
        self.dawdles = 0.0  # seconds between the swap of tokens and the answer
        self.swapped = threading.Event()
        self.photos: dict[str, bytes] = {}  # by path
        self.fetched: list[str] = []
        self.hold: threading.Event | None = None  # the answer waits for this one

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def taken(self) -> list[Received]:
        """Return what was taken, in order."""
        return [one for one in self.received if one.error == 0]

    def copies(self) -> Counter[str]:
        """Count what was taken of ZNS by tracking id."""
        taken = (one for one in self.taken() if one.way == "zns")
        return Counter(str(one.body["tracking_id"]) for one in taken)

    def revoke(self) -> None:
        """Let no access token hold any more; the refresh token still does."""
        self.accepts.clear()

    def fault_of(self, recipient: str) -> int | Fault:
        script = self.script.get(recipient, 0)
        if isinstance(script, list):
            return script.pop(0) if script else 0
        return script

    def keep(
        self,
        way: str,
        recipient: str,
        body: Mapping[str, Any],
        error: int,
        headers: Message,
    ) -> None:
        shown = {name.lower(): value for name, value in headers.items()}
        self.received.append(Received(way, recipient, body, error, shown))

    def refuse_zns(self, body: Mapping[str, Any]) -> int:
        """Return the error of a request by what Zalo knows, 0 when it is in order."""
        params = self.templates.get(str(body.get("template_id")))
        data = body.get("template_data", {})
        if params is None:
            return -109
        if set(params) - set(data):
            return -1122
        if any(len(str(value)) > params.get(name, 0) for name, value in data.items()):
            return -1121
        if self.night:
            return -133
        return 0 if self.remaining else -144

    def swap(self, form: Mapping[str, str], secret: str | None) -> dict[str, Any]:
        """Answer a request for a new pair of tokens; a used one is refused."""
        given, tokens = form.get("refresh_token", form.get("code", "")), self.tokens
        tokens.asked += 1
        if form.get("app_id") != APP_ID or secret != APP_SECRET:
            return {"error": -14002, "error_name": "Invalid app", "error_reason": given}
        if given in tokens.used and not (tokens.grace and given == tokens.used[-1]):
            tokens.reused += 1
            return {"error": USED_TOKEN, "error_name": f"Invalid token {given}"}
        if given == tokens.refresh or "code" in form:
            tokens.used.append(tokens.refresh)
            number = len(tokens.used)
            tokens.access, tokens.refresh = f"access-{number}", f"refresh-{number}"
            self.accepts.add(tokens.access)
        elif given not in tokens.used:
            return {"error": -14014, "error_name": "Invalid refresh token"}
        return {
            "access_token": tokens.access,
            "refresh_token": tokens.refresh,
            "expires_in": tokens.expires_in,
        }


class _Handler(BaseHTTPRequestHandler):
    server: FakeZalo
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Give a photo out, as the hosts of Zalo's files do."""
        photo = self.server.photos.get(self.path)
        self.server.fetched.append(self.path)
        self._answer(200 if photo else 404, photo or b"")

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path == OAUTH:
            self._swap(dict(parse_qsl(raw.decode())))
            return
        body = json.loads(raw)
        if self.path.endswith("/getMe"):
            error = 0 if self.path == f"/bot{BOT_TOKEN}/getMe" else 401
            self._answer(error or 200, self._said("bot", error))
            return
        way, recipient = self._read(body)
        fault = self.server.fault_of(recipient)
        if fault in (Fault.DROP, Fault.PROXY, Fault.TOO_MANY):
            self._instead(fault)
            return
        with self.server.lock:
            scripted = 0 if isinstance(fault, Fault) else fault
            error = scripted or self._refusal(way, body)
            self.server.keep(way, recipient, body, error, self.headers)
            if way == "zns" and not error:
                self.server.remaining -= 1
        if fault is Fault.SLOW:
            time.sleep(self.server.slowness)
        elif isinstance(fault, Fault):
            self._instead(fault)
            return
        self._answer(200 if way != "bot" else error or 200, self._said(way, error))

    def _read(self, body: Mapping[str, Any]) -> tuple[str, str]:
        if self.path == OA:
            return "oa", str(body["recipient"]["user_id"])
        if self.path == ZNS:
            return "zns", str(body["phone"])
        return "bot", str(body["chat_id"])

    def _refusal(self, way: str, body: Mapping[str, Any]) -> int:
        if way == "bot":
            return 0 if self.path == f"/bot{BOT_TOKEN}/sendMessage" else 401
        if self.headers.get("access_token") not in self.server.accepts:
            return -216 if way == "oa" else -124
        return 0 if way == "oa" else self.server.refuse_zns(body)

    def _said(self, way: str, error: int) -> dict[str, Any]:
        shown = self.headers.get("access_token", self.path)
        number = f"{way}-{len(self.server.received)}"
        if way == "bot" and error:
            return {"ok": False, "error_code": error, "description": f"no: {shown}"}
        if way == "bot":
            return {"ok": True, "result": {"message_id": number}}
        if error:
            return {"error": error, "message": f"refused: {shown}"}
        left = str(self.server.remaining)
        quota = {"dailyQuota": str(self.server.daily), "remainingQuota": left}
        named = {"msg_id": number, "quota": quota}
        data = named if way == "zns" else {"message_id": number}
        return {"error": 0, "message": "Success", "data": data}

    def _swap(self, form: dict[str, str]) -> None:
        with self.server.lock:
            answer = self.server.swap(form, self.headers.get("secret_key"))
        self.server.swapped.set()
        time.sleep(self.server.dawdles)
        if self.server.hold is not None:
            self.server.hold.wait(30)
        self._answer(200, answer)  # refusals too come with HTTP 200

    def _instead(self, fault: int | Fault) -> None:
        if fault is Fault.PROXY:
            self._answer(200, b"<html>login</html>")
        elif fault is Fault.GATEWAY:
            self._answer(504, b"<html>")
        elif fault is Fault.TOO_MANY:
            self._answer(429, b"", {"Retry-After": "90"})
        else:
            self.close_connection = True

    def _answer(
        self,
        status: int,
        answer: bytes | Mapping[str, Any],
        headers: Mapping[str, str] | None = None,
    ) -> None:
        content = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        try:
            self.send_response(status)
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)
        except ConnectionError:
            self.close_connection = True  # whoever asked was killed

    def log_message(self, *args: object) -> None:
        """Keep quiet."""


@contextmanager
def fake_zalo() -> Iterator[FakeZalo]:
    """Serve until the end of the block."""
    server = FakeZalo()
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
