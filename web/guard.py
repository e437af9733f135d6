"""What every answer carries, and from where the site may be asked at all."""

from __future__ import annotations

from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

SECURE = {
    "content-security-policy": (
        "default-src 'self'; object-src 'none'; base-uri 'none';"
        " form-action 'self'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
ELSEWHERE = "Trang này chỉ mở được ở địa chỉ của nó, hoặc ngay trên máy chủ."
_LOCAL_NAME = "localhost"
LIMIT = "body_limit"  # octets; where a route may put another
SMALL = 64 * 1024
TOO_LARGE = "Nội dung gửi lên quá lớn; mỗi tệp tối đa 100 MB."


class SecureHeaders:
    """Put the headers of SECURE on every answer; pages are never kept in a cache."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, with the headers put on as the answer begins."""

        async def secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(SECURE)
                if "cache-control" not in headers:
                    headers["cache-control"] = _keeping(scope["path"])
            await send(message)

        await self._app(scope, receive, secured if scope["type"] == "http" else send)


class KnownHosts:
    """Refuse every name but this machine's own and the one messages point to.

    This keeps a page of somebody else's from asking us in a visitor's name under a
    domain that was made to point here. An office that names no address of its own
    is reached from this machine alone.
    """

    def __init__(self, app: ASGIApp, base_url: str | None) -> None:
        self._app = app
        self._own = urlsplit(base_url or "").hostname

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse with 421 (misdirected request)."""
        if scope["type"] == "http" and not self._is_known(scope):
            refusal = PlainTextResponse(ELSEWHERE, status_code=421)
            await refusal(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _is_known(self, scope: Scope) -> bool:
        host = _host_name(Headers(scope=scope).get("host", "")).lower()
        if self._own is not None and host == self._own:
            return True
        client = scope.get("client")
        here = client is not None and _is_loopback(client[0])
        return here and (host == _LOCAL_NAME or _is_loopback(host))


class BoundedBody:
    """Cut a request off that is longer than its route allows, see `web.forms`."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, counting what comes in.

        Raises:
            HTTPException: 413, to whoever reads the body.
        """
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        scope.setdefault("state", {})
        length = Headers(scope=scope).get("content-length", "0")
        stated = int(length) if length.isdecimal() else 0
        come = 0

        async def counted() -> Message:
            nonlocal come
            most = scope["state"].get(LIMIT, SMALL)
            if stated > most:
                raise HTTPException(413, TOO_LARGE)
            message = await receive()
            come += len(message.get("body", b""))
            if come > most:
                raise HTTPException(413, TOO_LARGE)
            return message

        await self._app(scope, counted, send)


def _keeping(path: str) -> str:
    kept = path.startswith(("/static/", "/vendor/"))
    return "public, max-age=3600" if kept else "no-store"


def _host_name(host: str) -> str:
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.rpartition(":")[0] or host


def _is_loopback(text: str) -> bool:
    try:
        return ip_address(text).is_loopback
    except ValueError:
        return False
