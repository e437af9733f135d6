"""Every page of every role: no barrier, not too wide, nothing the browser refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browsing import DESKTOP, PHONE, visitor
from model_office import at
from site_routes import ASKED
from town import AGENCY, PEOPLE, escalate, hand_in, some_message, some_user

from office.naming import TASKS
from office.rights import TABLE, Right, Role
from runtime import clock
from web.cookies import LANGUAGE
from web.helping import GUIDES
from web.tongue import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from browsing import Visitor
    from playwright.sync_api import Browser
    from town import Town

pytestmark = [pytest.mark.xdist_group("browser"), pytest.mark.long]
SCHEMES = ("light", "dark")
WALKERS = [role for role in Role if role is not Role.NOBODY]
FILES = (".csv", ".xlsx", ".svg", "/export", "-template", "/pages/{leaf}", "z")
UNSEEN = {
    "/l/{token}",
    "/evidence/{number}",
    "/directives/{number}/file",
}  # lead elsewhere, or are files


def pages(role: Role, *, draft: int, issued: int, code: str) -> Iterator[str]:
    """Return the address of every page that a role may open."""
    own = {
        "/messages/{number}": [f"/messages/{some_message()}"],
        "/alerts/{number}/messages/{sent}": [],  # the same page as the one above
        "/todo/{kind}": [f"/todo/{kind}" for kind in TASKS],
        "/help/{key}": [f"/help/{key}" for key in GUIDES],
        "/admin/agencies/{code}": [f"/admin/agencies/{AGENCY}"],
        "/admin/agencies/{code}/end": [f"/admin/agencies/{AGENCY}/end"],
        "/admin/users/{user}": [f"/admin/users/{some_user()}"],
        "/admin/policy/{version}": ["/admin/policy/default-1"],
        "/directives/{number}/reading": [f"/directives/{draft}/reading"],
        "/directives/{number}/issue": [f"/directives/{draft}/issue"],
    }
    for method, path, (right,) in ASKED:
        if method != "GET" or path.endswith(FILES) or path in UNSEEN:
            continue
        if role in {Role.OFFICER, Role.OFFICE_HEAD} and right is Right.ANSWER:
            continue  # only of what the office itself was given
        if role is Role.BEARER and right not in {Right.OPEN, Right.ANSWER, Right.READ}:
            continue
        if role in TABLE[right]:
            usual = path.replace("{number}", str(issued)).replace("{code}", code)
            yield from own.get(path, [usual])


@pytest.mark.parametrize("role", WALKERS)
def test_no_page_keeps_anybody_out(role: Role, chromium: Browser, town: Town) -> None:
    issued = town.issued()
    code = hand_in(issued, now=at("2025-09-03"))
    clock.set_start(at("2025-12-31"))
    draft = town.drafted()
    escalate(town, now=clock.now())
    found: list[str] = []
    here = {"draft": draft, "issued": issued, "code": code}
    with visitor(chromium, town.base, reduced_motion="reduce") as one:
        if role is Role.BEARER:
            one.go(town.link(issued))
        else:
            one.sign_in(PEOPLE[role][0])
        for tongue in LANGUAGES:
            one.page.context.add_cookies(
                [{"name": LANGUAGE, "value": tongue, "url": town.base}]
            )
            for address in pages(role, **here):
                found += looked_at(one, address)
        found += one.errors

    assert found == []


def looked_at(one: Visitor, address: str) -> list[str]:
    """Return what is wrong with a page, at a desk by day and night, and on a phone."""
    answer = one.page.goto(one.base + address)
    if answer is None or answer.status != 200:
        return [f"{address}: {answer and answer.status}"]
    found = []
    for scheme in SCHEMES:
        one.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        found += [f"{address} {scheme}: {barrier}" for barrier in one.barriers()]
    one.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    if one.is_too_wide():
        found.append(f"{address}: too wide for a phone")
    found += [f"{address} phone: {barrier}" for barrier in one.barriers()]
    one.page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    return found
