"""A leader's alerts: each decided where it stands; an agency's explanation of one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from directive.errors import NotAllowedError
from office import alert_acts, alerts, escalations, resending
from office.errors import NotFoundError, OfficeError
from office.rights import Right
from runtime import clock
from web.access import Asking, needs
from web.forms import Form, Posted
from web.numbers import number_or_none, numbered
from web.rendering import page
from web.saying import after

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from office.viewer import Viewer

router = APIRouter()

MOST_OFFERED = 3  # dates for one tap
SAYS = {
    "seen": "alert_seen",
    "ask": "explanation_asked",
    "date": "date_set",
    "reassign": "reassigned",
}
TOGETHER = {
    "seen": "Đã xem",
    "ask": "Yêu cầu giải trình",
    "date": "Ấn định thời hạn mới",
}
"""What may be done to all alerts of an instruction."""
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
        numbered(number),
        numbered(sent),
        viewer=asking,
        house=request.app.state.house,
        now=clock.now(),
    )
    return page(request, "message.html", seen=seen, masked=resending.masked)


@router.post("/alerts/{number}/seen", dependencies=[needs(Right.DECIDE)])
def seen(request: Request, number: str, asking: Asking, form: Posted) -> Response:
    """Acknowledge an alert."""
    return _decide(request, asking, number, form, "seen")


@router.post("/alerts/{number}/ask", dependencies=[needs(Right.DECIDE)])
def ask(request: Request, number: str, asking: Asking, form: Posted) -> Response:
    """Ask the head of the agency to explain; in our words when none are typed."""
    return _decide(request, asking, number, form, "ask")


@router.post("/alerts/{number}/date", dependencies=[needs(Right.DECIDE)])
def set_date(request: Request, number: str, asking: Asking, form: Posted) -> Response:
    """Set a new last day, typed or offered."""
    return _decide(request, asking, number, form, "date")


@router.post("/alerts/{number}/reassign", dependencies=[needs(Right.DECIDE)])
def reassign(request: Request, number: str, asking: Asking, form: Posted) -> Response:
    """Give the assignment to another agency."""
    return _decide(request, asking, number, form, "reassign")


@router.post(
    "/alerts/of/{instruction}",
    response_class=HTMLResponse,
    dependencies=[needs(Right.DECIDE)],
)
def together(
    request: Request, instruction: str, asking: Asking, form: Posted
) -> Response:
    """Decide all alerts of an instruction at once, and say which were not."""
    try:
        act = _act_of(form)
        done = alert_acts.all_of(
            numbered(instruction),
            numbered(form.text("upto", longest=20)),
            _acts(request, asking, form)[act],
            name=TOGETHER[act],
            **_by(request, asking),
        )
    except OfficeError as wrong:
        return _again(request, asking, form, wrong, of=numbered(instruction))
    return page(request, "at_once.html", done=done, back="/alerts")


@router.post("/escalations/{number}/explain", dependencies=[needs(Right.ANSWER)])
def explain(number: str, asking: Asking, form: Posted) -> Response:
    """Take the explanation of the agency that owes it."""
    escalations.explain(
        numbered(number),
        words=form.text("words"),
        actor=asking.as_agency,
        now=clock.now(),
    )
    return after("/", "explained")


def alerts_page(
    request: Request,
    asking: Viewer,
    *,
    status: int = 200,
    fault: str | None = None,
    at: int | None = None,
    of: int | None = None,
    typed: Form | None = None,
) -> HTMLResponse:
    """Return the page of a leader's alerts, with the figures above it.

    Args:
        request: Says how many to pass over, of which instruction, and what was just
            decided.
        asking: The leader.
        status: Of the answer.
        fault: Why something was not done, `at` which alert or to all `of` which
            instruction, with what was `typed`.
        at: The number of an escalation.
        of: The number of an instruction.
        typed: A form that is to be shown again.
    """
    asked = request.query_params
    skipped, apart = asked.get("skip", "0"), asked.get("instruction", "")
    offset = number_or_none(skipped) or 0
    instruction = number_or_none(apart)
    found = alerts.of(
        asking,
        house=request.app.state.house,
        now=clock.now(),
        offset=offset,
        instruction=instruction,
    )
    decided = asked.get("of", "")
    shown = {one.raised.escalation_id for one in found.alerts}
    grouped = {one.pile.instruction for one in found.groups if one.pile.n > 1}
    return page(
        request,
        "alerts.html",
        status=status,
        mine=found,
        offset=offset,
        instruction=instruction,
        offered=MOST_OFFERED,
        decided=decided if _CODE.fullmatch(decided) else None,
        fault=fault,
        elsewhere=fault and at not in shown and of not in grouped,
        at=at,
        of=of,
        typed=typed or Form(),
    )


def _decide(
    request: Request, asking: Viewer, number: str, form: Form, act: str
) -> Response:
    try:
        code = _acts(request, asking, form)[act](numbered(number))
    except (OfficeError, NotAllowedError) as wrong:
        return _again(request, asking, form, wrong, at=numbered(number))
    apart = request.query_params.get("instruction", "")
    kept = f"&instruction={apart}" if number_or_none(apart) else ""
    return after(f"/alerts?of={code}{kept}", SAYS[act])


def _act_of(form: Form) -> str:
    """Return what is to be done to several alerts, with the day that it needs."""
    act = form.text("act", longest=20)
    if act not in TOGETHER:
        raise OfficeError("Hãy chọn việc cần làm với các cảnh báo này.")
    if act == "date":
        _day(form)
    return act


def _acts(
    request: Request, asking: Viewer, form: Form
) -> Mapping[str, Callable[[int], str]]:
    """Return what the form may do to the number of an alert."""
    by = _by(request, asking)
    question = form.text("question") or alert_acts.QUESTION
    return {
        "seen": lambda number: alert_acts.see(number, **by),
        "ask": lambda number: alert_acts.ask(number, question, **by),
        "date": lambda number: alert_acts.set_date(
            number, _day(form), form.text("reason"), **by
        ),
        "reassign": lambda number: alert_acts.reassign(
            number, form.text("agency"), form.text("why"), **by
        ),
    }


def _again(
    request: Request,
    asking: Viewer,
    form: Form,
    wrong: OfficeError | NotAllowedError,
    *,
    at: int | None = None,
    of: int | None = None,
) -> Response:
    """Show the page with what was typed and why it was not done."""
    if isinstance(wrong, NotFoundError):
        raise wrong
    return alerts_page(
        request, asking, status=422, fault=str(wrong), at=at, of=of, typed=form
    )


def _by(request: Request, asking: Viewer) -> dict[str, Any]:
    return {
        "viewer": asking,
        "house": request.app.state.house,
        "now": clock.now(),
    }


def _day(form: Form) -> date:
    day = form.day("until")
    if day is None:
        raise OfficeError("Hãy chọn ngày làm thời hạn mới.")
    return day
