"""End an agency that was merged or dissolved, and bring one back: with a question."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from office import ending
from office.errors import NotFoundError, OfficeError
from office.rights import Right
from runtime import clock
from web.access import Asking, needs
from web.forms import Posted
from web.rendering import page
from web.saying import after

router = APIRouter()
_REGISTERS = [needs(Right.REGISTER)]


@router.get(
    "/admin/agencies/{code}/end", response_class=HTMLResponse, dependencies=_REGISTERS
)
def asked(request: Request, code: str) -> HTMLResponse:
    """Show what would end with an agency, or come back, and ask."""
    return _asked(request, code)


@router.post("/admin/agencies/{code}/end", dependencies=_REGISTERS)
def end(request: Request, code: str, form: Posted, asking: Asking) -> Response:
    """End an agency that owes nothing any more."""
    because = form.text("because")
    try:
        ending.end(
            code,
            because=because,
            house=request.app.state.house,
            actor=asking.actor,
            now=clock.now(),
        )
    except NotFoundError:
        raise
    except OfficeError as fault:
        return _asked(request, code, because=because, fault=str(fault))
    return after(f"/admin/agencies/{code}", "agency_ended")


@router.post("/admin/agencies/{code}/bring-back", dependencies=_REGISTERS)
def bring_back(request: Request, code: str, form: Posted, asking: Asking) -> Response:
    """Bring an agency back with what ended with it."""
    del form  # it is checked
    try:
        ending.bring_back(code, actor=asking.actor, now=clock.now())
    except NotFoundError:
        raise
    except OfficeError as fault:
        return _asked(request, code, fault=str(fault))
    return after(f"/admin/agencies/{code}", "agency_back")


def _asked(
    request: Request, code: str, *, because: str = "", fault: str | None = None
) -> HTMLResponse:
    house = request.app.state.house
    return page(
        request,
        "admin_agency_end.html",
        status=422 if fault else 200,
        runs=code in (house.office_code, house.chair_code),
        outlook=ending.outlook(code),
        because=because,
        fault=fault,
    )
