"""Administration of the working days: a year of them, and what a change moves."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from office import rescheduling, working_days
from office.errors import OfficeError
from office.rights import Right
from runtime import clock
from runtime.clock import HANOI
from web.access import Asking, needs
from web.forms import Form, Posted
from web.rendering import page
from web.saying import after

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

router = APIRouter()
_RULES = [needs(Right.RULE)]
_YEAR = re.compile(r"[0-9]{4}")
_FIELDS = ("off", "working", "because")
MONTHS = tuple(f"Tháng {n}" for n in range(1, 13))
WEEKDAYS = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")


@router.get("/admin/calendar", response_class=HTMLResponse, dependencies=_RULES)
def year(request: Request) -> HTMLResponse:
    """Show the working days of a year; this one by default."""
    return _shown(request)


@router.post("/admin/calendar/preview", dependencies=_RULES)
def preview(request: Request, form: Posted) -> HTMLResponse:
    """Say how many open dates the change would move; nothing is kept."""
    typed = _typed(form)
    try:
        found = rescheduling.foresee(_document(typed))
    except OfficeError as fault:
        return _shown(request, typed=typed, fault=str(fault))
    return _shown(request, typed=typed, foreseen=found)


@router.post("/admin/calendar", dependencies=_RULES)
def put(request: Request, form: Posted, asking: Asking) -> Response:
    """Put the change in force: dates are reckoned again, agencies told once."""
    typed = _typed(form)
    try:
        rescheduling.put_calendar(
            _document(typed),
            because=typed["because"],
            house=request.app.state.house,
            actor=asking.actor,
            now=clock.now(),
        )
    except OfficeError as fault:
        return _shown(request, typed=typed, fault=str(fault))
    return after(f"/admin/calendar?year={_year(typed)}", "calendar_set")


def _typed(form: Form) -> dict[str, str]:
    return {name: form.text(name, longest=500) for name in _FIELDS}


def _document(typed: Mapping[str, str]) -> Mapping[str, Any]:
    """Return the calendar in force with the days that were typed.

    Raises:
        OfficeError: A day is none, there is none, or there is no reason.
    """
    if not typed["because"]:
        raise OfficeError("Phải nêu lý do đổi lịch làm việc.")
    off, working = (_day(typed[name]) for name in ("off", "working"))
    return working_days.changed(
        rescheduling.document_in_force(),
        off=[off] if off else [],
        working=[working] if working else [],
        because=typed["because"],
    )


def _year(typed: Mapping[str, str]) -> int:
    for name in ("off", "working"):
        if typed[name]:
            found = _day(typed[name])
            if found:
                return found.year
    return clock.now().astimezone(HANOI).year


def _day(text: str) -> date | None:
    if not text:
        return None
    for pattern in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text, pattern).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise OfficeError("Ngày không đúng; hãy ghi như 31/12/2025.")


def _shown(
    request: Request,
    *,
    typed: Mapping[str, str] | None = None,
    fault: str | None = None,
    foreseen: tuple[int, int] | None = None,
) -> HTMLResponse:
    asked = request.query_params.get("year", "")
    this = clock.now().astimezone(HANOI).year
    shown = int(asked) if _YEAR.fullmatch(asked) else this
    return page(
        request,
        "admin_calendar.html",
        status=422 if fault else 200,
        seen=working_days.year_of(shown, house=request.app.state.house),
        month_names=MONTHS,
        weekday_names=WEEKDAYS,
        typed=typed or dict.fromkeys(_FIELDS, ""),
        fault=fault,
        foreseen=foreseen,
    )
