"""Administration of the groups of agencies that documents address."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from directive.registry import AgencyGroup
from office import agencies, grouping
from office.agencies import AGENCY_KINDS
from office.errors import NotFoundError, OfficeError
from office.rights import Right
from runtime import clock
from store.group_file import COLUMNS, read_groups
from web import sheets
from web.access import Asking, needs
from web.forms import Posted, PostedFiles
from web.rendering import page
from web.saying import after

router = APIRouter()
_REGISTERS = [needs(Right.REGISTER)]
_BLANK = AgencyGroup("", (), ())


@router.get("/admin/groups", response_class=HTMLResponse, dependencies=_REGISTERS)
def groups(request: Request) -> HTMLResponse:
    """Show the groups of agencies, each with its form."""
    return _groups(request)


@router.get("/admin/groups/export", dependencies=_REGISTERS)
def export(request: Request) -> Response:
    """Give the groups as a sheet that can be sent in again."""
    rows = [
        (
            one.code,
            "; ".join(one.phrases),
            "; ".join(AGENCY_KINDS.get(kind, kind) for kind in one.kinds),
            "; ".join(one.named),
        )
        for one in agencies.registry().groups
    ]
    return sheets.download(request, "nhom-co-quan", COLUMNS, rows)


@router.post("/admin/groups/import", dependencies=_REGISTERS)
def enter(request: Request, form: PostedFiles, asking: Asking) -> Response:
    """Add and change the groups of a sheet, all or none."""
    try:
        sheets.entered(
            form,
            read_groups,
            lambda lines: grouping.enter(lines, actor=asking.actor, now=clock.now()),
        )
    except OfficeError as fault:
        return _groups(request, sheet_fault=str(fault))
    return after("/admin/groups", "sheet_kept")


@router.post("/admin/groups", dependencies=_REGISTERS)
def put_group(request: Request, form: Posted, asking: Asking) -> Response:
    """Add or change a group."""
    typed = AgencyGroup(
        form.text("code", longest=60),
        grouping.parts(form.text("phrases"), "\n"),
        form.many("kinds"),
        grouping.parts(form.text("agencies"), "\n"),
    )
    try:
        grouping.put_group(typed, actor=asking.actor, now=clock.now())
    except OfficeError as fault:
        return _groups(request, typed=typed, fault=str(fault))
    return after("/admin/groups", "group_kept")


@router.post("/admin/groups/end", dependencies=_REGISTERS)
def end(request: Request, form: Posted, asking: Asking) -> Response:
    """Let the phrases of a group stand for nobody any more."""
    code = form.text("code", longest=60)
    try:
        grouping.end_group(code, actor=asking.actor, now=clock.now())
    except NotFoundError:
        raise
    except OfficeError as fault:
        kept = next(one for one in agencies.registry().groups if one.code == code)
        return _groups(request, typed=kept, fault=str(fault))
    return after("/admin/groups", "group_ended")


def _groups(
    request: Request,
    *,
    typed: AgencyGroup | None = None,
    fault: str | None = None,
    sheet_fault: str | None = None,
) -> HTMLResponse:
    known = agencies.registry()
    there = {one.code: one for one in known.groups}
    kept = [typed if typed and one.code == typed.code else one for one in known.groups]
    is_new = typed is not None and typed.code not in there
    return page(
        request,
        "admin_groups.html",
        status=422 if fault or sheet_fault else 200,
        groups=[*kept, typed if typed and is_new else _BLANK],
        held={
            code: [agency for agency in known.agencies if group.holds(agency)]
            for code, group in there.items()
        },
        kinds=AGENCY_KINDS,
        typed=typed,
        fault=fault,
        sheet_fault=sheet_fault,
    )
