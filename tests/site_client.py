"""Ask the site as a browser on this machine would, without a socket."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import httpx

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fastapi import FastAPI

    from office.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Site:
    """An application, and who asks it, from where and under which name.

    Faults come back as answers, as a server would send them. `viewer` is let in
    without a session; None is whoever the cookies say.
    """

    app: FastAPI
    client: str = "127.0.0.1"
    host: str = "127.0.0.1"
    viewer: Viewer | None = None
    cookies: dict[str, str] = field(default_factory=dict)

    def seen_by(self, viewer: Viewer | None) -> Site:
        """Return the same site as somebody else sees it."""
        return replace(self, viewer=viewer, cookies={})

    def get(
        self, address: str, *, params: Mapping[str, str] | None = None
    ) -> httpx.Response:
        """Return the answer to a GET."""
        return self.ask("GET", address, params=params)

    def post(
        self,
        address: str,
        data: Mapping[str, Any] | None = None,
        *,
        files: Any = None,  # noqa: ANN401 - what httpx takes
        token: str | None = None,
    ) -> httpx.Response:
        """Return the answer to a form of ours, sent with its token."""
        key: bytes = self.app.state.form_key
        held = self.cookies.get("namro_session") or self.cookies.get("namro_link", "")
        made = hmac.new(key, f"form:{held}".encode(), hashlib.sha256).hexdigest()[:40]
        sent = {"token": made if token is None else token, **(data or {})}
        return self.ask("POST", address, data=sent, files=files)

    def ask(
        self,
        method: str,
        address: str,
        *,
        extra: Mapping[str, str] | None = None,
        **sent: Any,  # noqa: ANN401 - what httpx takes
    ) -> httpx.Response:
        """Return the answer to a request; its cookies are kept for the next.

        `extra` are more headers.
        """

        async def send() -> httpx.Response:
            transport = httpx.ASGITransport(
                self._let_in, raise_app_exceptions=False, client=(self.client, 50000)
            )
            async with httpx.AsyncClient(
                transport=transport,
                base_url="http://here",
                cookies=self.cookies,
            ) as asking:
                answer = await asking.request(
                    method,
                    address,
                    headers={"host": self.host, **(extra or {})},
                    **sent,
                )
                for name, value in answer.cookies.items():
                    self.cookies[name] = value
                return answer

        return asyncio.run(send())

    async def _let_in(self, scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401 - ASGI
        if self.viewer is not None:
            scope.setdefault("state", {})["viewer"] = self.viewer
        await self.app(scope, receive, send)
