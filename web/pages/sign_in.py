"""Signing in and out, own password, the language, and what a link opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from office import accounts, links, own_account, signing_in
from office.errors import OfficeError
from office.rights import Right
from runtime import clock
from web import cookies, tongue
from web.access import SIGN_IN, Asking, needs
from web.forms import Form, Posted
from web.rendering import page
from web.saying import after

if TYPE_CHECKING:
    from office.viewer import Viewer

router = APIRouter()
_YEAR = 365 * 24 * 3600


@router.get(SIGN_IN, response_class=HTMLResponse, dependencies=[needs(Right.OPEN)])
def sign_in(request: Request) -> HTMLResponse:
    """Ask for an address and a password, or for a link by mail."""
    return _asked(request)


@router.post(SIGN_IN, dependencies=[needs(Right.OPEN)])
def enter(request: Request, form: Posted) -> Response:
    """Open a session."""
    login = form.text("login", longest=260)
    try:
        cookie = signing_in.by_password(
            login,
            form.text("password", longest=accounts.LONGEST_PASSWORD),
            came_from=_came_from(request),
            now=clock.now(),
        )
    except OfficeError as wrong:
        return _asked(request, login=login, fault=str(wrong), status=422)
    return _opened(request, form.text("next") or "/", cookie)


@router.post("/sign-in/link", dependencies=[needs(Right.OPEN)])
def ask_for_link(request: Request, form: Posted) -> Response:
    """Send a link that signs in once, and say the same whether or not it was sent."""
    login = form.text("login", longest=260)
    house = request.app.state.house
    try:
        signing_in.send_link(
            login,
            secret=house.link_secret or "",
            came_from=_came_from(request),
            house=house,
            now=clock.now(),
        )
    except OfficeError as wrong:
        return _asked(request, login=login, fault=str(wrong), status=422)
    return after(SIGN_IN, "link_sent")


@router.get("/l/{token}", dependencies=[needs(Right.OPEN)])
def follow(request: Request, token: str) -> Response:
    """Open what a link is for; nothing changes, whoever opens it.

    An answer link shows its directive; one that is too old offers a new one. A
    sign-in link asks for one press of a button, so that a mail scanner does not use
    it up.
    """
    now = clock.now()
    link = links.read(_secret(request), token, now=now)
    if link.purpose is links.Purpose.SIGN_IN:
        return page(request, "sign_in_link.html", link=token)
    until = links.holds_until(link)
    if until is None:
        raise OfficeError(signing_in.CALLED_BACK)
    if until < now:
        return _too_old(request, token, status=410)
    response = after(f"/answer/{link.values[1]}")
    cookies.put(response, request, cookies.LINK, token, until - now)
    return response


@router.post("/l/{token}", dependencies=[needs(Right.OPEN)])
def enter_by_link(request: Request, token: str, form: Posted) -> Response:
    """Open a session by a sign-in link, once."""
    del form  # it is checked
    now = clock.now()
    cookie = signing_in.by_link(
        links.read(_secret(request), token, now=now), token, now=now
    )
    return _opened(request, "/", cookie)


@router.post("/l/{token}/renew", dependencies=[needs(Right.OPEN)])
def renew(request: Request, token: str, form: Posted) -> Response:
    """Send the agency a new link for one that is too old; nobody is told where to."""
    del form  # it is checked
    house, now = request.app.state.house, clock.now()
    signing_in.send_answer_link(
        links.read(_secret(request), token, now=now),
        secret=_secret(request),
        came_from=_came_from(request),
        house=house,
        now=now,
    )
    return _too_old(request, token, is_sent=True)


@router.post("/sign-out", dependencies=[needs(Right.OPEN)])
def leave(request: Request, form: Posted) -> Response:
    """End this browser's session."""
    del form  # it is checked
    if cookie := request.cookies.get(cookies.SESSION):
        signing_in.sign_out(cookie, now=clock.now())
    response = after(SIGN_IN, "signed_out")
    for name in (cookies.SESSION, cookies.LINK):
        response.delete_cookie(name)
    return response


@router.get(
    "/account", response_class=HTMLResponse, dependencies=[needs(Right.SIGNED_IN)]
)
def account(request: Request, asking: Asking) -> HTMLResponse:
    """Show the own account, its password form and where it is signed in."""
    return _account(request, asking)


@router.post("/account/password", dependencies=[needs(Right.SIGNED_IN)])
def change_password(request: Request, form: Posted, asking: Asking) -> Response:
    """Set the own password; every session ends."""
    try:
        own_account.change_password(
            asking.user or 0,
            form.text("present", longest=accounts.LONGEST_PASSWORD),
            _typed_twice(form),
            cookie=request.cookies.get(cookies.SESSION, ""),
            actor=asking.actor,
            now=clock.now(),
        )
    except OfficeError as wrong:
        return _account(request, asking, fault=str(wrong))
    return after(SIGN_IN, "password_set")


@router.post("/account/others", dependencies=[needs(Right.SIGNED_IN)])
def leave_elsewhere(request: Request, form: Posted, asking: Asking) -> Response:
    """End the own sessions on other devices."""
    del form  # it is checked
    own_account.end_others(
        asking.user or 0,
        cookie=request.cookies.get(cookies.SESSION, ""),
        actor=asking.actor,
        now=clock.now(),
    )
    return after("/account", "others_ended")


@router.post("/language", dependencies=[needs(Right.OPEN)])
def language(form: Posted) -> Response:
    """Speak the other language from now on."""
    chosen = form.text("language", longest=2)
    response = after(form.text("back") or "/")
    if chosen in tongue.LANGUAGES:
        response.set_cookie(cookies.LANGUAGE, chosen, max_age=_YEAR, samesite="lax")
    return response


def _account(
    request: Request, asking: Viewer, *, fault: str | None = None
) -> HTMLResponse:
    cookie = request.cookies.get(cookies.SESSION, "")
    return page(
        request,
        "account.html",
        status=422 if fault else 200,
        own=own_account.seen(asking.user or 0, cookie, now=clock.now()),
        fault=fault,
    )


def _too_old(
    request: Request, token: str, *, is_sent: bool = False, status: int = 200
) -> HTMLResponse:
    return page(
        request, "link_too_old.html", status=status, link=token, is_sent=is_sent
    )


def _asked(
    request: Request, *, login: str = "", fault: str | None = None, status: int = 200
) -> HTMLResponse:
    return page(
        request,
        "sign_in.html",
        status=status,
        login=login,
        fault=fault,
        wanted=request.query_params.get("next", ""),
    )


def _opened(request: Request, address: str, cookie: str) -> Response:
    response = after(address)
    cookies.put(response, request, cookies.SESSION, cookie, signing_in.LASTS)
    return response


def _typed_twice(form: Form) -> str:
    first, again = form.text("password"), form.text("again")
    if first != again:
        raise OfficeError("Hai lần gõ mật khẩu không giống nhau.")
    return first


def _secret(request: Request) -> str:
    return request.app.state.house.link_secret or ""


def _came_from(request: Request) -> str:
    return request.client.host if request.client else ""
