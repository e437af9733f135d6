"""An agency reads its own work and what it collects, and nothing else."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sample_reading import SOURCE

from office.rights import Role
from office.viewer import Viewer

if TYPE_CHECKING:
    from filled_office import Filled
    from site_client import Site

STP = Viewer(Role.CLERK, "Văn thư", "STP", "Sở Tư pháp", user=8)
OUTSIDER = Viewer(Role.CLERK, "Văn thư", "SYT", "Sở Y tế", user=9)


def codes(text: str) -> set[str]:
    return set(re.findall(r'href="/assignments/(NV-[\d-]+)"', text))


def test_a_list_holds_own_rows_only_whatever_is_asked_for(
    site: Site, filled: Filled
) -> None:
    seen = site.seen_by(STP)
    for params in ({}, {"agency": "SNV"}, {"figure": "assigned"}, {"q": "viec"}):
        assert codes(seen.get("/assignments", params=params).text) <= {filled.done}
    assert codes(seen.get("/assignments").text) == {filled.done}


@pytest.mark.parametrize("which", ["late", "undated"])
def test_another_agencys_assignment_is_not_there(
    which: str, site: Site, filled: Filled
) -> None:
    own = site.seen_by(STP).get(f"/assignments/{filled.done}")
    other = site.seen_by(STP).get(f"/assignments/{getattr(filled, which)}")

    assert (own.status_code, other.status_code) == (200, 404)


def test_a_document_is_shown_to_whom_it_gives_work(site: Site, filled: Filled) -> None:
    address = f"/directives/{filled.directive}"
    text = site.seen_by(STP).get(address).text

    assert "1/1 hoàn thành" in text
    assert site.seen_by(OUTSIDER).get(address).status_code == 404


def test_the_file_of_a_document_is_given_to_whom_it_gives_work(
    site: Site, filled: Filled
) -> None:
    address = f"/directives/{filled.directive}/file"
    leader = Viewer(Role.LEADER, "Chủ tịch", "UBND", "UBND tỉnh", user=10)
    bearer = Viewer(Role.BEARER, "", "STP", "Sở Tư pháp", directive=filled.directive)
    elsewhere = replace(bearer, directive=filled.directive + 1)
    allowed = {
        who: site.seen_by(who).get(address)
        for who in (STP, leader, bearer, OUTSIDER, elsewhere)
    }

    codes = [answer.status_code for answer in allowed.values()]
    assert codes == [200, 200, 200, 404, 404]
    given = allowed[STP]
    assert given.content == SOURCE.encode()
    assert given.headers["content-disposition"].startswith("attachment; filename")
    assert given.headers["x-content-type-options"] == "nosniff"
    assert site.get("/directives/1/file").status_code == 404
    assert site.get("/directives/x/file").status_code == 404
    for page in (f"/directives/{filled.directive}", f"/assignments/{filled.done}"):
        assert f'href="{address}"' in site.seen_by(STP).get(page).text
    assert (
        f'href="{address}"' in site.seen_by(STP).get(f"/answer/{filled.directive}").text
    )
    assert f'href="{address}"' in site.seen_by(leader).get("/alerts").text
