"""Before a document is issued: who would get what and when; then issue it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from directive.amending import ACTS
from directive.sentence import Sentence
from office import changing, foreseeing, intake, issuing, reopening
from office.errors import NotFoundError, OfficeError
from office.rights import Right
from runtime import clock
from web.access import Asking, needs
from web.forms import Posted
from web.numbers import numbered
from web.rendering import page
from web.saying import SAID, after

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from office.viewer import Viewer

router = APIRouter()


@router.get(
    "/directives/{number}/issue",
    response_class=HTMLResponse,
    dependencies=[needs(Right.TAKE_IN)],
)
def preview(request: Request, number: str, asking: Asking) -> Response:
    """Show who would get what and when; what was issued has a page of its own."""
    return _page(request, number, asking)


@router.post(
    "/directives/{number}/confirm",
    response_class=HTMLResponse,
    dependencies=[needs(Right.TAKE_IN)],
)
def confirm(request: Request, number: str, asking: Asking, form: Posted) -> Response:
    """Confirm a reading; nearly meant agencies that are ticked are added."""
    try:
        intake.confirm(
            numbered(number), add=form.many("add"), actor=asking.actor, now=clock.now()
        )
    except NotFoundError:
        raise
    except OfficeError as fault:
        return _page(request, number, asking, fault=str(fault))
    return after(f"/directives/{number}/issue", "reading_confirmed")


@router.post(
    "/directives/{number}/reopen",
    response_class=HTMLResponse,
    dependencies=[needs(Right.TAKE_IN)],
)
def reopen(number: str, asking: Asking, form: Posted) -> Response:
    """Open a confirmed reading for correction again."""
    del form  # it carries its token alone
    reopening.reopen(numbered(number), actor=asking.actor, now=clock.now())
    return after(f"/directives/{number}/reading", "reading_reopened")


@router.post(
    "/directives/{number}/issue",
    response_class=HTMLResponse,
    dependencies=[needs(Right.TAKE_IN)],
)
def issue(request: Request, number: str, asking: Asking, form: Posted) -> Response:
    """Issue a confirmed document, or only look what the day that was typed changes."""
    typed = {name: form.text(name, longest=50) for name in ("number", "issued_on")}
    on: date | None = None
    try:
        on = form.day("issued_on", Sentence("Ngày ban hành"))
        if form.text("act") == "look":
            return _page(request, number, asking, typed=typed, issued_on=on)
        issuing.issue(
            numbered(number),
            number=typed["number"] or None,
            issued_on=on,
            house=request.app.state.house,
            actor=asking.actor,
            now=clock.now(),
        )
    except NotFoundError:
        raise
    except OfficeError as fault:
        return _page(
            request, number, asking, typed=typed, issued_on=on, fault=str(fault)
        )
    return after(f"/directives/{number}/issue", "directive_issued")


@router.post(
    "/directives/{number}/amended",
    response_class=HTMLResponse,
    dependencies=[needs(Right.TAKE_IN)],
)
def amended(request: Request, number: str, asking: Asking, form: Posted) -> Response:
    """Say what becomes of the open work of an earlier document."""
    try:
        changing.decide(
            numbered(number),
            numbered(form.text("earlier")),
            form.text("act"),
            until=form.day("until"),
            reason=form.text("reason") or None,
            house=request.app.state.house,
            actor=asking.actor,
            now=clock.now(),
        )
    except NotFoundError:
        raise
    except OfficeError as fault:
        return _page(request, number, asking, fault=str(fault))
    return after(f"/directives/{number}/issue", "amended")


def _page(
    request: Request,
    number: str,
    asking: Viewer,
    *,
    typed: Mapping[str, str] | None = None,
    issued_on: date | None = None,
    fault: str = "",
) -> Response:
    seen = foreseeing.foresee(
        numbered(number),
        house=request.app.state.house,
        actor=asking.actor,
        now=clock.now(),
        issued_on=issued_on,
    )
    is_done = seen.row.stage not in {"received", "confirmed"}
    if is_done and not seen.changed and not fault:
        said = request.query_params.get("said", "")
        return after(f"/directives/{seen.row.id}", said if said in SAID else None)
    return page(
        request,
        "issue.html",
        status=422 if fault else 200,
        seen=seen,
        d=seen.row,
        typed=typed or {},
        fault_words=fault,
        act_names=ACTS,
    )
