"""The list of assignments: filters and order in the address, and several at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from directive.acts import Act
from directive.sentence import Sentence
from office import all_at_once, at_once, choosing_rows, status
from office.errors import OfficeError
from office.rights import Right, scope_of
from runtime import clock
from store.listing import Filters
from web import query
from web.access import Asking, needs
from web.forms import Form, Posted
from web.numbers import number_or_none
from web.rendering import page

if TYPE_CHECKING:
    from office.viewer import Viewer
    from web.query import Query

router = APIRouter()


@router.get(
    "/assignments", response_class=HTMLResponse, dependencies=[needs(Right.EXPORT)]
)
def assignments(request: Request, asking: Asking) -> HTMLResponse:
    """Show the assignments that the filters of the address leave."""
    return _shown(request, asking, query.read(request.query_params))


def _shown(
    request: Request,
    asking: Viewer,
    asked: Query,
    *,
    typed: Form | None = None,
    fault: str | None = None,
) -> HTMLResponse:
    """Return the list; after a form for several rows was refused, as it was sent."""
    scope = scope_of(asking)
    listing = status.assignments(
        Filters() if asked.faults else asked.filters,
        scope=scope,
        cursor=None if asked.faults else asked.cursor,
        limit=status.PAGE,
        sort=asked.sort,
        house=request.app.state.house,
        now=clock.now(),
    )
    return page(
        request,
        "assignments.html",
        status=422 if asked.faults or fault else 200,
        asked=asked,
        listing=listing,
        offered=choosing_rows.offered(scope),
        sorts=query.SORTS,
        acts=at_once.ACTS if asking.may(Right.STEER) else {},
        most_at_once=at_once.MOST,
        typed=typed or Form(),
        ticked=frozenset(typed.many("o") if typed else ()),
        fault=fault,
    )


@router.post("/assignments/at-once", dependencies=[needs(Right.STEER)])
def several(request: Request, asking: Asking, form: Posted) -> Response:
    """Do one act to every row that was ticked, and say which was not done and why.

    For all that the filter leaves, first show how much that is; and before work is
    withdrawn, which nothing brings back. When something is missing, the list is shown
    again with all that was ticked and typed.
    """
    act = _done
    if form.text("filter", longest=4000):
        act = _how_much
    elif form.text("act") == Act.WITHDRAW and not form.text("sure"):
        act = _for_good
    back = query.of_link(form.text("back", longest=2000))
    try:
        return act(request, asking, form)
    except OfficeError as wrong:
        return _shown(request, asking, back, typed=form, fault=str(wrong))


def _for_good(request: Request, asking: Viewer, form: Form) -> Response:
    del asking
    rows, reason = _ticked(form), form.text("reason")
    codes = at_once.withdrawing(rows, reason=reason)
    return page(
        request,
        "for_good.html",
        rows=rows,
        codes=codes,
        reason=reason,
        back=form.text("back", longest=2000),
    )


def _ticked(form: Form) -> list[int]:
    found = map(number_or_none, form.many("o"))
    return [one for one in found if one is not None]


def _done(request: Request, asking: Viewer, form: Form) -> Response:
    done = at_once.do(
        form.text("act", longest=20),
        _ticked(form),
        reason=form.text("reason"),
        until=form.day("until", Sentence("Thời hạn")),
        house=request.app.state.house,
        actor=asking.actor,
        judge=asking,
        now=clock.now(),
    )
    return page(
        request,
        "at_once.html",
        done=done,
        back=form.text("back", longest=2000),
    )


def _how_much(request: Request, asking: Viewer, form: Form) -> Response:
    asked = query.of_link(form.text("filter", longest=4000))
    if asked.faults:
        raise OfficeError("Không hiểu bộ lọc; hãy lọc lại rồi làm lại.")
    until = form.day("until", Sentence("Thời hạn"))
    chosen = all_at_once.chosen(
        form.text("act", longest=20),
        asked.filters,
        reason=form.text("reason"),
        until=until,
        scope=scope_of(asking),
        house=request.app.state.house,
        now=clock.now(),
    )
    return page(
        request,
        "all_at_once.html",
        chosen=chosen,
        name=at_once.ACTS[chosen.act],
        undone=all_at_once.UNDONE[chosen.act],
        reason=form.text("reason"),
        until=until,
        back=form.text("back", longest=2000),
    )
