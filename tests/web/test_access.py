"""Who gets in where: every route asks the one table, for every role."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from site_routes import ASKED, VIEWERS

from office.rights import PARTIES, TABLE, Right, Role
from web.app import create_app

if TYPE_CHECKING:
    from filled_office import Filled
    from site_client import Site

    from office.house import House


@pytest.mark.parametrize(
    ("rights", "path"), [(rights, f"{method} {path}") for method, path, rights in ASKED]
)
def test_every_route_names_exactly_one_right(rights: list[Right], path: str) -> None:
    assert len(rights) == 1, path


def filled_in(path: str, filled: Filled) -> str:
    """Return the address of a route for rows that exist, or for none."""
    return (
        path.replace("{code}", filled.late)
        .replace("{number}", str(filled.directive))
        .replace("{", "")
        .replace("}", "")
    )


@pytest.mark.parametrize("role", PARTIES)
def test_whom_the_table_does_not_let_in_is_refused(
    role: Role, site: Site, filled: Filled
) -> None:
    """Walk all routes; whoever is let in gets an answer, if only that it is none."""
    seen = site.seen_by(VIEWERS[role])
    for method, path, (right,) in ASKED:
        address = filled_in(path, filled)
        answer = seen.get(address) if method == "GET" else seen.post(address)
        told = (role, method, path, answer.status_code)
        if role not in TABLE[right]:
            assert answer.status_code == 403, told
            assert "không có quyền" in answer.text, told
        else:
            assert answer.status_code < 500 or path in {"/readyz", "/auditz"}, told


def test_nobody_is_sent_to_the_sign_in_page_and_comes_back(
    site: Site, filled: Filled
) -> None:
    nobody = site.seen_by(None)
    for method, path, (right,) in ASKED:
        address = filled_in(path, filled)
        if right is Right.OPEN:
            continue
        answer = nobody.get(address) if method == "GET" else nobody.post(address)
        if method == "GET":
            assert answer.status_code == 303, path
            assert answer.headers["location"].startswith("/sign-in?next=%2F"), path
        else:
            assert answer.status_code == 403, path


def test_a_right_that_no_role_has_is_none() -> None:
    assert set(TABLE) == set(Right)
    assert all(TABLE.values())


@pytest.mark.usefixtures("filled")
def test_the_documents_and_the_schema_of_an_api_are_not_served(office: House) -> None:
    app = create_app(office)

    assert (app.docs_url, app.redoc_url, app.openapi_url) == (None, None, None)
