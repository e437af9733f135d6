"""The list of assignments."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from office import status
from office.rights import Right, scope_of
from runtime import clock
from store.listing import Filters
from web import query
from web.access import Asking, needs
from web.rendering import page

router = APIRouter()


@router.get(
    "/assignments", response_class=HTMLResponse, dependencies=[needs(Right.EXPORT)]
)
def assignments(request: Request, asking: Asking) -> HTMLResponse:
    """Show the assignments that the filters of the address leave."""
    asked = query.read(request.query_params)
    listing = status.assignments(
        Filters() if asked.faults else asked.filters,
        scope=scope_of(asking),
        cursor=None if asked.faults else asked.cursor,
        limit=status.PAGE,
        house=request.app.state.house,
        now=clock.now(),
    )
    return page(
        request,
        "assignments.html",
        status=422 if asked.faults else 200,
        asked=asked,
        listing=listing,
    )
