"""Administration of the ladder as a table: rows typed, compared, put in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from directive.sentence import Sentence
from office import ladder_changes, ladder_words, ruling
from office.errors import OfficeError
from office.rights import Right
from runtime import clock
from web import ladder_form
from web.access import Asking, needs
from web.forms import Posted
from web.rendering import page
from web.saying import after

if TYPE_CHECKING:
    from directive.policy import Policy
    from web.ladder_form import Table

router = APIRouter()
_RULES = [needs(Right.RULE)]
PATH = "/admin/policy/new/form"
SAME = Sentence("Bảng này không khác bản đang dùng; chưa có gì để áp dụng.")
NOT_SEEN = Sentence(
    "Bảng đã đổi so với lần xem trước; hãy xem lại chỗ khác rồi áp dụng."
)


@router.get(PATH, response_class=HTMLResponse, dependencies=_RULES)
def blank(request: Request) -> HTMLResponse:
    """Show the ladder in force as rows to change."""
    house = request.app.state.house
    policy, _ = ruling.policy_of_version(None, house=house)
    suggested = f"thang-{len(ruling.versions(house)) + 1}"
    return _shown(request, ladder_form.of_policy(policy, suggested), old=policy)


@router.post(PATH, dependencies=_RULES)
def typed(request: Request, form: Posted, asking: Asking) -> Response:
    """Add rows, show what differs from the ladder in force, or put it in force."""
    house = request.app.state.house
    old, _ = ruling.policy_of_version(None, house=house)
    table = ladder_form.typed(form)
    action = form.text("action", longest=20)
    if action == "more":
        return _shown(request, table, old=old, more=True)
    table, document, policy = ladder_form.judged(table)
    seal = ladder_form.seal(document, old.version)
    if policy is None or action != "put":
        return _shown(request, table, old=old, new=policy, seal=seal)
    fault: Sentence | None = None
    if ladder_changes.is_same(old, policy):
        fault = SAME
    elif form.text("seal", longest=64) != seal:
        fault = NOT_SEEN
    if fault:
        return _shown(request, table, old=old, new=policy, seal=seal, fault=fault)
    try:
        ruling.put_policy(
            policy, document, house=house, actor=asking.actor, now=clock.now()
        )
    except OfficeError as refused:
        return _shown(
            request, table, old=old, new=policy, seal=seal, fault=refused.sentence
        )
    return after("/admin/policy", "policy_set")


def _shown(
    request: Request,
    table: Table,
    *,
    old: Policy,
    new: Policy | None = None,
    seal: str = "",
    more: bool = False,
    fault: Sentence | None = None,
) -> HTMLResponse:
    spare = ladder_form.SPARE_ROWS * (2 if more else 1)
    lines = [*table.lines, *[ladder_form.Line()] * spare][: ladder_form.MOST_ROWS]
    return page(
        request,
        "admin_ladder.html",
        status=422 if fault or not table.is_sound else 200,
        table=table,
        lines=lines,
        old=old,
        new=new,
        changes=ladder_changes.changes(old, new) if new else (),
        is_same=new is not None and ladder_changes.is_same(old, new),
        seal=seal,
        fault=fault,
        words=ladder_words,
        form=ladder_form,
        path_here=PATH,
    )
