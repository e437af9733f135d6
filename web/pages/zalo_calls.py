"""What Zalo calls: known by its signature, kept once, and worked on later."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from fastapi.responses import PlainTextResponse
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from notifications.zalo import inbound
from office import listening
from office.rights import Right
from runtime import clock
from web.access import needs

if TYPE_CHECKING:
    from notifications.zalo.inbound import Heard
    from web.hooks import HookKeys

router = APIRouter()
_OK = "ok\n"
_REFUSED = 403
_TOO_LARGE = 413


@router.post("/hooks/zalo/bot", dependencies=[needs(Right.OPEN)])
async def bot(request: Request) -> PlainTextResponse:
    """Keep what a person wrote to the bot; an empty call asks whether we are here."""
    keys: HookKeys = request.app.state.hooks
    given = request.headers.get("x-bot-api-secret-token", "")
    if not inbound.is_from_bot(given, keys.bot):
        return _refused("bot")
    raw = await _body(request)
    if raw is None:
        return _too_large()
    return await _kept(inbound.heard_by_bot(raw, now=clock.now()))


@router.post("/hooks/zalo/oa", dependencies=[needs(Right.OPEN)])
async def account(request: Request) -> PlainTextResponse:
    """Keep what a person wrote to the Official Account."""
    keys: HookKeys = request.app.state.hooks
    raw = await _body(request)
    if raw is None:
        return _too_large()
    given = request.headers.get("x-zevent-signature", "")
    if not inbound.is_from_account(raw, given, app_id=keys.signer, secret=keys.account):
        return _refused("oa")
    return await _kept(inbound.heard_by_account(raw, now=clock.now()))


async def _body(request: Request) -> bytes | None:
    """Return the bytes of a call; None when they are more than `web.guard` allows."""
    try:
        return await request.body()
    except HTTPException:
        return None


def _too_large() -> PlainTextResponse:
    """Refuse without a page: nobody reads it, and the first page takes its time."""
    return PlainTextResponse("no\n", status_code=_TOO_LARGE)


async def _kept(heard: Heard | None) -> PlainTextResponse:
    """Answer yes in any case: Zalo would send what we leave again and again."""
    if heard is not None:
        await run_in_threadpool(listening.keep, heard, now=clock.now())
    return PlainTextResponse(_OK)


def _refused(which: str) -> PlainTextResponse:
    logging.getLogger(__name__).warning("hook.refused %s", which)
    return PlainTextResponse("no\n", status_code=_REFUSED)
