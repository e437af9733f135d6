"""How agencies keep their dates, by rate."""

from __future__ import annotations

import re

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from directive.ranking import MINIMUM
from office import ranking
from office.rights import Right
from runtime import clock
from web.access import needs
from web.rendering import page

router = APIRouter()

SHOWN = 100  # agencies of a page
_NUMBER = re.compile(r"\d{1,9}")


@router.get(
    "/ranking", response_class=HTMLResponse, dependencies=[needs(Right.FIGURES)]
)
def ranked(request: Request) -> HTMLResponse:
    """Show the agencies ranked, each number leading to its rows."""
    seen = ranking.ranking(house=request.app.state.house, now=clock.now())
    skipped = request.query_params.get("skip", "0")
    first = int(skipped) if _NUMBER.fullmatch(skipped) else 0
    return page(
        request,
        "ranking.html",
        seen=seen,
        shown=seen.ranked[first : first + SHOWN],
        first=first,
        minimum=MINIMUM,
    )
