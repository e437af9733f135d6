"""The list of assignments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from office import status
from office.rights import Right
from runtime import clock
from store.listing import Filters
from web import query
from web.access import needs
from web.rendering import page

if TYPE_CHECKING:
    from typing import Any

router = APIRouter()


@router.get(
    "/assignments", response_class=HTMLResponse, dependencies=[needs(Right.EXPORT)]
)
def assignments(request: Request) -> HTMLResponse:
    """Show the assignments that the filters of the address leave."""
    return _listed(request, "assignments.html", limit=status.PAGE)


def _listed(
    request: Request,
    template: str,
    *,
    limit: int,
    **values: Any,  # noqa: ANN401 - what a template is given
) -> HTMLResponse:
    asked = query.read(request.query_params)
    listing = status.assignments(
        Filters() if asked.faults else asked.filters,
        cursor=None if asked.faults else asked.cursor,
        limit=limit,
        house=request.app.state.house,
        now=clock.now(),
    )
    return page(
        request,
        template,
        status=422 if asked.faults else 200,
        asked=asked,
        listing=listing,
        **values,
    )
