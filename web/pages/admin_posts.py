"""Administration of posts: how each is reached, who is away, links called back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from office import (
    contacting,
    desks,
    ending,
    links,
    pairing,
    retitling,
    standing_in,
)
from office.errors import NotFoundError, OfficeError
from office.house import office_day
from office.rights import Right
from runtime import clock
from store.contact_file import COLUMNS, ContactLine, read_contacts
from store.folding import without_accents
from web import sheets
from web.access import Asking, needs
from web.forms import Form, Posted, PostedFiles
from web.pages.admin_agencies import FIELDS, agency_page
from web.rendering import page
from web.saying import after

if TYPE_CHECKING:
    from collections.abc import Callable

    from office.desks import Desk

router = APIRouter()
MOST = 400  # posts on a page
_REGISTERS = [needs(Right.REGISTER)]
_PLACES = {
    "agency": "Cơ quan",
    "duty": "Đầu mối",
    "channel": "Kênh",
    "address": "Địa chỉ",
    "rank": "Thứ tự",
}


@router.get("/admin/posts", response_class=HTMLResponse, dependencies=_REGISTERS)
def posts(request: Request) -> HTMLResponse:
    """Show every post and how it is reached, those that nothing reaches first."""
    return _listed(request)


@router.post("/admin/posts/import", dependencies=_REGISTERS)
def enter(request: Request, form: PostedFiles, asking: Asking) -> Response:
    """Enter the contacts of a sheet, all or none."""
    try:
        sheets.entered(
            form,
            read_contacts,
            lambda lines: contacting.enter_contacts(
                lines, actor=asking.actor, now=clock.now()
            ),
        )
    except OfficeError as fault:
        return _listed(request, sheet_fault=str(fault))
    return after("/admin/posts", "sheet_kept")


@router.get("/admin/posts/export", dependencies=_REGISTERS)
def export(request: Request) -> Response:
    """Give all contacts as a sheet that can be sent in again."""
    rows = [
        (one.agency_code, one.duty, way.channel, way.address, str(way.rank))
        for one in desks.desks()
        for way in one.ways
    ]
    return sheets.download(request, "danh-ba", COLUMNS, rows)


@router.post("/admin/agencies/{code}/contact", dependencies=_REGISTERS)
def contact(request: Request, code: str, form: Posted, asking: Asking) -> Response:
    """Enter one way to a post, or change it."""
    line = ContactLine(
        agency=code,
        duty=form.text("duty"),
        channel=form.text("channel"),
        address=form.text("address"),
        rank=form.text("rank"),
        places=_PLACES,
    )
    return _acted(
        request,
        code,
        form,
        "contact",
        lambda: contacting.enter_contacts([line], actor=asking.actor, now=clock.now()),
        said="contact_kept",
    )


@router.post("/admin/agencies/{code}/code", dependencies=_REGISTERS)
def pairing_code(request: Request, code: str, form: Posted, asking: Asking) -> Response:
    """Show, this once, a code that links a Zalo chat to a post."""
    duty = form.text("duty", longest=40)
    offered = pairing.offer(code, duty, actor=asking.actor, now=clock.now())
    title = next(one.title for one in desks.desks(code) if one.duty == duty)
    return agency_page(request, code, offered=(title, offered))


@router.post("/admin/agencies/{code}/unlink", dependencies=_REGISTERS)
def unlink(request: Request, code: str, form: Posted, asking: Asking) -> Response:
    """End one way to a post."""
    return _acted(
        request,
        code,
        form,
        "ways",
        lambda: pairing.unlink(
            code,
            form.text("duty"),
            form.text("channel"),
            actor=asking.actor,
            now=clock.now(),
        ),
        said="channel_unlinked",
    )


@router.post("/admin/agencies/{code}/title", dependencies=_REGISTERS)
def rename(request: Request, code: str, form: Posted, asking: Asking) -> Response:
    """Call a post otherwise."""
    return _acted(
        request,
        code,
        form,
        "title",
        lambda: retitling.rename(
            (code, form.text("duty")),
            form.text("title"),
            actor=asking.actor,
            now=clock.now(),
        ),
        said="saved",
    )


@router.post("/admin/agencies/{code}/away", dependencies=_REGISTERS)
def away(request: Request, code: str, form: Posted, asking: Asking) -> Response:
    """Let another post hear for one, from a day on."""

    def go() -> None:
        agency, _, duty = form.text("substitute").partition("/")
        standing_in.go_away(
            (code, form.text("duty")),
            first_day=form.day("first") or office_day(clock.now()),
            last_day=form.day("last"),
            substitute=(agency, duty) if agency else None,
            actor=asking.actor,
            now=clock.now(),
        )

    return _acted(request, code, form, "away", go, said="absence_kept")


@router.post("/admin/agencies/{code}/back", dependencies=_REGISTERS)
def back(request: Request, code: str, form: Posted, asking: Asking) -> Response:
    """Let a post hear for itself again."""
    return _acted(
        request,
        code,
        form,
        "away",
        lambda: standing_in.come_back(
            (code, form.text("duty")), actor=asking.actor, now=clock.now()
        ),
        said="post_back",
    )


@router.post("/admin/agencies/{code}/revoke", dependencies=_REGISTERS)
def revoke(request: Request, code: str, form: Posted, asking: Asking) -> Response:
    """Call back every answer link that the agency was sent."""
    ending.of_code(code)
    return _acted(
        request,
        code,
        form,
        "revoke",
        lambda: links.revoke(
            code,
            because=form.text("because", longest=1000),
            actor=asking.actor,
            now=clock.now(),
        ),
        said="links_revoked",
    )


def _acted(
    request: Request,
    code: str,
    form: Form,
    name: str,
    act: Callable[[], object],
    *,
    said: str,
) -> Response:
    """Do an act of the agency's page; what is wrong is said beside its form."""
    try:
        act()
    except NotFoundError:
        raise
    except OfficeError as fault:
        given = {field: form.text(field) for field in FIELDS}
        return agency_page(request, code, faults={name: str(fault)}, given=given)
    return after(f"/admin/agencies/{code}", said)


def _listed(request: Request, *, sheet_fault: str | None = None) -> HTMLResponse:
    words = request.query_params.get("q", "").strip()[:200]
    reach = request.query_params.get("reach", "")
    wanted = without_accents(words).split()
    every = desks.desks()
    found = [
        one
        for one in every
        if (reach != "none" or not one.ways)
        and (reach != "away" or one.away)
        and all(word in _searched(one) for word in wanted)
    ]
    return page(
        request,
        "admin_posts.html",
        status=422 if sheet_fault else 200,
        shown=found[:MOST],
        total=len(found),
        unreached=sum(not one.ways for one in every),
        words=words,
        reach=reach,
        sheet_fault=sheet_fault,
    )


def _searched(one: Desk) -> str:
    addresses = [way.address for way in one.ways]
    return without_accents(
        " ".join((one.agency_code, one.agency, one.title, *addresses))
    )
