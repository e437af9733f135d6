"""The reading screen: check what was read from a document, and correct it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from directive.model import Clarity
from office import editing, original, reading_view, readings
from office.choosing import Ticked
from office.errors import NotFoundError, OfficeError
from office.field_names import NAMES
from office.rights import Right
from runtime import clock
from web import tongue
from web.access import Asking, needs
from web.forms import Posted
from web.marking import stretches
from web.numbers import number_or_none, numbered
from web.rendering import page
from web.saying import after

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from office.reading_view import Screen
    from office.viewer import Viewer

router = APIRouter()

MOST_WORDS = 20_000  # characters of an instruction
_FIELDS = {
    Clarity.WHAT: ("text",),
    Clarity.RESPONSIBILITY: ("role", "accountable", "coordinating"),
    Clarity.DEADLINE: (
        "kind", "text", "date", "time", "exclusive", "last_day", "every", "day",
        "anchor", "amount", "unit",
    ),
    Clarity.RESULT: ("expected_result", "report_to"),
}  # fmt: skip
_HEADER = ("kind", "number", "symbol", "issuer", "issued_on", "title", "urgency")


@router.get(
    "/directives/{number}/reading",
    response_class=HTMLResponse,
    dependencies=[needs(Right.TAKE_IN)],
)
def reading(request: Request, number: str) -> Response:
    """Show the source beside what was read from it."""
    asked = request.query_params
    seen = reading_view.screen(
        numbered(number),
        path=asked.get("order", ""),
        cell=_cell(asked.get("field", "")),
    )
    if seen.row.stage == "confirmed":
        return after(f"/directives/{number}/issue")
    if seen.row.stage != "received":
        return after(f"/directives/{number}")
    return _page(request, seen, header=asked.get("field") == "header")


@router.get("/directives/{number}/pages/{leaf}", dependencies=[needs(Right.TAKE_IN)])
def leaf(number: str, leaf: str) -> Response:
    """Give a page of the original as a picture."""
    drawn = original.picture(numbered(number), numbered(leaf))
    return Response(
        drawn,
        media_type="image/png",
        headers={"cache-control": "private, max-age=3600"},
    )


@router.post(
    "/directives/{number}/reading/cell",
    response_class=HTMLResponse,
    dependencies=[needs(Right.TAKE_IN)],
)
def write_cell(request: Request, number: str, asking: Asking, form: Posted) -> Response:
    """Write one of the five clarities of an instruction."""
    path, cell = form.text("order"), _cell(form.text("field"))
    if cell not in _FIELDS:
        raise NotFoundError("Không có ô này để sửa.")
    given: dict[str, str | tuple[str, ...]] = {
        name: form.text(name, longest=MOST_WORDS) for name in _FIELDS[cell]
    }
    given["more"] = form.many("more")
    try:
        editing.write_cell(numbered(number), path, cell, given, **_by(request, asking))
    except NotFoundError:
        raise
    except OfficeError as fault:
        seen = reading_view.screen(numbered(number), path=path, cell=cell)
        return _page(request, seen, typed=given, fault=str(fault))
    return _back(number, path, "corrected")


@router.post(
    "/directives/{number}/reading/agencies",
    response_class=HTMLResponse,
    dependencies=[needs(Right.TAKE_IN)],
)
def choose(request: Request, number: str, asking: Asking, form: Posted) -> Response:
    """Say which agencies an instruction is for, or look for some of them."""
    path = form.text("order")
    ticked = Ticked(form.many("phrase"), form.many("member"), form.many("other"))
    fault = ""
    if form.text("act") != "find":
        try:
            editing.choose(numbered(number), path, ticked, **_by(request, asking))
        except NotFoundError:
            raise
        except OfficeError as refused:
            fault = str(refused)
        else:
            return _back(number, path, "corrected")
    seen = reading_view.screen(
        numbered(number),
        path=path,
        cell=Clarity.WHO,
        ticked=ticked,
        words=form.text("find", longest=200),
    )
    return _page(request, seen, fault=fault)


@router.post(
    "/directives/{number}/reading/header",
    response_class=HTMLResponse,
    dependencies=[needs(Right.TAKE_IN)],
)
def write_header(
    request: Request, number: str, asking: Asking, form: Posted
) -> Response:
    """Write number, day, urgency and the like by hand."""
    given = {name: form.text(name) for name in _HEADER}
    try:
        editing.write_header(numbered(number), given, **_by(request, asking))
    except NotFoundError:
        raise
    except OfficeError as fault:
        seen = reading_view.screen(numbered(number))
        return _page(request, seen, header=True, typed=given, fault=str(fault))
    return _back(number, "", "corrected")


@router.post(
    "/directives/{number}/reading/orders",
    response_class=HTMLResponse,
    dependencies=[needs(Right.TAKE_IN)],
)
def recut(request: Request, number: str, asking: Asking, form: Posted) -> Response:
    """Split, join, drop, bring back or add an instruction."""
    path = form.text("order")
    by = _by(request, asking)
    at = form.text("at")
    acts: Mapping[str, Callable[[], None]] = {
        "split": lambda: editing.split(numbered(number), path, _place(at), **by),
        "merge": lambda: editing.merge(
            numbered(number), path, form.text("following"), **by
        ),
        "drop": lambda: editing.drop(numbered(number), path, **by),
        "restore": lambda: editing.drop(numbered(number), path, back=True, **by),
        "add": lambda: editing.add(
            numbered(number), form.text("words", longest=MOST_WORDS), **by
        ),
    }
    act = acts.get(form.text("act"))
    if act is None:
        raise NotFoundError("Không có việc này để làm.")
    try:
        act()
    except NotFoundError:
        raise
    except OfficeError as fault:
        seen = reading_view.screen(numbered(number), path=path, cell=Clarity.WHAT)
        typed = {"words": form.text("words", longest=MOST_WORDS)}
        return _page(request, seen, typed=typed, fault=str(fault))
    return _back(number, path if act is not acts["drop"] else "", "corrected")


def _page(
    request: Request,
    seen: Screen,
    *,
    header: bool = False,
    typed: Mapping[str, str | tuple[str, ...]] | None = None,
    fault: str = "",
) -> Response:
    base = f"/directives/{seen.row.id}/reading"
    near = [] if seen.leaves else stretches(seen.source, seen.marks)
    return page(
        request,
        "reading.html",
        status=422 if fault else 200,
        seen=seen,
        d=seen.row,
        base=base,
        stretches=near,
        leaves=[one for one in seen.leaves if one.frames or seen.chosen is None],
        header_open=header,
        typed=typed or {},
        fault_words=fault,
        readings=readings,
        names=NAMES,
        pairs=_pairs,
        link=lambda **asked: f"{base}?{urlencode(asked)}",
    )


def _pairs(words: Mapping[Any, str]) -> list[tuple[Any, str]]:
    """Return the options of a choice in the language of the page."""
    return [(value, tongue.say(text)) for value, text in words.items()]


def _back(number: str, path: str, said: str) -> Response:
    query = f"?{urlencode({'order': path})}" if path else ""
    return after(f"/directives/{number}/reading{query}#chon", said)


def _by(request: Request, asking: Viewer) -> dict[str, Any]:
    return {
        "house": request.app.state.house,
        "actor": asking.actor,
        "now": clock.now(),
    }


def _cell(text: str) -> Clarity | None:
    return Clarity(text) if text in set(Clarity) else None


def _place(text: str) -> int:
    found = number_or_none(text)
    if found is None:
        raise OfficeError("Hãy chọn chỗ tách.")
    return found
