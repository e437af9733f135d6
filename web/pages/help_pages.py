"""The help, and the hint that is shown until somebody says he has read it."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from office.errors import NotFoundError
from office.rights import Right
from web import cookies, helping
from web.access import Asking, needs
from web.forms import Posted
from web.rendering import page
from web.saying import after

router = APIRouter()
_YEAR = 365 * 24 * 3600


@router.get("/help", response_class=HTMLResponse, dependencies=[needs(Right.OPEN)])
def guides(request: Request, asking: Asking) -> HTMLResponse:
    """Show the help for the own role, else the choice of all."""
    own = helping.OF_ROLE.get(asking.role)
    return page(request, "help.html", guide=own, guides=helping.GUIDES.values())


@router.get(
    "/help/{key}", response_class=HTMLResponse, dependencies=[needs(Right.OPEN)]
)
def guide(request: Request, key: str, asking: Asking) -> HTMLResponse:
    """Show the help for one kind of people."""
    del asking  # it is known by now, for the menu
    found = helping.GUIDES.get(key)
    if found is None:
        raise NotFoundError("Không có trang trợ giúp này.")
    return page(request, "help.html", guide=found, guides=helping.GUIDES.values())


@router.post("/hint/read", dependencies=[needs(Right.OPEN)])
def hint_read(form: Posted) -> Response:
    """Show the hint no more in this browser."""
    response = after(form.text("back") or "/")
    response.set_cookie(cookies.HINT, "read", max_age=_YEAR, samesite="lax")
    return response
