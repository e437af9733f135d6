"""What every answer carries, and from where the site may be asked at all."""

from __future__ import annotations

from ipaddress import ip_address
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

SECURE = {
    "content-security-policy": (
        "default-src 'self'; script-src 'none'; object-src 'none'; base-uri 'none';"
        " form-action 'self'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
ELSEWHERE = "Trang này chỉ mở được ngay trên máy chủ của nó (http://127.0.0.1)."
_LOCAL_NAME = "localhost"


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


class LoopbackOnly:
    """Refuse whoever is not on this machine, and every name but this machine's own.

    The second keeps a page of somebody else's from asking us in a visitor's name
    under a domain that was made to point here.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse with 421 (misdirected request)."""
        if scope["type"] == "http" and not _is_local(scope):
            refusal = PlainTextResponse(ELSEWHERE, status_code=421)
            await refusal(scope, receive, send)
            return
        await self._app(scope, receive, send)


def _keeping(path: str) -> str:
    kept = path.startswith(("/static/", "/vendor/"))
    return "public, max-age=3600" if kept else "no-store"


def _is_local(scope: Scope) -> bool:
    client = scope.get("client")
    host = _host_name(Headers(scope=scope).get("host", ""))
    return (
        client is not None
        and _is_loopback(client[0])
        and (host == _LOCAL_NAME or _is_loopback(host))
    )


def _host_name(host: str) -> str:
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.rpartition(":")[0] or host


def _is_loopback(text: str) -> bool:
    try:
        return ip_address(text).is_loopback
    except ValueError:
        return False
