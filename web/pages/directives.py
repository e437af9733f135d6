"""The list of documents, and taking new ones in."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from office import directive_list, taking_in
from office.errors import OfficeError
from office.rights import Right
from runtime import clock
from web.access import Asking, needs
from web.forms import MOST_OF_A_FILE, PostedFiles
from web.numbers import number_or_none
from web.rendering import page
from web.saying import after

if TYPE_CHECKING:
    from starlette.datastructures import UploadFile

    from office.taking_in import Taken
    from office.viewer import Viewer

router = APIRouter()

LONGEST = 200  # characters of what is looked for
NO_FILE = "Chưa chọn tệp nào; hãy chọn ít nhất một tệp văn bản."


@router.get(
    "/directives", response_class=HTMLResponse, dependencies=[needs(Right.EXPORT)]
)
def directives(request: Request, asking: Asking) -> Response:
    """Show the documents, and to the office where to take in more."""
    return _listed(request, asking)


@router.post(
    "/directives", response_class=HTMLResponse, dependencies=[needs(Right.TAKE_IN)]
)
def take_in(request: Request, asking: Asking, form: PostedFiles) -> Response:
    """Take in files; a single one is opened at once, of several each is told."""
    taken: list[Taken] = []
    refused: list[tuple[str, object]] = []  # why, and the document that is there
    for file in form.files("document"):
        try:
            taken.append(_taken(request, asking, file))
        except OfficeError as fault:
            refused.append((str(fault), fault.sentence.values.get("id")))
    if not taken and not refused:
        refused.append((NO_FILE, None))
    if len(taken) == 1 and not refused and not taken[0].notes:
        return after(f"/directives/{taken[0].review.directive_id}/reading", "taken_in")
    return _listed(request, asking, taken=taken, refused=refused)


def _taken(request: Request, asking: Viewer, file: UploadFile) -> Taken:
    with file.file as data:
        return taking_in.take_in(
            data.read(MOST_OF_A_FILE + 1),
            name=file.filename or "",
            house=request.app.state.house,
            actor=asking.actor,
            now=clock.now(),
        )


def _listed(
    request: Request,
    asking: Viewer,
    *,
    taken: list[Taken] | None = None,
    refused: list[tuple[str, object]] | None = None,
) -> Response:
    given = {
        name: value.strip()[:LONGEST].replace("\0", "")
        for name in ("q", "kind", "stage", "after", "before")
        if (value := request.query_params.get(name, "")).strip()
    }
    place = given.get("after") or given.get("before") or ""
    listing = directive_list.listing(
        asking,
        words=given.get("q", ""),
        kind=given.get("kind", ""),
        stage=given.get("stage", ""),
        beside=number_or_none(place),
        backwards="before" in given and "after" not in given,
    )
    kept = {name: given[name] for name in ("q", "kind", "stage") if name in given}
    return page(
        request,
        "directives.html",
        status=422 if refused else 200,
        listing=listing,
        given=given,
        taken=taken or [],
        refused=refused or [],
        link=lambda **place: "/directives?" + urlencode(kept | place),
    )
