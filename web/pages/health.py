"""Whether the process lives, and whether it can work."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import PlainTextResponse

from office import readiness

router = APIRouter()


@router.get("/healthz", response_class=PlainTextResponse)
async def healthz() -> str:
    """Say that the process is alive."""
    return "ok\n"


@router.get("/readyz", response_class=PlainTextResponse)
def readyz() -> PlainTextResponse:
    """Say that the database answers and its schema is the newest; else why not."""
    fault = readiness.fault()
    if fault is None:
        return PlainTextResponse("ready\n")
    return PlainTextResponse(f"{fault}\n", status_code=503)
