"""Whether the process lives, whether it can work, and whether promises are kept."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from fastapi.responses import PlainTextResponse

from office import auditing, readiness
from office.rights import Right
from runtime import clock
from web.access import needs

if TYPE_CHECKING:
    from office.auditing import Findings
    from office.house import House

router = APIRouter()
AUDIT_KEPT = 60.0  # seconds


@router.get(
    "/healthz", response_class=PlainTextResponse, dependencies=[needs(Right.OPEN)]
)
async def healthz() -> str:
    """Say that the process is alive."""
    return "ok\n"


@router.get(
    "/readyz", response_class=PlainTextResponse, dependencies=[needs(Right.OPEN)]
)
def readyz() -> PlainTextResponse:
    """Say that the database answers and its schema is the newest; else why not."""
    fault = readiness.fault()
    if fault is None:
        return PlainTextResponse("ready\n")
    return PlainTextResponse(f"{fault}\n", status_code=503)


@router.get(
    "/auditz", response_class=PlainTextResponse, dependencies=[needs(Right.OPEN)]
)
def auditz(request: Request) -> PlainTextResponse:
    """Say that every promise was kept; else how many differences of which kind."""
    found = _audits.latest(request.app.state.house)
    return PlainTextResponse(
        f"{found.line}\n", status_code=503 if found.findings else 200
    )


class _Audits:
    """The last audit of this process: asked often, made once a minute."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: tuple[float, House, Findings] | None = None

    def latest(self, house: House) -> Findings:
        with self._lock:
            kept = self._kept
            if kept and kept[1] is house and time.monotonic() - kept[0] < AUDIT_KEPT:
                return kept[2]
            found = auditing.audit_promises(house, clock.now())
            self._kept = (time.monotonic(), house, found)
            return found


_audits = _Audits()
