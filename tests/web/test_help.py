"""The help for each kind of people, and the hint that leads there."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

import pytest

from office.rights import PARTIES, Role
from office.viewer import Viewer
from web import helping

if TYPE_CHECKING:
    from site_client import Site


@pytest.mark.parametrize("role", PARTIES)
def test_each_role_has_its_own_help(role: Role, site: Site) -> None:
    text = site.seen_by(Viewer(role, agency="STP")).get("/help").text

    assert helping.OF_ROLE[role].about in text


def test_everybody_may_read_all_of_it(site: Site) -> None:
    nobody = site.seen_by(None)

    for key, guide in helping.GUIDES.items():
        assert guide.steps[0].title in nobody.get(f"/help/{key}").text
    assert nobody.get("/help").status_code == 200
    assert nobody.get("/help/none").status_code == 404


def test_every_picture_is_there() -> None:
    folder = resources.files("web").joinpath("static", "help")
    named = {s.picture for g in helping.GUIDES.values() for s in g.steps if s.picture}

    assert {one.name for one in folder.iterdir()} == named


@pytest.mark.usefixtures("filled")
def test_the_hint_is_shown_until_it_was_read(site: Site) -> None:
    before = site.get("/assignments").text
    where = site.post("/hint/read", {"back": "/assignments"}).headers["location"]
    after = site.get("/assignments").text

    assert "Xem trợ giúp theo từng bước" in before
    assert where == "/assignments"
    assert "Xem trợ giúp theo từng bước" not in after
