"""Acts on one assignment: judge a result, steer, give it to another agency."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from directive.errors import NotAllowedError
from directive.sentence import Sentence
from office import doing, reassigning, steering
from office.errors import ForbiddenError, NotFoundError, OfficeError
from office.rights import Right, scope_of
from runtime import clock
from web.access import Asking, needs
from web.forms import Form, Posted
from web.numbers import number_or_none
from web.pages.details import code_of, shown
from web.rendering import page
from web.saying import after

if TYPE_CHECKING:
    from office.viewer import Viewer

router = APIRouter()


@router.post("/assignments/{code}/judge", dependencies=[needs(Right.JUDGE)])
def judge(request: Request, code: str, asking: Asking, form: Posted) -> Response:
    """Check, accept or return a result."""
    try:
        doing.judge(
            code_of(code),
            _owed(form) or 0,
            form.text("act", longest=30),
            reason=form.text("reason"),
            viewer=asking,
            scope=scope_of(asking),
            house=request.app.state.house,
            now=clock.now(),
        )
    except (OfficeError, NotAllowedError) as wrong:
        return _again(request, code, asking, form, wrong)
    return after(f"/assignments/{code}", "judged")


@router.post("/assignments/{code}/steer", dependencies=[needs(Right.STEER)])
def steer(request: Request, code: str, asking: Asking, form: Posted) -> Response:
    """Suspend, resume, withdraw, reopen, set a date, decide on more time."""
    try:
        doing.steer(
            code_of(code),
            _owed(form),
            form.text("act", longest=30),
            reason=form.text("reason"),
            until=form.day("until", Sentence("Thời hạn")),
            viewer=asking,
            scope=scope_of(asking),
            house=request.app.state.house,
            now=clock.now(),
        )
    except (OfficeError, NotAllowedError) as wrong:
        return _again(request, code, asking, form, wrong)
    return after(f"/assignments/{code}", "steered")


@router.get(
    "/assignments/{code}/reassign",
    response_class=HTMLResponse,
    dependencies=[needs(Right.STEER)],
)
def choose(request: Request, code: str, asking: Asking) -> HTMLResponse:
    """Look for the agency that an assignment shall go to."""
    return _choice(request, code, asking, request.query_params.get("q", ""), Form())


@router.post("/assignments/{code}/reassign", dependencies=[needs(Right.STEER)])
def reassign(request: Request, code: str, asking: Asking, form: Posted) -> Response:
    """Give an assignment to another agency."""
    words = form.text("q", longest=200)
    try:
        steering.reassign(
            code_of(code),
            agency_code=_chosen(form),
            reason=form.text("reason"),
            house=request.app.state.house,
            actor=asking.actor,
            now=clock.now(),
        )
    except NotFoundError:
        raise
    except (OfficeError, NotAllowedError) as wrong:
        return _choice(request, code, asking, words, form, fault=str(wrong))
    return after(f"/assignments/{code}", "reassigned")


def _chosen(form: Form) -> str:
    if not (agency := form.text("agency", longest=60)):
        raise OfficeError("Hãy chọn cơ quan nhận.")
    return agency


def _choice(
    request: Request,
    code: str,
    asking: Viewer,
    words: str,
    typed: Form,
    *,
    fault: str | None = None,
) -> HTMLResponse:
    words = "".join(c for c in words[:200] if c.isprintable())
    return page(
        request,
        "reassign.html",
        status=422 if fault else 200,
        found=reassigning.offered(code_of(code), words, scope=scope_of(asking)),
        code=code,
        words=words,
        typed=typed,
        fault=fault,
    )


def _again(
    request: Request, code: str, asking: Viewer, form: Form, wrong: Exception
) -> Response:
    """Show the assignment with what was typed and why it was not done."""
    if isinstance(wrong, NotFoundError | ForbiddenError):
        raise wrong
    return shown(request, code, asking, status=422, fault=str(wrong), typed=form)


def _owed(form: Form) -> int | None:
    given = form.text("o", longest=30)
    return number_or_none(given)
