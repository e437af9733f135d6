"""Administration of accounts: who may sign in, by which address, in which role."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from directive.sentence import Sentence
from office import accounts, enrolling, inviting
from office.agencies import names_of_agencies
from office.errors import NotFoundError, OfficeError
from office.rights import ROLE_NAMES, Right, Role
from runtime import clock
from store.folding import without_accents
from store.user_file import COLUMNS, read_users
from web import sheets
from web.access import Asking, needs
from web.forms import Posted, PostedFiles
from web.numbers import number_or_none
from web.rendering import page
from web.saying import after

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from office.enrolling import Account

router = APIRouter()
MOST = 400  # accounts on a page
_ADMINISTERS = [needs(Right.ACCOUNTS)]
_FIELDS = ("login", "title", "agency", "role")
_NO_ACCOUNT = Sentence("Không có tài khoản này.")


@router.get("/admin/users", response_class=HTMLResponse, dependencies=_ADMINISTERS)
def users(request: Request) -> HTMLResponse:
    """Show the accounts that the address asks for, and how to make more."""
    return _listed(request)


@router.post("/admin/users", dependencies=_ADMINISTERS)
def add(request: Request, form: Posted, asking: Asking) -> Response:
    """Make an account; its page shows how to let it in."""
    typed = {name: form.text(name, longest=260) for name in _FIELDS}
    try:
        made = accounts.add(
            typed["login"],
            title=typed["title"],
            agency_code=typed["agency"],
            role=_role(typed["role"]),
            house=request.app.state.house,
            actor=asking.actor,
            now=clock.now(),
        )
    except OfficeError as fault:
        return _listed(request, typed=typed, fault=str(fault))
    return after(f"/admin/users/{made}", "account_made")


@router.post("/admin/users/import", dependencies=_ADMINISTERS)
def enter(request: Request, form: PostedFiles, asking: Asking) -> Response:
    """Make the accounts of a sheet, all or none."""
    try:
        sheets.entered(
            form,
            read_users,
            lambda lines: enrolling.enrol(
                lines,
                house=request.app.state.house,
                actor=asking.actor,
                now=clock.now(),
            ),
        )
    except OfficeError as fault:
        return _listed(request, sheet_fault=str(fault))
    return after("/admin/users", "sheet_kept")


@router.get("/admin/users/export", dependencies=_ADMINISTERS)
def export(request: Request) -> Response:
    """Give the open accounts as a sheet that can be sent in again."""
    rows = [
        (one.login, one.title, one.agency_code, ROLE_NAMES[one.role])
        for one in enrolling.listed(clock.now())
        if one.ended_at is None
    ]
    return sheets.download(request, "tai-khoan", COLUMNS, rows)


@router.get(
    "/admin/users/{user}", response_class=HTMLResponse, dependencies=_ADMINISTERS
)
def one_user(request: Request, user: str) -> HTMLResponse:
    """Show an account and what can be done to it."""
    return _one(request, user)


@router.post("/admin/users/{user}", dependencies=_ADMINISTERS)
def change(request: Request, user: str, form: Posted, asking: Asking) -> Response:
    """Give the account another title or role."""
    number = _numbered(user)
    title, role = form.text("title", longest=260), form.text("role", longest=60)
    try:
        is_another = accounts.change(
            number,
            title=title,
            role=_role(role),
            house=request.app.state.house,
            actor=asking.actor,
            now=clock.now(),
        )
    except NotFoundError:
        raise
    except OfficeError as fault:
        return _one(request, user, typed=(title, role), change_fault=str(fault))
    said = "role_changed" if is_another else "saved"
    return after(f"/admin/users/{number}", said)


@router.post("/admin/users/{user}/link", dependencies=_ADMINISTERS)
def send_link(request: Request, user: str, form: Posted, asking: Asking) -> Response:
    """Mail a link that signs the account in once."""
    del form  # it is checked
    number = _numbered(user)
    try:
        inviting.invite(
            number,
            house=request.app.state.house,
            actor=asking.actor,
            now=clock.now(),
        )
    except NotFoundError:
        raise
    except OfficeError as fault:
        return _one(request, user, fault=str(fault))
    return after(f"/admin/users/{number}", "invited")


@router.post("/admin/users/{user}/sign-out", dependencies=_ADMINISTERS)
def sign_out(user: str, form: Posted, asking: Asking) -> Response:
    """End every session of the account."""
    del form  # it is checked
    number = _numbered(user)
    accounts.end_sessions(number, actor=asking.actor, now=clock.now())
    return after(f"/admin/users/{number}", "sessions_ended")


@router.post("/admin/users/{user}/end", dependencies=_ADMINISTERS)
def end(request: Request, user: str, form: Posted, asking: Asking) -> Response:
    """End the account."""
    del form  # it is checked
    number = _numbered(user)
    try:
        accounts.end(number, actor=asking.actor, now=clock.now())
    except NotFoundError:
        raise
    except OfficeError as fault:
        return _one(request, user, fault=str(fault))
    return after(f"/admin/users/{number}", "account_ended")


def _listed(
    request: Request,
    *,
    typed: Mapping[str, str] | None = None,
    fault: str | None = None,
    sheet_fault: str | None = None,
) -> HTMLResponse:
    words = request.query_params.get("q", "").strip()[:200]
    role = request.query_params.get("role", "")
    found = _matching(enrolling.listed(clock.now()), words, role)
    return page(
        request,
        "admin_users.html",
        status=422 if fault or sheet_fault else 200,
        shown=found[:MOST],
        total=len(found),
        words=words,
        role=role,
        roles=[(one.value, ROLE_NAMES[one]) for one in accounts.GIVEN],
        agencies=list(names_of_agencies().items()),
        typed=typed or dict.fromkeys(_FIELDS, ""),
        fault=fault,
        sheet_fault=sheet_fault,
    )


def _matching(found: Sequence[Account], words: str, role: str) -> list[Account]:
    wanted = without_accents(words).split()
    return [
        one
        for one in found
        if role in {"", one.role}
        and all(
            word in without_accents(f"{one.login} {one.title} {one.agency_name}")
            for word in wanted
        )
    ]


def _one(
    request: Request,
    user: str,
    *,
    typed: tuple[str, str] | None = None,
    fault: str | None = None,
    change_fault: str | None = None,
) -> HTMLResponse:
    account = enrolling.account(_numbered(user), now=clock.now())
    roles = accounts.roles_in(account.agency_code, request.app.state.house)
    title, role = typed or (account.title, account.role)
    return page(
        request,
        "admin_user.html",
        status=422 if fault or change_fault else 200,
        account=account,
        roles=[(one.value, ROLE_NAMES[one]) for one in roles],
        title=title,
        role=role,
        fault=fault,
        change_fault=change_fault,
    )


def _role(words: str) -> Role:
    found = enrolling.role_named(words)
    if found is None:
        raise OfficeError("Hãy chọn vai trò của tài khoản.")
    return found


def _numbered(user: str) -> int:
    found = number_or_none(user)
    if found is None:
        raise NotFoundError(_NO_ACCOUNT)
    return found
