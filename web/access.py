"""Who asks for a page, and whether the table of rights lets him."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import quote

from fastapi import Depends, HTTPException, Request, status

from office import links, signing_in
from office.errors import OfficeError
from office.rights import Right, Role
from office.viewer import NOBODY, Viewer
from runtime import clock
from web import cookies

if TYPE_CHECKING:
    from office.house import House

SIGN_IN = "/sign-in"


def viewer(request: Request) -> Viewer:
    """Return who asks: an account's session, else a link's bearer, else nobody."""
    known = getattr(request.state, "viewer", None)
    if isinstance(known, Viewer):
        return known
    found = _by_session(request)
    if found.role is Role.NOBODY:
        found = _by_link(request)
    request.state.viewer = found
    return found


Asking = Annotated[Viewer, Depends(viewer)]
"""The viewer, as a parameter of a page."""


@dataclass(frozen=True, slots=True)
class Needs:
    """Lets in whom the table gives `right`; every route has exactly one of these."""

    right: Right

    def __call__(self, request: Request) -> None:
        """Let in, or send to the sign-in page, or refuse.

        Raises:
            HTTPException: 303 to the sign-in page, 403, or 404 for an address that
                holds a NUL: no row of ours could be named so.
        """
        if "\0" in request.scope["path"]:
            raise HTTPException(status.HTTP_404_NOT_FOUND)
        if self.right is Right.OPEN:
            return
        asking = viewer(request)
        if asking.may(self.right):
            return
        if asking.role is Role.NOBODY and request.method == "GET":
            wanted = quote(_address(request), safe="")
            raise HTTPException(
                status.HTTP_303_SEE_OTHER,
                headers={"location": f"{SIGN_IN}?next={wanted}"},
            )
        raise HTTPException(status.HTTP_403_FORBIDDEN)


def needs(right: Right) -> Any:  # noqa: ANN401 - what Depends returns
    """Return the dependency that asks the table of rights."""
    return Depends(Needs(right))


def _by_session(request: Request) -> Viewer:
    cookie = request.cookies.get(cookies.SESSION)
    return signing_in.viewer_of(cookie, now=clock.now()) if cookie else NOBODY


def _by_link(request: Request) -> Viewer:
    house: House = request.app.state.house
    cookie = request.cookies.get(cookies.LINK)
    if not cookie or house.link_secret is None:
        return NOBODY
    try:
        link = links.read(house.link_secret, cookie, now=clock.now())
    except OfficeError:
        return NOBODY
    return signing_in.bearer(link, now=clock.now())


def _address(request: Request) -> str:
    query = request.url.query
    return f"{request.url.path}?{query}" if query else request.url.path
