"""Ask the site as a browser on this machine would, without a socket."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

import httpx

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fastapi import FastAPI


@dataclass(frozen=True, slots=True)
class Site:
    """An application, and from where and under which name it is asked.

    Faults come back as answers, as a server would send them.
    """

    app: FastAPI
    client: str = "127.0.0.1"
    host: str = "127.0.0.1"

    def get(
        self, address: str, *, params: Mapping[str, str] | None = None
    ) -> httpx.Response:
        """Return the answer to a GET."""
        return self.ask("GET", address, params)

    def ask(
        self, method: str, address: str, params: Mapping[str, str] | None = None
    ) -> httpx.Response:
        """Return the answer to a request."""

        async def send() -> httpx.Response:
            transport = httpx.ASGITransport(
                self.app, raise_app_exceptions=False, client=(self.client, 50000)
            )
            async with httpx.AsyncClient(
                transport=transport, base_url="http://here"
            ) as asking:
                headers = {"host": self.host}
                return await asking.request(
                    method, address, params=params, headers=headers
                )

        return asyncio.run(send())
