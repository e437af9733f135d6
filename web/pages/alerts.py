"""A leader's alerts: each decided where it stands; an agency's explanation of one."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from office import alert_acts, alerts, escalations, resending
from office.errors import NotFoundError, OfficeError
from office.rights import Right
from runtime import clock
from web.access import Asking, needs
from web.forms import Form, Posted
from web.rendering import page
from web.saying import after

if TYPE_CHECKING:
    from office.viewer import Viewer

router = APIRouter()

MOST_OFFERED = 3  # dates for one tap
_NUMBER = re.compile(r"\d{1,18}")
_CODE = re.compile(r"[A-Z]{2}-\d{4}-\d{6,12}")


@router.get("/alerts", response_class=HTMLResponse, dependencies=[needs(Right.DECIDE)])
def shown(request: Request, asking: Asking) -> HTMLResponse:
    """Show what needs this leader, the most severe first."""
    return alerts_page(request, asking)


@router.get(
    "/alerts/{number}/messages/{sent}",
    response_class=HTMLResponse,
    dependencies=[needs(Right.DECIDE)],
)
def message(request: Request, number: str, sent: str, asking: Asking) -> HTMLResponse:
    """Show a message that was sent about an alert, its signed links masked."""
    seen = alert_acts.message(
        _id(number),
        _id(sent),
        viewer=asking,
        house=request.app.state.house,
        now=clock.now(),
    )
    return page(request, "message.html", seen=seen, masked=resending.masked)


@router.post("/alerts/{number}/seen", dependencies=[needs(Right.DECIDE)])
def seen(request: Request, number: str, asking: Asking, form: Posted) -> Response:
    """Acknowledge an alert."""
    del form  # it is checked
    code = alert_acts.see(
        _id(number), viewer=asking, house=request.app.state.house, now=clock.now()
    )
    return _decided("alert_seen", code)


@router.post("/alerts/{number}/ask", dependencies=[needs(Right.DECIDE)])
def ask(request: Request, number: str, asking: Asking, form: Posted) -> Response:
    """Ask the head of the agency to explain; in our words when none are typed."""
    code = alert_acts.ask(
        _id(number),
        form.text("question") or alert_acts.QUESTION,
        viewer=asking,
        house=request.app.state.house,
        now=clock.now(),
    )
    return _decided("explanation_asked", code)


@router.post("/alerts/{number}/date", dependencies=[needs(Right.DECIDE)])
def set_date(request: Request, number: str, asking: Asking, form: Posted) -> Response:
    """Set a new last day, typed or offered."""
    try:
        code = alert_acts.set_date(
            _id(number),
            _day(form),
            form.text("reason"),
            viewer=asking,
            house=request.app.state.house,
            now=clock.now(),
        )
    except OfficeError as wrong:
        return _again(request, asking, number, form, wrong)
    return _decided("date_set", code)


@router.post("/alerts/{number}/reassign", dependencies=[needs(Right.DECIDE)])
def reassign(request: Request, number: str, asking: Asking, form: Posted) -> Response:
    """Give the assignment to another agency."""
    try:
        code = alert_acts.reassign(
            _id(number),
            form.text("agency"),
            form.text("why"),
            viewer=asking,
            house=request.app.state.house,
            now=clock.now(),
        )
    except OfficeError as wrong:
        return _again(request, asking, number, form, wrong)
    return _decided("reassigned", code)


@router.post("/escalations/{number}/explain", dependencies=[needs(Right.ANSWER)])
def explain(number: str, asking: Asking, form: Posted) -> Response:
    """Take the explanation of the agency that owes it."""
    escalations.explain(
        _id(number), words=form.text("words"), actor=asking.as_agency, now=clock.now()
    )
    return after("/", "explained")


def alerts_page(
    request: Request,
    asking: Viewer,
    *,
    status: int = 200,
    fault: str | None = None,
    at: int | None = None,
    typed: Form | None = None,
) -> HTMLResponse:
    """Return the page of a leader's alerts, with the figures above it.

    Args:
        request: Says how many to pass over, and what was just decided.
        asking: The leader.
        status: Of the answer.
        fault: Why something was not done; `at` which alert, with what was `typed`.
        at: The number of an escalation.
        typed: A form that is to be shown again.
    """
    skipped = request.query_params.get("skip", "0")
    offset = int(skipped) if _NUMBER.fullmatch(skipped) else 0
    found = alerts.of(
        asking, house=request.app.state.house, now=clock.now(), offset=offset
    )
    decided = request.query_params.get("of", "")
    return page(
        request,
        "alerts.html",
        status=status,
        mine=found,
        offset=offset,
        offered=MOST_OFFERED,
        decided=decided if _CODE.fullmatch(decided) else None,
        fault=fault,
        at=at,
        typed=typed or Form(),
    )


def _again(
    request: Request, asking: Viewer, number: str, form: Form, wrong: OfficeError
) -> Response:
    """Show the page with what was typed and why it was not done."""
    if isinstance(wrong, NotFoundError):
        raise wrong
    return alerts_page(
        request, asking, status=422, fault=str(wrong), at=_id(number), typed=form
    )


def _decided(said: str, code: str) -> Response:
    return after(f"/alerts?of={code}", said)


def _day(form: Form) -> date:
    try:
        return date.fromisoformat(form.text("until", longest=10))
    except ValueError:
        raise OfficeError("Hãy chọn ngày làm thời hạn mới.") from None


def _id(text: str) -> int:
    if not _NUMBER.fullmatch(text):
        raise NotFoundError("Không có trang nào ở địa chỉ này.")
    return int(text)
