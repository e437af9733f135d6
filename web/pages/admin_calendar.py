"""Administration of the working days: a year of them, and what a change moves."""

from __future__ import annotations

import re
from dataclasses import replace

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from directive.calendar import SHIPPED_VERSION
from directive.sentence import day
from office import day_changes, rescheduling, working_days
from office.day_changes import REST, WORK, Change
from office.errors import OfficeError
from office.rights import Right
from runtime import clock
from runtime.clock import HANOI
from store.days_file import COLUMNS, Added, read_days
from web import query, sheets
from web.access import Asking, needs
from web.forms import Form, Posted, PostedFiles
from web.rendering import page
from web.saying import after

router = APIRouter()
_RULES = [needs(Right.RULE)]
_YEAR = re.compile(r"[0-9]{4}")
LISTED = "days"
_FIELDS = ("off", "off_to", "working", "working_to", "undo", "because", LISTED)
MONTHS = tuple(f"Tháng {n}" for n in range(1, 13))
WEEKDAYS = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")


@router.get("/admin/calendar", response_class=HTMLResponse, dependencies=_RULES)
def year(request: Request) -> HTMLResponse:
    """Show the working days of a year; this one by default."""
    return _shown(request)


@router.get("/admin/calendar/export", dependencies=_RULES)
def export(request: Request) -> Response:
    """Give the days that differ from the law as a sheet that can be sent in again."""
    rows = [
        (day(one.day), REST if one.rest else WORK, one.name)
        for one in day_changes.kept_days()
    ]
    return sheets.download(request, "lich-lam-viec", COLUMNS, rows)


@router.post("/admin/calendar/preview", dependencies=_RULES)
def preview(request: Request, form: Posted) -> HTMLResponse:
    """Say how many open dates the change would move; nothing is kept."""
    return _foreseen(request, form)


@router.post("/admin/calendar/import", dependencies=_RULES)
def enter(request: Request, form: PostedFiles) -> HTMLResponse:
    """Read the days of a sheet, and say what they would move; nothing is kept."""
    try:
        found = sheets.entered(form, read_days, day_changes.of_sheet)
    except OfficeError as fault:
        return _shown(request, form, sheet_fault=str(fault))
    listed = "\n".join(f"{one.day}\t{one.name}\t{one.rest:d}" for one in found)
    return _foreseen(request, replace(form, fields={**form.fields, LISTED: (listed,)}))


@router.post("/admin/calendar", dependencies=_RULES)
def put(request: Request, form: Posted, asking: Asking) -> Response:
    """Put the change in force: dates are reckoned again, agencies told once."""
    try:
        change = _change(form)
        rescheduling.put_calendar(
            day_changes.changed(rescheduling.document_in_force(), change),
            because=change.because,
            house=request.app.state.house,
            actor=asking.actor,
            now=clock.now(),
        )
    except OfficeError as fault:
        return _shown(request, form, fault=str(fault))
    shown = change.first.year if change.first else _this_year()
    return after(f"/admin/calendar?year={shown}", "calendar_set")


def _foreseen(request: Request, form: Form) -> HTMLResponse:
    try:
        change = _change(form)
        document = day_changes.changed(rescheduling.document_in_force(), change)
        found = rescheduling.foresee(document)
    except OfficeError as fault:
        return _shown(request, form, fault=str(fault))
    return _shown(request, form, foreseen=found, change=change)


def _change(form: Form) -> Change:
    """Return what was typed, and the days of a sheet that was read before.

    Raises:
        OfficeError: A day is none, or a span of them.
    """
    undone = form.day("undo")
    return Change(
        because=form.text("because", longest=500),
        off=day_changes.span(form.day("off"), form.day("off_to")),
        working=day_changes.span(form.day("working"), form.day("working_to")),
        undone=(undone,) if undone else (),
        listed=_listed(form.text(LISTED, longest=500_000)),
    )


def _listed(text: str) -> tuple[Added, ...]:
    try:
        return tuple(
            Added(query.day(on), rest=rest == "1", name=name)
            for on, name, rest in (line.split("\t") for line in text.splitlines())
        )
    except ValueError:
        raise OfficeError("Bảng ngày không còn nguyên; hãy nhập lại từ tệp.") from None


def _this_year() -> int:
    return clock.now().astimezone(HANOI).year


def _shown(
    request: Request,
    form: Form | None = None,
    *,
    fault: str | None = None,
    sheet_fault: str | None = None,
    foreseen: tuple[int, int] | None = None,
    change: Change | None = None,
) -> HTMLResponse:
    asked = request.query_params.get("year", "")
    shown = int(asked) if _YEAR.fullmatch(asked) else _this_year()
    typed = {name: form.typed(name) if form else "" for name in _FIELDS}
    if form is None:
        typed["undo"] = request.query_params.get("undo", "")[:10]
    return page(
        request,
        "admin_calendar.html",
        status=422 if fault or sheet_fault else 200,
        seen=working_days.year_of(shown, house=request.app.state.house),
        shipped=SHIPPED_VERSION,
        month_names=MONTHS,
        weekday_names=WEEKDAYS,
        typed=typed,
        fault=fault,
        sheet_fault=sheet_fault,
        foreseen=foreseen,
        listed=change.listed if change else (),
    )
