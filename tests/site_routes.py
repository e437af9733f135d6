"""Every route of the site with the right it names, and a viewer of every role."""

from __future__ import annotations

from typing import TYPE_CHECKING

from office.rights import PARTIES, Right, Role
from office.viewer import Viewer
from web.access import Needs
from web.app import PAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fastapi.routing import APIRoute

VIEWERS = {
    role: Viewer(
        role,
        title=role,
        agency={"office": "VPUB", "leader": "UBND"}.get(PARTIES[role], "STP"),
        user=None if role is Role.BEARER else 7,
    )
    for role in PARTIES
}


def _routes() -> Iterator[APIRoute]:
    for pages in PAGES:
        yield from pages.router.routes


def _rights_of(route: APIRoute) -> list[Right]:
    called = [one.call for one in route.dependant.dependencies]
    return [one.right for one in called if isinstance(one, Needs)]


ASKED = [
    (method, route.path, _rights_of(route))
    for route in _routes()
    for method in sorted(route.methods)
]
"""Method, path and rights of every route."""
