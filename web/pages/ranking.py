"""How agencies keep their dates, by rate."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from directive.ranking import MINIMUM
from office import ranking
from office.rights import Right
from runtime import clock
from web.access import needs
from web.numbers import number_or_none
from web.rendering import page

router = APIRouter()

SHOWN = 100  # agencies of a page


@router.get(
    "/ranking", response_class=HTMLResponse, dependencies=[needs(Right.FIGURES)]
)
def ranked(request: Request) -> HTMLResponse:
    """Show the agencies ranked, each number leading to its rows."""
    seen = ranking.ranking(house=request.app.state.house, now=clock.now())
    skipped = request.query_params.get("skip", "0")
    first = number_or_none(skipped) or 0
    return page(
        request,
        "ranking.html",
        seen=seen,
        shown=seen.ranked[first : first + SHOWN],
        first=first,
        minimum=MINIMUM,
    )
