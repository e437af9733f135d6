"""Administration of Zalo: the login, and what the day's quota was used for."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from office import zalo_state
from office.rights import Right
from runtime import clock, settings
from web.access import needs
from web.rendering import page

router = APIRouter()


@router.get(
    "/admin/zalo", response_class=HTMLResponse, dependencies=[needs(Right.REGISTER)]
)
def zalo(request: Request) -> HTMLResponse:
    """Show how Zalo stands, and how to log in."""
    return page(
        request,
        "admin_zalo.html",
        seen=zalo_state.state(settings.load(), now=clock.now()),
    )
