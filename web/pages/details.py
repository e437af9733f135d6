"""One assignment, one document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, HTMLResponse

from directive.model import Clarity
from office import original, permitted, viewing
from office.clarities import Mark
from office.errors import NotFoundError
from office.rights import Right, scope_of
from runtime import clock
from web.access import Asking, needs
from web.attached import attached
from web.forms import Form
from web.marking import stretches
from web.numbers import numbered
from web.rendering import page

if TYPE_CHECKING:
    from office.viewer import Viewer

router = APIRouter()

_CODE = re.compile(r"[A-Z]{2}-\d{4}-\d{6,12}")


@router.get(
    "/assignments/{code}",
    response_class=HTMLResponse,
    dependencies=[needs(Right.READ)],
)
def assignment(request: Request, code: str, asking: Asking) -> HTMLResponse:
    """Show one assignment: its words, its dates, its history, its mails."""
    return shown(request, code, asking)


@router.get(
    "/directives/{number}",
    response_class=HTMLResponse,
    dependencies=[needs(Right.READ)],
)
def directive(request: Request, number: str, asking: Asking) -> HTMLResponse:
    """Show one document: what it orders, how far that is, and its text."""
    seen = viewing.directive(
        numbered(number),
        scope=scope_of(asking),
        house=request.app.state.house,
        now=clock.now(),
    )
    marks = [
        Mark(order.row.span_start, order.row.span_end, Clarity.WHAT)
        for order in seen.orders
    ]
    shown = stretches(seen.source, marks) if seen.source else []
    return page(request, "directive.html", seen=seen, stretches=shown)


@router.get("/directives/{number}/file", dependencies=[needs(Right.READ)])
def directive_file(number: str, asking: Asking) -> FileResponse:
    """Give the file of a document as it came."""
    return attached(original.given(numbered(number), scope_of(asking)))


def shown(
    request: Request,
    code: str,
    asking: Viewer,
    *,
    status: int = 200,
    fault: str | None = None,
    typed: Form | None = None,
) -> HTMLResponse:
    """Return the page of an assignment, with a form that could not be worked on."""
    seen = viewing.assignment(
        code_of(code),
        scope=scope_of(asking),
        house=request.app.state.house,
        now=clock.now(),
    )
    return page(
        request,
        "assignment.html",
        status=status,
        seen=seen,
        stretches=stretches(seen.source, seen.marks) if seen.source else [],
        permitted=permitted.permitted(seen, asking),
        fault=fault,
        typed=typed or Form(),
    )


def code_of(text: str) -> str:
    """Return the code in an address.

    Raises:
        NotFoundError: It is none.
    """
    if not _CODE.fullmatch(text):
        raise NotFoundError("Địa chỉ này không phải mã của nhiệm vụ nào.")
    return text
