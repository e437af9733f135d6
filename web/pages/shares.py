"""An agency's own rows under an assignment: typed on the page, or from a sheet."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from directive.breakdown import Share
from directive.errors import NotAllowedError
from office import answering, piles
from office.errors import NotFoundError, OfficeError
from office.rights import Right
from runtime import clock
from store.breakdown_file import read_breakdown, write_template
from web import query, sheets
from web.access import Asking, needs
from web.forms import Form, PostedFiles
from web.rendering import page
from web.saying import after

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from office.piles import Shares
    from office.viewer import Viewer

router = APIRouter()
BLANK_ROWS = 5
MOST_ROWS = 200
_ANSWERS = [needs(Right.ANSWER)]
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@router.get("/breakdown-template", dependencies=_ANSWERS)
def template() -> Response:
    """Give an empty sheet with the columns."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "phan-cong.xlsx"
        write_template(path)
        return Response(
            path.read_bytes(),
            media_type=_XLSX,
            headers={"content-disposition": 'attachment; filename="phan-cong.xlsx"'},
        )


@router.get(
    "/answer/{number}/{code}/breakdown",
    response_class=HTMLResponse,
    dependencies=_ANSWERS,
)
def shares(request: Request, number: str, code: str, asking: Asking) -> HTMLResponse:
    """Show the rows, and blank ones to go on with."""
    seen = _own(number, code, asking)
    rows = [
        Share(r.person or "", r.work, r.responsibility, r.due_on, r.result)
        for r in seen.rows
    ]
    return _shown(request, seen, rows)


@router.post("/answer/{number}/{code}/breakdown", dependencies=_ANSWERS)
def keep(
    request: Request, number: str, code: str, form: PostedFiles, asking: Asking
) -> Response:
    """Keep the rows instead of those before; a sheet goes before what is typed."""
    seen = _own(number, code, asking)
    given = form.files("sheet")
    rows: list[Share] = []
    try:
        rows = list(sheets.read(given[0], read_breakdown) if given else _typed(form))
        answering.break_down(code, rows, actor=asking.as_agency, now=clock.now())
    except NotFoundError:
        raise
    except (OfficeError, NotAllowedError) as wrong:
        typed = [] if given else list(_typed(form, doubtful=True))
        return _shown(request, seen, rows or typed, fault=str(wrong))
    return after(f"/answer/{number}/{code}/breakdown", "shares_kept")


def _typed(form: Form, *, doubtful: bool = False) -> Iterator[Share]:
    """Yield the rows that are not blank, in the order of the page.

    When `doubtful`, to be shown again: a day that is none is left out.

    Raises:
        OfficeError: A day is none, or there are too many rows; says the row.
    """
    columns = [
        form.fields.get(name, ())
        for name in ("person", "work", "responsibility", "due_on", "result")
    ]
    for number, row in enumerate(zip(*columns, strict=False), 1):
        if number > MOST_ROWS:
            if doubtful:
                return
            raise OfficeError(
                "Tối đa {most_rows} dòng; hãy dùng tệp Excel.", most_rows=MOST_ROWS
            )
        person, work, responsibility, due, result = row
        if any(row):
            day = _day(due, number, doubtful=doubtful)
            yield Share(person, work, responsibility, day, result)


def _day(text: str, row: int, *, doubtful: bool) -> date | None:
    if not text:
        return None
    try:
        return query.day(text)
    except ValueError:
        if doubtful:
            return None
        raise OfficeError(
            "Dòng {row}: thời hạn không đúng; hãy ghi như 31/12/2025.", row=row
        ) from None


def _own(number: str, code: str, asking: Viewer) -> Shares:
    seen = piles.shares_of(asking.agency or "", code)
    if str(seen.directive) != number or asking.directive not in {None, seen.directive}:
        raise NotFoundError("Không có nhiệm vụ mang mã {code}.", code=code)
    return seen


def _shown(
    request: Request, seen: Shares, rows: list[Share], *, fault: str | None = None
) -> HTMLResponse:
    blank = Share("", "", "", None, "")
    return page(
        request,
        "breakdown.html",
        status=422 if fault else 200,
        seen=seen,
        rows=[*rows, *[blank] * BLANK_ROWS],
        filled=len(rows),
        fault=fault,
    )
