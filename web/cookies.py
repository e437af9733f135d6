"""The cookies of the site, and how each is set."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import timedelta

    from starlette.requests import Request
    from starlette.responses import Response

SESSION = "namro_session"
LINK = "namro_link"
LANGUAGE = "namro_language"
HINT = "namro_hint"


def put(
    response: Response, request: Request, name: str, value: str, lasts: timedelta
) -> None:
    """Set a cookie that no script reads and no other site sends along with a form."""
    house = request.app.state.house
    response.set_cookie(
        name,
        value,
        max_age=int(lasts.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=bool(house.base_url and house.base_url.startswith("https://")),
    )
