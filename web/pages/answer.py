"""What an agency answers: all of one directive on one page, fit for a phone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, HTMLResponse, Response

from directive.acts import Act
from directive.errors import NotAllowedError
from directive.sentence import Sentence
from office import answering, evidence, extending, piles, submitting
from office.errors import NotFoundError, OfficeError
from office.rights import Right, scope_of
from runtime import clock
from web.access import Asking, needs
from web.attached import attached
from web.forms import Form, Posted, PostedFiles
from web.numbers import numbered
from web.refused import Refused
from web.rendering import page
from web.saying import after

if TYPE_CHECKING:
    from collections.abc import Callable

    from office.piles import Desk
    from office.viewer import Viewer

router = APIRouter()

_ANSWERS = [needs(Right.ANSWER)]
_FOLDS = {
    "person": Act.NAME_PERSON,
    "progress": Act.REPORT_PROGRESS,
    "extension": Act.ASK_EXTENSION,
    "decline": Act.DECLINE,
}
"""The forms that each obligation of the page has, by their addresses."""
DEFAULT_RESULT = "Đã thực hiện xong, chi tiết tại văn bản báo cáo kèm theo."


@router.get("/answer", response_class=HTMLResponse, dependencies=_ANSWERS)
def given(request: Request, asking: Asking) -> Response:
    """Show which directives gave the agency work; a link opens its only one."""
    if asking.directive is not None:
        return after(f"/answer/{asking.directive}")
    return page(request, "answers.html", piles=piles.listed(asking.agency or ""))


@router.get("/answer/{number}", response_class=HTMLResponse, dependencies=_ANSWERS)
def answer(request: Request, number: str, asking: Asking) -> HTMLResponse:
    """Show what a directive asks of the agency, and every way to answer."""
    return _shown(request, _own(number, asking), asking)


@router.post("/answer/{number}/acknowledge", dependencies=_ANSWERS)
def acknowledge(number: str, form: Posted, asking: Asking) -> Response:
    """Acknowledge everything of the directive."""
    del form  # it is checked
    own = _own(number, asking)
    answering.acknowledge(own, actor=asking.as_agency, now=clock.now())
    return after(f"/answer/{own}", "acknowledged")


@router.post("/answer/{number}/submit", dependencies=_ANSWERS)
def submit(
    request: Request, number: str, form: PostedFiles, asking: Asking
) -> Response:
    """Hand in one document for all that is ticked."""
    own = _own(number, asking)

    def hand_in() -> None:
        ticked = [numbered(one) for one in form.many("o")]
        if not ticked:
            raise OfficeError("Hãy chọn ít nhất một nội dung để báo cáo.")
        results = {
            one: form.text(f"result-{one}", longest=2000) or DEFAULT_RESULT
            for one in ticked
        }
        dated = form.day("dated", Sentence("Ngày văn bản"))
        paper = form.text("number", longest=100)
        files = tuple(
            evidence.admit(one.filename or "", one.file) for one in form.files("files")
        )
        submitting.submit(
            results,
            submitting.Document(number=paper or None, dated=dated, files=files),
            channel="web",
            actor=asking.as_agency,
            now=clock.now(),
        )

    return _done(request, own, asking, form=form, do=hand_in, said="submitted")


@router.post("/answer/{number}/person", dependencies=_ANSWERS)
def name_person(
    request: Request, number: str, form: Posted, asking: Asking
) -> Response:
    """Name who is responsible, for one assignment or for all that are owed."""
    own = _own(number, asking)

    def name() -> None:
        for code in form.many("code"):
            answering.name_person(
                _code(own, code, asking),
                name=form.text("name", longest=200),
                post=form.text("post", longest=200),
                phone=form.text("phone", longest=40),
                actor=asking.as_agency,
                now=clock.now(),
            )

    return _done(request, own, asking, form=form, do=name, said="person_named")


@router.post("/answer/{number}/progress", dependencies=_ANSWERS)
def progress(request: Request, number: str, form: Posted, asking: Asking) -> Response:
    """Say how far one assignment is."""
    own = _own(number, asking)

    def report() -> None:
        note = form.text("note", longest=2000)
        if not note:
            raise OfficeError("Hãy ghi tiến độ.")
        answering.report_progress(
            _code(own, form.text("code"), asking),
            note=note,
            actor=asking.as_agency,
            now=clock.now(),
        )

    return _done(request, own, asking, form=form, do=report, said="progress_kept")


@router.post("/answer/{number}/extension", dependencies=_ANSWERS)
def ask_extension(
    request: Request, number: str, form: Posted, asking: Asking
) -> Response:
    """Ask for more time for one obligation."""
    own = _own(number, asking)

    def ask() -> None:
        until = form.day("until", Sentence("Ngày xin gia hạn đến"))
        if until is None:
            raise OfficeError("Hãy ghi ngày xin gia hạn đến.")
        extending.ask(
            _obligation(own, form.text("obligation"), asking),
            until=until,
            reason=form.text("reason", longest=2000),
            actor=asking.as_agency,
            now=clock.now(),
        )

    return _done(request, own, asking, form=form, do=ask, said="extension_asked")


@router.post("/answer/{number}/decline", dependencies=_ANSWERS)
def decline(request: Request, number: str, form: Posted, asking: Asking) -> Response:
    """Say that one assignment is not the agency's, and why."""
    own = _own(number, asking)

    def refuse() -> None:
        answering.decline(
            _code(own, form.text("code"), asking),
            reason=form.text("reason", longest=2000),
            actor=asking.as_agency,
            now=clock.now(),
        )

    return _done(request, own, asking, form=form, do=refuse, said="declined")


@router.get("/evidence/{number}", dependencies=[needs(Right.READ)])
def evidence_file(number: str, asking: Asking) -> FileResponse:
    """Give a piece of evidence out, to be kept and never shown in place."""
    found = evidence.given(numbered(number), scope_of(asking))
    return attached(found)


def _done(
    request: Request,
    own: int,
    asking: Viewer,
    *,
    form: Form,
    do: Callable[[], None],
    said: str,
) -> Response:
    """Do an act and show the page; what is refused is said above what was typed."""
    try:
        do()
    except NotFoundError:
        raise
    except (OfficeError, NotAllowedError) as wrong:
        act = request.url.path.rpartition("/")[2]
        about = form.typed("obligation")
        return _shown(request, own, asking, Refused(act, about, form, str(wrong)))
    return after(f"/answer/{own}", said)


def _shown(
    request: Request, number: int, asking: Viewer, refused: Refused | None = None
) -> HTMLResponse:
    refused = refused or Refused()
    seen = piles.of_agency(
        asking.agency or "", number, house=request.app.state.house, now=clock.now()
    )
    return page(
        request,
        "answer.html",
        status=422 if refused.why else 200,
        seen=seen,
        refused=refused if _is_there(seen, refused) else replace(refused, about=""),
        default_result=DEFAULT_RESULT,
    )


def _is_there(seen: Desk, refused: Refused) -> bool:
    """Tell whether the page has a form like the refused one to show again."""
    act = _FOLDS.get(refused.act)
    return any(
        act in line.offered and str(line.piece.obligation.id) == refused.about
        for line in seen.lines
    )


def _own(number: str, asking: Viewer) -> int:
    """Return the number of a directive that the viewer may answer.

    Raises:
        NotFoundError: It is none, or not the one that the link opens.
    """
    found = numbered(number)
    if asking.directive not in {None, found}:
        raise NotFoundError("Liên kết này không mở văn bản đó.")
    return found


def _code(own: int, code: str, asking: Viewer) -> str:
    """Return a code of an assignment that the directive gave the viewer's agency."""
    if piles.shares_of(asking.agency or "", code).directive != own:
        raise NotFoundError("Không có nhiệm vụ mang mã {code}.", code=code)
    return code


def _obligation(own: int, number: str, asking: Viewer) -> int:
    """Return the number of an obligation of the directive and the viewer's agency."""
    wanted = numbered(number)
    if wanted not in piles.numbers_of(asking.agency or "", own):
        raise NotFoundError("Không tìm thấy nghĩa vụ này.")
    return wanted
