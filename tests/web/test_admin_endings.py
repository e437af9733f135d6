"""Agencies that were merged or dissolved: ended with a question, and brought back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from builders import an_agency
from filled_office import NOW
from sqlalchemy import select, update

from office import accounts, actor, registering, signing_in, steering
from office.errors import OfficeError
from office.rights import Role
from office.viewer import Viewer
from store import assignments, people, rebuild
from store.engine import unit_of_work
from store.tables import AgencyRow, ContactRow, EventRow, ObligationRow

if TYPE_CHECKING:
    from filled_office import Filled
    from site_client import Site

    from office.house import House

LOGIN, PASSWORD = "vanthu@stp.example", "năm rõ là rõ cả năm"
WHY = {"because": "Nhập vào Sở Nội vụ theo Nghị quyết số 18"}
PAGE = "/admin/agencies/STP"


@pytest.fixture
def admin(site: Site, filled: Filled) -> Site:
    """Give the site as the head of the office sees it."""
    del filled
    return site.seen_by(Viewer(Role.OFFICE_HEAD, "Chánh Văn phòng", "VPUB", user=7))


def open_ways(agency: str) -> int:
    with unit_of_work() as session:
        return len(people.open_contacts(session, agency))


def acts() -> list[tuple[str, str]]:
    with unit_of_work() as session:
        found = session.execute(
            select(EventRow.aggregate, EventRow.act)
            .where(EventRow.actor == "office#7")
            .order_by(EventRow.id)
        )
        return [(aggregate, act) for aggregate, act in found]


def test_an_agency_ends_with_all_that_is_its_own_and_comes_back(
    admin: Site, office: House
) -> None:
    given = {"title": "Văn thư", "agency_code": "STP", "house": office, "now": NOW}
    user = accounts.add(LOGIN, role=Role.CLERK, actor=actor.OFFICE, **given)
    accounts.set_password(user, PASSWORD, actor=actor.OFFICE, now=NOW)
    cookie = signing_in.by_password(LOGIN, PASSWORD, came_from="x", now=NOW)

    asked = admin.get(f"{PAGE}/end").text
    assert "1 tài khoản" in asked
    assert admin.post(f"{PAGE}/end", {"because": " "}).status_code == 422
    ended = admin.post(f"{PAGE}/end", WHY)
    assert ended.headers["location"] == f"{PAGE}?said=agency_ended"
    assert signing_in.viewer_of(cookie, now=NOW).role is Role.NOBODY
    assert (open_ways("STP"), open_ways("SNV")) == (0, 2)
    assert WHY["because"] in admin.get(PAGE).text
    assert "Thêm hoặc đổi địa chỉ" not in admin.get(PAGE).text
    assert "đã chấm dứt" in admin.post(f"{PAGE}/end", WHY).text
    back = admin.post(f"{PAGE}/bring-back")
    assert back.headers["location"] == f"{PAGE}?said=agency_back"
    assert open_ways("STP") == 2
    assert signing_in.viewer_of(cookie, now=NOW).role is Role.NOBODY
    assert signing_in.by_password(LOGIN, PASSWORD, came_from="x", now=NOW)
    assert "đang hoạt động" in admin.post(f"{PAGE}/bring-back").text
    assert acts() == [
        ("agency", "end"), ("user", "end_account"),
        ("agency", "bring_back"), ("user", "reopen_account"),
    ]  # fmt: skip
    with unit_of_work() as session:
        kept = rebuild.last_values(session)["agencies"]["STP",]
        assert (kept["ended_at"], kept["ended_because"]) == (None, None)


def test_an_agency_that_owes_something_stays(admin: Site) -> None:
    page = "/admin/agencies/SNV/end"
    asked = admin.get(page).text
    answer = admin.post(page, WHY)
    other = admin.seen_by(Viewer(Role.ADMINISTRATOR, "Quản trị", "VPUB", user=7))
    unlinked = other.get(page).text

    assert "/assignments?agency=SNV&amp;figure=doing" in asked
    assert "2 đang thực hiện hoặc chờ duyệt" in asked
    assert answer.status_code == 422
    assert "Sở Nội vụ còn 2 nghĩa vụ chưa xong" in answer.text
    assert "/assignments?" not in unlinked
    assert "2 đang thực hiện" in unlinked
    assert open_ways("SNV") == 2


OPEN = {
    "of another period": ({"deadline": {"kind": "recurring"}}, "1 định kỳ"),
    "suspended": ({"phase": "suspended"}, "1 tạm dừng"),
    "declined": ({"phase": "declined"}, "1 cơ quan gửi lại"),
}


def test_what_may_come_back_holds_an_agency_too(admin: Site) -> None:
    done = ObligationRow.agency_code == "STP"
    for change, said in OPEN.values():
        with unit_of_work() as session:
            session.execute(update(ObligationRow).where(done).values(change))

        assert said in admin.get(f"{PAGE}/end").text
        assert "còn 1 nghĩa vụ" in admin.post(f"{PAGE}/end", WHY).text


def test_an_ended_agency_is_offered_nowhere_and_gets_nothing(
    admin: Site, filled: Filled, office: House
) -> None:
    row = "STP,Sở Tư pháp mới,sở,,,\n"
    head = "Mã cơ quan,Tên cơ quan,Loại,Viết tắt,Tên gọi khác,Chỉ đề nghị\n"
    contact = {"duty": "head", "channel": "email", "address": "a@b.example"}
    admin.post(f"{PAGE}/end", WHY)
    out = admin.get("/admin/agencies/export?as=csv").text
    again = admin.post("/admin/agencies/import", files={"sheet": ("a.csv", out)})
    sent = admin.post("/admin/agencies/import", files={"sheet": ("a.csv", head + row)})

    assert f'"{PAGE}"' not in admin.get("/admin/agencies").text
    assert f'"{PAGE}"' in admin.get("/admin/agencies?state=ended").text
    assert "Sở Tư pháp" not in admin.get("/admin/posts").text
    assert ("STP" in out, again.status_code, sent.status_code) == (False, 303, 422)
    assert "Dòng 2, cột 1: cơ quan mã STP đã chấm dứt" in sent.text
    assert admin.post(PAGE, {"name": "Sở X", "kind": "so"}).status_code == 422
    assert admin.post(f"{PAGE}/contact", contact).status_code == 422
    assert admin.post(f"{PAGE}/code", {"duty": "head"}).status_code == 404
    assert "Sở Tư pháp" in admin.get(f"/assignments/{filled.done}").text
    with unit_of_work() as session:
        offered = assignments.could_get(session, filled.late, "", limit=9)
        assert "STP" not in offered
        assert "STP" not in {one.code for one in people.registry(session).agencies}
    for act in (
        lambda **given: steering.reassign(filled.late, agency_code="STP", **given),
        lambda **given: steering.reopen(filled.done, **given),
    ):
        with pytest.raises(OfficeError, match="không giao được nữa: Sở Tư pháp"):
            act(reason="x", house=office, actor=actor.OFFICE, now=NOW)
    with pytest.raises(OfficeError, match="đã chấm dứt"):
        accounts.add(
            LOGIN, title="x", agency_code="STP", role=Role.CLERK,
            house=office, actor=actor.OFFICE, now=NOW,
        )  # fmt: skip


def test_a_name_is_free_when_its_agency_has_ended(admin: Site, office: House) -> None:
    heir = {"code": "STP2", "name": "Sở Tư pháp", "kind": "so"}
    admin.post(f"{PAGE}/end", WHY)
    made = admin.post("/admin/agencies", heir)
    back = admin.post(f"{PAGE}/bring-back")
    with unit_of_work() as session:
        known = people.registry(session, with_ended=True)

    assert made.status_code == 303
    assert "đang là của cơ quan mã STP2" in back.text
    assert registering.install_registry(known, house=office, now=NOW) == 0


def test_who_runs_the_office_cannot_be_ended(admin: Site) -> None:
    with unit_of_work() as session:
        an_agency(session, "VPUB", name="Văn phòng UBND tỉnh")

    for code in ("VPUB", "UBND"):
        answer = admin.post(f"/admin/agencies/{code}/end", WHY)
        assert "không chấm dứt được" in answer.text
        assert 'name="because"' not in answer.text
    assert admin.get("/admin/agencies/X/end").status_code == 404
    assert admin.post("/admin/agencies/X/end", WHY).status_code == 404
    with unit_of_work() as session:
        ended = select(AgencyRow.code).where(AgencyRow.ended_at.is_not(None))
        assert session.scalars(ended).all() == []
        lost = select(ContactRow.id).where(ContactRow.ended_at.is_not(None))
        assert session.scalars(lost).all() == []
