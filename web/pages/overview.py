"""The first page, for each role its own; its charts; and what waits for the office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from notifications.drawing import Scheme
from office import agency_desk, overview, pictures
from office.errors import NotFoundError
from office.naming import TASKS, URGENCY
from office.rights import Right, Role
from runtime import clock
from web.access import Asking, needs
from web.pages.alerts import alerts_page
from web.rendering import page, speak
from web.saying import after
from web.tongue import say

if TYPE_CHECKING:
    from office.viewer import Viewer

router = APIRouter()

LISTED = 100  # agencies of a list; the ranking has all of them
_KEPT = "private, max-age=86400, immutable"  # its address names what it shows


@router.get("/", response_class=HTMLResponse, dependencies=[needs(Right.HOME)])
def home(request: Request, asking: Asking) -> Response:
    """Show how things stand and what waits, as it concerns who asks."""
    if asking.role is Role.BEARER:
        return after("/answer")
    if asking.role is Role.LEADER:
        return alerts_page(request, asking)
    if asking.may(Right.FIGURES):
        return figures(request)
    if asking.role is Role.ADMINISTRATOR:
        house, now = request.app.state.house, clock.now()
        seen = overview.of_installation(house=house, now=now)
        return page(request, "home_installation.html", seen=seen)
    return _of_agency(request, asking)


@router.get(
    "/figures", response_class=HTMLResponse, dependencies=[needs(Right.FIGURES)]
)
def figures(request: Request) -> HTMLResponse:
    """Show how all agencies stand."""
    seen, waiting = overview.of_office(house=request.app.state.house, now=clock.now())
    return page(
        request,
        "home.html",
        seen=seen,
        waiting=waiting,
        listed=LISTED,
        charts_drawn=pictures.of(seen),
    )


@router.get(
    "/todo/{kind}", response_class=HTMLResponse, dependencies=[needs(Right.TAKE_IN)]
)
def todo(request: Request, kind: str) -> HTMLResponse:
    """Show what of one kind waits for the office."""
    if kind not in TASKS:
        raise NotFoundError("Không có loại việc này.")
    return page(
        request,
        "todo.html",
        kind=kind,
        tasks=overview.tasks(kind),
        most=overview.MOST_TASKS,
    )


@router.get("/charts/{name}/{scheme}.svg", dependencies=[needs(Right.FIGURES)])
def chart(request: Request, name: str, scheme: str) -> Response:
    """Draw a chart of the figures; its address bears the key of what it shows."""
    if scheme not in set(Scheme):
        raise NotFoundError("Không có hình này.")
    seen, _ = overview.of_office(house=request.app.state.house, now=clock.now())
    drawn = pictures.of(seen).get(name)
    if drawn is None:
        raise NotFoundError("Không có hình này.")
    speak(request)
    drawn = drawn.said(say)
    current = request.query_params.get("v") == drawn.key
    return Response(
        drawn.drawn(Scheme(scheme)),
        media_type="image/svg+xml",
        headers={"cache-control": _KEPT if current else "no-store"},
    )


def _of_agency(request: Request, asking: Viewer) -> HTMLResponse:
    seen = agency_desk.of(
        asking.agency or "", house=request.app.state.house, now=clock.now()
    )
    return page(request, "home_agency.html", seen=seen, urgency=URGENCY)
