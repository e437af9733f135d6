"""Who may read which page: one table, asked before every page is made.

Until accounts come, whoever sits at this machine stands for the office, and
nobody else reaches the site (`web.guard`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import HTTPException, Request, status

from directive.acts import Party
from office.rights import EVERYWHERE

if TYPE_CHECKING:
    from collections.abc import Mapping

ANYONE = frozenset(Party)

READERS: Mapping[str, frozenset[Party]] = {
    "/": EVERYWHERE,
    "/assignments": EVERYWHERE,
    "/assignments/{code}": EVERYWHERE,
    "/directives/{number}": EVERYWHERE,
    "/messages/{number}": EVERYWHERE,
    "/healthz": ANYONE,
    "/readyz": ANYONE,
    "/auditz": ANYONE,
    "/static": ANYONE,
    "/vendor": ANYONE,
}


def may_read(request: Request) -> None:
    """Refuse a page that the reader has no right to, or that the table forgot.

    Raises:
        HTTPException: 403.
    """
    path = getattr(request.scope.get("route"), "path", None)
    if reader(request) not in READERS.get(str(path), frozenset()):
        raise HTTPException(status.HTTP_403_FORBIDDEN)


def reader(request: Request) -> Party:
    """Return on whose behalf a page is read."""
    del request  # accounts will look here
    return Party.OFFICE
