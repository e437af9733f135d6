"""The calendar: what falls due on each day of a month, and the days off."""

from __future__ import annotations

import re
from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from office import month
from office.house import office_day
from office.rights import Right, scope_of
from runtime import clock
from web.access import Asking, needs
from web.rendering import page

router = APIRouter()
_MONTH = re.compile(r"(20[0-9]{2}|2100)-(0[1-9]|1[0-2])")


@router.get("/calendar", response_class=HTMLResponse, dependencies=[needs(Right.READ)])
def calendar(request: Request, asking: Asking) -> HTMLResponse:
    """Show a month, the present one unless the address names another."""
    now = clock.now()
    asked = _MONTH.fullmatch(request.query_params.get("month", ""))
    first = date(int(asked[1]), int(asked[2]), 1) if asked else office_day(now)
    seen = month.of(
        first, scope=scope_of(asking), house=request.app.state.house, now=now
    )
    return page(request, "calendar.html", seen=seen)
