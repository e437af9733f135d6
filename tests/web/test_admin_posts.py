"""Posts of an agency: what they are called, and the last way to one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from office.rights import Role
from office.viewer import Viewer
from store.engine import unit_of_work
from store.tables import EventRow

if TYPE_CHECKING:
    from filled_office import Filled
    from site_client import Site

MAIL = {"duty": "head", "channel": "email", "address": "a@so.example", "rank": "1"}


@pytest.fixture
def admin(site: Site, filled: Filled) -> Site:
    """Give the site as the head of the office sees it."""
    del filled
    return site.seen_by(Viewer(Role.OFFICE_HEAD, "Chánh Văn phòng", "VPUB", user=7))


def test_a_post_is_called_otherwise(admin: Site) -> None:
    page = "/admin/agencies/SNV/title"
    kept = admin.post(page, {"duty": "head", "title": " Quyền  Giám đốc Sở "})
    same = admin.post(page, {"duty": "focal_point", "title": "Quyền Giám đốc Sở"})
    none = admin.post(page, {"duty": "head", "title": " "})
    shown = admin.get("/admin/agencies/SNV").text

    assert (kept.status_code, same.status_code, none.status_code) == (303, 422, 422)
    assert "đã có chức danh “Quyền Giám đốc Sở”" in same.text
    assert 'value="Quyền Giám đốc Sở"' in same.text
    assert "<h3>Quyền Giám đốc Sở" in shown
    assert admin.post(page, {"duty": "chairman", "title": "x"}).status_code == 404
    with unit_of_work() as session:
        acts = select(EventRow.act).where(EventRow.aggregate_id == "SNV")
        assert "rename_post" in set(session.scalars(acts))


def test_the_last_way_is_kept_while_there_is_work(admin: Site) -> None:
    def end(agency: str) -> int:
        address = f"/admin/agencies/{agency}/unlink"
        answer = admin.post(address, {"duty": "head", "channel": "email"})
        assert (answer.status_code == 422) == ("kênh duy nhất" in answer.text)
        return answer.status_code

    for agency in ("UB1", "STP"):
        admin.post(f"/admin/agencies/{agency}/contact", MAIL)

    assert MAIL["address"] in admin.get("/admin/agencies/STP").text
    assert end("STP") == 303  # all it had is done
    assert end("UB1") == 422
    assert MAIL["address"] not in admin.get("/admin/agencies/STP").text
    assert MAIL["address"] in admin.get("/admin/agencies/UB1").text
