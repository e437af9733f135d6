"""Administration of agencies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from directive.registry import Agency
from office import agencies, desks, ending
from office.agencies import AGENCY_KINDS
from office.errors import NotFoundError, OfficeError
from office.rights import Right
from runtime import clock
from store.agency_file import COLUMNS, read_agencies
from web import sheets
from web.access import Asking, needs
from web.forms import Form, Posted, PostedFiles
from web.rendering import page
from web.saying import after

if TYPE_CHECKING:
    from collections.abc import Mapping

router = APIRouter()
MOST = 300  # agencies on a page
_REGISTERS = [needs(Right.REGISTER)]
_FORMS = ("agency", "ways", "title", "contact", "away", "revoke")
FIELDS = (
    "duty", "channel", "address", "rank", "first", "last", "substitute", "because",
    "title",
)  # fmt: skip
"""Fields of the forms of an agency's page, but for the one of the agency itself."""
_BLANK = Agency("", "", "so")


@router.get("/admin/agencies", response_class=HTMLResponse, dependencies=_REGISTERS)
def listed(request: Request) -> HTMLResponse:
    """Show the agencies that the address asks for."""
    return _listed(request)


@router.post("/admin/agencies", dependencies=_REGISTERS)
def add(request: Request, form: Posted, asking: Asking) -> Response:
    """Found an agency; its page shows how its posts are reached."""
    typed = _typed(form, form.text("code", longest=40))
    try:
        agencies.add(
            typed,
            house=request.app.state.house,
            actor=asking.actor,
            now=clock.now(),
        )
    except OfficeError as fault:
        return _listed(request, typed=typed, fault=str(fault))
    return after(f"/admin/agencies/{typed.code}", "agency_added")


@router.post("/admin/agencies/import", dependencies=_REGISTERS)
def enter(request: Request, form: PostedFiles, asking: Asking) -> Response:
    """Add and change the agencies of a sheet, all or none."""
    try:
        sheets.entered(
            form,
            read_agencies,
            lambda lines: agencies.enter(
                lines,
                house=request.app.state.house,
                actor=asking.actor,
                now=clock.now(),
            ),
        )
    except OfficeError as fault:
        return _listed(request, sheet_fault=str(fault))
    return after("/admin/agencies", "sheet_kept")


@router.get("/admin/agencies/export", dependencies=_REGISTERS)
def export(request: Request) -> Response:
    """Give the agencies of now as a sheet that can be sent in again."""
    rows = [
        (
            one.code,
            one.name,
            AGENCY_KINDS.get(one.kind, one.kind),
            one.abbrev or "",
            "; ".join(one.aliases),
            "có" if one.by_request else "",
        )
        for one in agencies.registry().agencies
    ]
    return sheets.download(request, "co-quan", COLUMNS, rows)


@router.get(
    "/admin/agencies/{code}", response_class=HTMLResponse, dependencies=_REGISTERS
)
def one_agency(request: Request, code: str) -> HTMLResponse:
    """Show an agency, its posts and how they are reached."""
    return agency_page(request, code)


@router.post("/admin/agencies/{code}", dependencies=_REGISTERS)
def change(request: Request, code: str, form: Posted, asking: Asking) -> Response:
    """Change what an agency is called and is."""
    typed = _typed(form, code)
    try:
        agencies.change(typed, actor=asking.actor, now=clock.now())
    except NotFoundError:
        raise
    except OfficeError as fault:
        return agency_page(request, code, faults={"agency": str(fault)}, typed=typed)
    return after(f"/admin/agencies/{code}", "saved")


def agency_page(
    request: Request,
    code: str,
    *,
    faults: Mapping[str, str] | None = None,
    typed: Agency | None = None,
    given: Mapping[str, str] | None = None,
    offered: tuple[str, str] | None = None,
) -> HTMLResponse:
    """Show the page of one agency, with what is wrong and what was typed.

    Args:
        request: The request.
        code: Of the agency.
        faults: What is wrong, by the form it was typed into.
        typed: The agency as typed.
        given: What was typed into the other forms, by field.
        offered: A post's title and the pairing code for it, shown this once.

    Raises:
        NotFoundError: No such agency.
    """
    known = ending.of_code(code)
    return page(
        request,
        "admin_agency.html",
        status=422 if faults else 200,
        headers={"cache-control": "no-store"},
        agency=known.agency,
        known=known,
        typed=typed or known.agency,
        desks=desks.desks(code),
        others=desks.desks(),
        kinds=AGENCY_KINDS,
        faults=dict.fromkeys(_FORMS, "") | dict(faults or {}),
        given=dict.fromkeys(FIELDS, "") | dict(given or {}),
        offered=offered,
    )


def _listed(
    request: Request,
    *,
    typed: Agency = _BLANK,
    fault: str | None = None,
    sheet_fault: str | None = None,
) -> HTMLResponse:
    words = request.query_params.get("q", "").strip()[:200]
    kind = request.query_params.get("kind", "")
    ended = request.query_params.get("state", "") == "ended"
    found = agencies.found(words, kind, ended=ended)
    return page(
        request,
        "admin_agencies.html",
        status=422 if fault or sheet_fault else 200,
        shown=found[:MOST],
        total=len(found),
        words=words,
        kind=kind,
        ended=ended,
        kinds=AGENCY_KINDS,
        typed=typed,
        fault=fault,
        sheet_fault=sheet_fault,
    )


def _typed(form: Form, code: str) -> Agency:
    return agencies.cleaned(
        Agency(
            code=code,
            name=form.text("name", longest=1000),
            kind=form.text("kind", longest=60),
            abbrev=form.text("abbrev", longest=60),
            aliases=tuple(form.text("aliases").split("\n")),
            by_request=bool(form.text("by_request", longest=10)),
        )
    )
