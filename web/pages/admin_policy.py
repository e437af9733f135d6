"""Administration of the ladder: the one in force, its versions, a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml
from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from office import ladder_words, ruling
from office.errors import NotFoundError, OfficeError
from office.rights import Right
from office.simulating import simulate
from runtime import clock
from web import ladders
from web.access import Asking, needs
from web.forms import Posted
from web.rendering import page
from web.saying import after

if TYPE_CHECKING:
    from directive.policy import Policy
    from office.simulating import Simulation

router = APIRouter()
LONGEST = 60_000  # characters of a ladder
_RULES = [needs(Right.RULE)]


@router.get("/admin/policy", response_class=HTMLResponse, dependencies=_RULES)
def in_force(request: Request) -> HTMLResponse:
    """Show the ladder in force and every version there was."""
    return _shown(request, None)


@router.get("/admin/policy/new", response_class=HTMLResponse, dependencies=_RULES)
def new(request: Request) -> HTMLResponse:
    """Show a form that begins with the ladder in force."""
    _, document = ruling.policy_of_version(None, house=request.app.state.house)
    text = yaml.safe_dump(dict(document), allow_unicode=True, sort_keys=False)
    return _form(request, text)


@router.post("/admin/policy/check", dependencies=_RULES)
def check(request: Request, form: Posted) -> HTMLResponse:
    """Check a ladder and show it as a table; compare it with the past if asked."""
    text = form.text("text", longest=LONGEST)
    try:
        policy, _ = ladders.read(text)
    except OfficeError as fault:
        return _form(request, text, fault=str(fault))
    tried = None
    if form.text("action", longest=20) == "compare":
        tried = simulate(policy, house=request.app.state.house)
    return _form(request, text, policy=policy, tried=tried)


@router.post("/admin/policy", dependencies=_RULES)
def put(request: Request, form: Posted, asking: Asking) -> Response:
    """Put a ladder in force for what is issued from now on."""
    text = form.text("text", longest=LONGEST)
    try:
        policy, document = ladders.read(text)
        ruling.put_policy(
            policy,
            document,
            house=request.app.state.house,
            actor=asking.actor,
            now=clock.now(),
        )
    except OfficeError as fault:
        return _form(request, text, fault=str(fault))
    return after("/admin/policy", "policy_set")


@router.get("/admin/policy/{version}", response_class=HTMLResponse, dependencies=_RULES)
def one_version(request: Request, version: str) -> HTMLResponse:
    """Show one version of the ladder."""
    return _shown(request, version)


def _shown(request: Request, version: str | None) -> HTMLResponse:
    house = request.app.state.house
    versions = ruling.versions(house)
    if version is not None and version not in {one.version for one in versions}:
        raise NotFoundError("Không có bản thang nhắc việc này.")
    policy, _ = ruling.policy_of_version(version, house=house)
    return page(
        request,
        "admin_policy.html",
        policy=policy,
        versions=versions,
        words=ladder_words,
    )


def _form(
    request: Request,
    text: str,
    *,
    policy: Policy | None = None,
    tried: Simulation | None = None,
    fault: str | None = None,
) -> HTMLResponse:
    return page(
        request,
        "admin_policy_new.html",
        status=422 if fault else 200,
        text=text,
        policy=policy,
        tried=tried,
        fault=fault,
        words=ladder_words,
    )
