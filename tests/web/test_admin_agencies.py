"""Agencies, groups, posts and channels as the office and the agency keep them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import builders as b
import pytest
from filled_office import NOW
from sqlalchemy import select

from office import links
from office.rights import Role
from office.viewer import Viewer
from store.engine import unit_of_work
from store.tables import AbsenceRow, AgencyRow, DirectiveRow, EventRow, PostRow

if TYPE_CHECKING:
    from filled_office import Filled
    from site_client import Site

CODE = re.compile(r'class="admin-code">([A-Z0-9]{4}-[A-Z0-9]{4})<')
NEW = {"code": "SKT", "name": "Sở Kinh tế", "kind": "so", "aliases": "Sở KT\n\nSở KT"}
MAIL = {"duty": "head", "channel": "zalo_zns", "address": "0912345678", "rank": "2"}


@pytest.fixture
def admin(site: Site, filled: Filled) -> Site:
    """Give the site as the head of the office sees it."""
    del filled
    return site.seen_by(Viewer(Role.OFFICE_HEAD, "Chánh Văn phòng", "VPUB", user=7))


@pytest.fixture
def clerk(site: Site, filled: Filled) -> Site:
    """Give the site as a clerk of the department of home affairs sees it."""
    del filled
    return site.seen_by(Viewer(Role.CLERK, "Văn thư", "SNV", "Sở Nội vụ", user=8))


def acts(agency: str) -> list[tuple[str, str]]:
    with unit_of_work() as session:
        found = session.execute(
            select(EventRow.act, EventRow.actor)
            .where(EventRow.aggregate == "agency", EventRow.aggregate_id == agency)
            .order_by(EventRow.seq)
        )
        return [(act, who) for act, who in found]


def titles(agency: str) -> set[str]:
    with unit_of_work() as session:
        mine = select(PostRow.title).where(PostRow.agency_code == agency)
        return set(session.scalars(mine))


def test_an_agency_is_founded_changed_and_found(admin: Site) -> None:
    made = admin.post("/admin/agencies", NEW)
    changed = admin.post("/admin/agencies/SKT", {**NEW, "name": "Sở Công Thương"})

    assert made.headers["location"] == "/admin/agencies/SKT?said=agency_added"
    assert changed.status_code == 303
    assert titles("SKT") == {"Văn thư Sở Công Thương", "Giám đốc Sở Công Thương"}
    assert acts("SKT") == [("register", "office#7"), ("change", "office#7")]
    assert "/admin/agencies/SKT" in admin.get("/admin/agencies?q=cong+thuong").text
    assert "/admin/agencies/SKT" not in admin.get("/admin/agencies?q=y+te").text
    assert "không có kênh nào" in admin.get("/admin/posts?reach=none").text
    with unit_of_work() as session:
        assert session.get_one(AgencyRow, "SKT").aliases == ["Sở KT"]


WRONG = {
    "a code that is taken": ({"code": "SNV"}, "đã có: Sở Nội vụ"),
    "no code": ({"code": "../x"}, "mã cơ quan chỉ gồm"),
    "no name": ({"name": ""}, "tên cơ quan phải có"),
    "a name that is taken": ({"name": "Sở Nội vụ"}, "đã là của cơ quan mã SNV"),
    "no kind": ({"kind": "vua"}, "loại phải là một trong"),
}


@pytest.mark.parametrize(("change", "said"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_with_an_agency_is_said(
    change: dict[str, str], said: str, admin: Site
) -> None:
    answer = admin.post("/admin/agencies", NEW | change)

    assert answer.status_code == 422
    assert said in answer.text
    assert "Sở KT</textarea>" in answer.text


def test_a_sheet_of_agencies_comes_out_as_it_goes_in(admin: Site) -> None:
    header = "Mã cơ quan,Tên cơ quan,Loại,Viết tắt,Tên gọi khác,Chỉ đề nghị\n"
    sent = f"{header}SKT,Sở Kinh tế,SO,,Sở KT; KT,có\nSNV,Sở Nội chính,so,SNV,,\n"
    first = admin.post("/admin/agencies/import", files={"sheet": ("a.csv", sent)})
    out = admin.get("/admin/agencies/export?as=csv").content
    events = (len(acts("SKT")), len(acts("SNV")))
    again = admin.post("/admin/agencies/import", files={"sheet": ("a.csv", out)})
    wrong = admin.post(
        "/admin/agencies/import",
        files={"sheet": ("a.csv", f"{header}a b,,x,,,\nSTP,Sở Y,so,,,\n")},
    )

    assert (first.status_code, again.status_code, wrong.status_code) == (303, 303, 422)
    assert "SKT,Sở Kinh tế,sở,,Sở KT; KT,có" in out.decode("utf-8-sig")
    assert (len(acts("SKT")), len(acts("SNV"))) == events
    for words in ("Dòng 2, cột 1: mã", "Dòng 2, cột 2: tên", "Dòng 2, cột 3: loại"):
        assert words in wrong.text
    with unit_of_work() as session:
        assert session.get_one(AgencyRow, "STP").name == "Sở Tư pháp"


def test_a_group_is_kept_and_no_phrase_is_two_groups(admin: Site) -> None:
    group = {"code": "cac_so", "phrases": "các sở\ncác Sở, ngành", "kinds": ["so"]}
    kept = admin.post("/admin/groups", group)
    other = admin.post("/admin/groups", group | {"code": "khac", "phrases": "CÁC SỞ"})
    bare = admin.post("/admin/groups", {"code": "cac_so"})

    assert kept.headers["location"] == "/admin/groups?said=group_kept"
    assert "đã thuộc nhóm cac_so" in other.text
    assert (other.status_code, bare.status_code) == (422, 422)
    assert "các Sở, ngành" in admin.get("/admin/groups").text


def test_a_group_names_agencies_opens_to_them_and_ends(admin: Site) -> None:
    group = {"code": "ba_xa", "phrases": "các phường trung tâm", "agencies": "UB1"}
    kept = admin.post("/admin/groups", group)
    strange = admin.post("/admin/groups", group | {"agencies": "UB1\nX9"})
    shown = admin.get("/admin/groups").text
    out = admin.get("/admin/groups/export?as=csv").content.decode("utf-8-sig")
    again = admin.post("/admin/groups/import", files={"sheet": ("a.csv", out)})
    wrong = admin.post(
        "/admin/groups/import",
        files={"sheet": ("a.csv", out.replace("UB1", "X9") + "A B,,vua,\n")},
    )
    listed = admin.get("/assignments?group=ba_xa").text
    gone = admin.post("/admin/groups/end", {"code": "ba_xa"})

    assert (kept.status_code, strange.status_code, wrong.status_code) == (303, 422, 422)
    assert "Không có cơ quan nào mang mã “X9”" in strange.text
    assert 'href="/admin/agencies/UB1">Đô' in shown
    assert "ba_xa,các phường trung tâm,,UB1" in out
    assert again.status_code == 303
    for words in ("Dòng 2, cột 4: Không", "Dòng 3, cột 1: Mã", "Dòng 3, cột 3: Nhóm"):
        assert words in wrong.text
    assert "Đô &amp; Ơ</span>" in listed
    assert "Sở Tư pháp</span>" not in listed
    assert gone.headers["location"] == "/admin/groups?said=group_ended"
    assert "các phường trung tâm" not in admin.get("/admin/groups").text
    assert admin.post("/admin/groups/end", {"code": "ba_xa"}).status_code == 404


def test_a_group_that_a_document_addresses_does_not_end(
    admin: Site, filled: Filled
) -> None:
    group = {"code": "cac_so", "phrases": "các Sở", "kinds": ["so"]}
    admin.post("/admin/groups", group)
    with unit_of_work() as session:
        row = session.get_one(DirectiveRow, filled.directive)
        row.stage, row.addressees = "received", ["Các sở"]
        b.keep(session, "directive", row.id, row)
    used = admin.post("/admin/groups/end", {"code": "cac_so"})

    assert used.status_code == 422
    assert "chưa giao đang gửi nhóm này" in used.text


def test_a_contact_is_entered_and_a_wrong_one_is_told(admin: Site) -> None:
    kept = admin.post("/admin/agencies/SNV/contact", MAIL)
    wrong = admin.post("/admin/agencies/SNV/contact", MAIL | {"address": "09"})
    page = admin.get("/admin/agencies/SNV").text
    out = admin.get("/admin/posts/export?as=csv").content
    again = admin.post("/admin/posts/import", files={"sheet": ("a.csv", out)})
    bad = admin.post(
        "/admin/posts/import",
        files={"sheet": ("a.csv", out.replace(b",head,", b",vua,"))},
    )

    assert kept.status_code == again.status_code == 303
    assert wrong.status_code == bad.status_code == 422
    assert "Địa chỉ: địa chỉ không đúng dạng" in wrong.text
    assert 'value="09"' in wrong.text
    assert "0912345678" in page
    assert re.search(r"Dòng \d, cột 2: SNV không có vai trò “vua”", bad.text)


def test_a_code_is_shown_once_and_a_channel_unlinked(admin: Site, clerk: Site) -> None:
    admin.post("/admin/agencies/SNV/contact", MAIL)
    office = admin.post("/admin/agencies/SNV/code", {"duty": "head"})
    own = clerk.post("/my-channels/code", {"duty": "head"})
    gone = clerk.post("/my-channels/unlink", {"duty": "head", "channel": "email"})
    last = clerk.post("/my-channels/unlink", {"duty": "head", "channel": "zalo_zns"})

    assert CODE.findall(office.text) != CODE.findall(own.text)
    assert len(CODE.findall(own.text)) == 1
    assert own.headers["cache-control"] == "no-store"
    assert CODE.findall(clerk.get("/my-channels").text) == []
    assert gone.status_code == 303
    assert (last.status_code, "duy nhất" in last.text) == (422, True)
    assert "Sở Tư pháp" not in clerk.get("/my-channels").text
    assert clerk.post("/my-channels/code", {"duty": "chairman"}).status_code == 404
    assert ("offer_pairing", "agency:SNV#8") in acts("SNV")


def test_somebody_is_away_and_comes_back(admin: Site) -> None:
    form = {"duty": "head", "first": "2026-01-05", "last": "2026-01-09"}
    page = "/admin/agencies/SNV"

    wrong = admin.post(f"{page}/away", form | {"substitute": "SNV/head"})
    kept = admin.post(f"{page}/away", form | {"substitute": "SNV/focal_point"})
    shown = admin.get(page).text
    assert (wrong.status_code, kept.status_code) == (422, 303)
    assert 'value="2026-01-05"' in wrong.text
    assert "05/01/2026" in shown
    assert "05/01/2026" in admin.get("/admin/posts?reach=away").text
    assert admin.post(f"{page}/back", {"duty": "head"}).status_code == 303
    assert admin.post(f"{page}/back", {"duty": "head"}).status_code == 422
    with unit_of_work() as session:
        rows = session.scalars(select(AbsenceRow)).all()
    assert [row.ended_at is not None for row in rows] == [True]


def test_links_are_called_back_with_a_reason(admin: Site) -> None:
    made = links.Link(links.Purpose.ANSWER, ("SNV", 1), NOW - links.SIGNS_IN)
    page = "/admin/agencies/SNV/revoke"

    assert admin.post(page, {"because": " "}).status_code == 422
    assert links.holds_until(made) == made.made_at + links.ANSWERS
    assert admin.post(page, {"because": "Lộ hộp thư"}).status_code == 303
    assert links.holds_until(made) is None
    assert admin.post("/admin/agencies/X/revoke", {"because": "x"}).status_code == 404
