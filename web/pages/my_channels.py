"""How an agency's own posts are reached: pair a Zalo chat, unlink a channel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from office import desks, pairing
from office.errors import NotFoundError, OfficeError
from office.rights import Right
from runtime import clock
from web.access import Asking, needs
from web.forms import Posted
from web.rendering import page
from web.saying import after

if TYPE_CHECKING:
    from office.viewer import Viewer

router = APIRouter()
_OWNS = [needs(Right.OWN_CHANNELS)]


@router.get("/my-channels", response_class=HTMLResponse, dependencies=_OWNS)
def channels(request: Request, asking: Asking) -> HTMLResponse:
    """Show the posts of the viewer's agency and how they are reached."""
    return _shown(request, asking)


@router.post("/my-channels/code", dependencies=_OWNS)
def pairing_code(request: Request, form: Posted, asking: Asking) -> HTMLResponse:
    """Show, this once, a code that links a Zalo chat to a post."""
    duty = form.text("duty", longest=40)
    own = desks.own_desks(asking.agency)
    made = pairing.offer(asking.agency or "", duty, actor=asking.actor, now=clock.now())
    title = next(one.title for one in own if one.duty == duty)
    return _shown(request, asking, offered=(title, made))


@router.post("/my-channels/unlink", dependencies=_OWNS)
def unlink(request: Request, form: Posted, asking: Asking) -> Response:
    """End one way to a post of the viewer's agency."""
    try:
        pairing.unlink(
            asking.agency or "",
            form.text("duty", longest=40),
            form.text("channel", longest=40),
            actor=asking.actor,
            now=clock.now(),
        )
    except NotFoundError:
        raise
    except OfficeError as fault:
        return _shown(request, asking, fault=str(fault))
    return after("/my-channels", "channel_unlinked")


def _shown(
    request: Request,
    asking: Viewer,
    *,
    fault: str | None = None,
    offered: tuple[str, str] | None = None,
) -> HTMLResponse:
    return page(
        request,
        "my_channels.html",
        status=422 if fault else 200,
        headers={"cache-control": "no-store"},
        desks=desks.own_desks(asking.agency),
        fault=fault,
        offered=offered,
    )
