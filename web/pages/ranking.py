"""How agencies keep their dates, by rate."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from directive.ranking import MINIMUM
from office import ranking
from office.rights import Right
from runtime import clock
from web.access import needs
from web.rendering import page

router = APIRouter()


@router.get(
    "/ranking", response_class=HTMLResponse, dependencies=[needs(Right.FIGURES)]
)
def ranked(request: Request) -> HTMLResponse:
    """Show the agencies ranked, each number leading to its rows."""
    seen = ranking.ranking(house=request.app.state.house, now=clock.now())
    return page(request, "ranking.html", seen=seen, minimum=MINIMUM)
