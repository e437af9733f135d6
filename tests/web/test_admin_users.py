"""Accounts as an administrator keeps them: on the page and by a sheet."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from builders import CALENDAR, an_agency
from filled_office import NOW
from openpyxl import load_workbook
from sqlalchemy import func, select

from directive.ladder import DEFAULT_POLICY
from office import accounts, signing_in
from office.house import House
from office.rights import Role
from office.viewer import Viewer
from store.engine import unit_of_work
from store.tables import EventRow, MessageRow, UserRow

if TYPE_CHECKING:
    from filled_office import Filled
    from site_client import Site

SECRET = "khóa của văn phòng"  # noqa: S105 - of this test alone
LOGIN = "vanthu@snv.cao-bang.example"
PASSWORD = "năm rõ là rõ cả năm"  # noqa: S105 - of this test alone
NEW = {"login": LOGIN, "title": "Văn thư", "agency": "SNV", "role": "clerk"}
HOUSE = House(calendar=CALENDAR, policy=DEFAULT_POLICY)
HEADER = "Địa chỉ thư;Chức danh;Mã cơ quan;Vai trò\n"


@pytest.fixture
def office(office: House) -> House:
    """Give the office the key of its links and an address."""
    return replace(office, link_secret=SECRET, base_url="http://127.0.0.1")


@pytest.fixture
def admin(site: Site, filled: Filled) -> Site:
    """Give the site as the administrator sees it."""
    del filled
    with unit_of_work() as session:
        an_agency(session, "VPUB", name="Văn phòng UBND tỉnh")
    return site.seen_by(Viewer(Role.ADMINISTRATOR, "Quản trị", "VPUB", user=7))


def user() -> UserRow:
    with unit_of_work() as session:
        return session.scalars(select(UserRow).where(UserRow.login == LOGIN)).one()


def count(what: type[UserRow | EventRow | MessageRow]) -> int:
    with unit_of_work() as session:
        return session.scalar(select(func.count()).select_from(what)) or 0


def test_an_account_is_made_invited_signed_out_and_ended(admin: Site) -> None:
    made = admin.post("/admin/users", NEW)
    row = user()
    address = f"/admin/users/{row.id}"
    accounts.set_password(row.id, PASSWORD, actor=admin_actor(), now=NOW)
    cookie = signing_in.by_password(LOGIN, PASSWORD, came_from="x", now=NOW)

    assert made.headers["location"].startswith(address)
    assert "ngừng</h2>" not in admin.get(address).text
    assert "Đăng xuất khỏi mọi thiết bị" in admin.get(address).text
    assert admin.post(f"{address}/link").status_code == 303
    assert "15 phút" in admin.post(f"{address}/link").text
    assert count(MessageRow) == 2  # the other one is of the filled office
    assert admin.post(f"{address}/sign-out").status_code == 303
    assert signing_in.viewer_of(cookie, now=NOW).role is Role.NOBODY
    assert admin.post(f"{address}/end").status_code == 303
    assert "Đã ngừng" in admin.get(address).text
    assert admin.post(f"{address}/link").status_code == 404
    with unit_of_work() as session:
        acts = session.execute(
            select(EventRow.act, EventRow.actor)
            .where(EventRow.aggregate == "user")
            .order_by(EventRow.seq)
        ).all()
    assert [act for act, _ in acts] == [
        "open_account", "set_password", "end_sessions", "end_account",
    ]  # fmt: skip
    assert {who for _, who in acts} == {"office#7"}


def admin_actor() -> object:
    return Viewer(Role.ADMINISTRATOR, agency="VPUB", user=7).actor


def opened(login: str, role: Role) -> int:
    home = "SNV" if role is Role.CLERK else "VPUB"
    made = accounts.add(
        login, title="Quản trị", agency_code=home, role=role,
        house=HOUSE, actor=admin_actor(), now=NOW,
    )  # fmt: skip
    accounts.set_password(made, PASSWORD, actor=admin_actor(), now=NOW)
    return made


def test_another_role_holds_at_once_and_signs_the_account_out(admin: Site) -> None:
    made = opened(LOGIN, Role.CLERK)
    address = f"/admin/users/{made}"
    cookie = signing_in.by_password(LOGIN, PASSWORD, came_from="x", now=NOW)
    before = count(EventRow)
    renamed = {"title": "Văn thư chính", "role": "clerk"}

    assert admin.post(address, renamed).headers["location"] == f"{address}?said=saved"
    assert admin.post(address, renamed).status_code == 303
    assert count(EventRow) == before + 1
    assert signing_in.viewer_of(cookie, now=NOW).title == "Văn thư chính"
    promoted = admin.post(address, {"title": "Phó Giám đốc", "role": "agency_head"})
    assert promoted.headers["location"] == f"{address}?said=role_changed"
    assert signing_in.viewer_of(cookie, now=NOW).role is Role.NOBODY
    assert (user().title, user().role) == ("Phó Giám đốc", "agency_head")
    with unit_of_work() as session:
        last = session.scalars(select(EventRow).order_by(EventRow.id.desc())).first()
    assert (last.act, last.actor) == ("change_account", "office#7")
    wrong = admin.post(address, {"title": " ", "role": "clerk"})
    misplaced = admin.post(address, {"title": "Sếp", "role": "officer"})
    assert (wrong.status_code, "chức danh của tài khoản" in wrong.text) == (422, True)
    assert (misplaced.status_code, 'value="Sếp"' in misplaced.text) == (422, True)
    assert "không thuộc cơ quan" in misplaced.text
    assert admin.post("/admin/users/1", renamed).status_code == 404


def test_the_administrator_is_never_lost(admin: Site) -> None:
    first = opened("qt1@vp.example", Role.ADMINISTRATOR)
    lower = {"title": "Chuyên viên", "role": "officer"}
    last = admin.post(f"/admin/users/{first}", lower)
    second = opened("qt2@vp.example", Role.ADMINISTRATOR)
    own = admin.seen_by(Viewer(Role.ADMINISTRATOR, "Quản trị", "VPUB", user=second))
    self_made = own.post(f"/admin/users/{second}", lower)

    assert (last.status_code, "quản trị cuối cùng" in last.text) == (422, True)
    assert (self_made.status_code, "Không tự bỏ" in self_made.text) == (422, True)
    assert own.post(f"/admin/users/{first}", lower).status_code == 303


WRONG = {
    "no address": ({"login": "vanthu"}, "không phải địa chỉ thư"),
    "no post": ({"title": " "}, "chức danh"),
    "no role": ({"role": ""}, "Hãy chọn vai trò"),
    "a role of the office": ({"role": "officer"}, "không thuộc cơ quan"),
    "no agency": ({"agency": "XYZ"}, "Không có cơ quan"),
}


@pytest.mark.parametrize(("change", "said"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    change: dict[str, str], said: str, admin: Site
) -> None:
    answer = admin.post("/admin/users", {**NEW, "login": "a@b.example"} | change)

    assert answer.status_code == 422
    assert said in answer.text
    assert 'value="Văn thư"' in answer.text or "title" in change
    assert count(UserRow) == 0


def test_a_sheet_comes_out_as_it_went_in(admin: Site) -> None:
    rows = f"{LOGIN};Văn thư;SNV;văn thu co quan\nvp@vp.example;A;VPUB;officer\n"
    sent = {"sheet": ("ds.csv", (HEADER + rows).encode())}

    for _ in range(2):
        answer = admin.post("/admin/users/import", files=sent)
        assert answer.headers["location"] == "/admin/users?said=sheet_kept"
    book = load_workbook(io.BytesIO(admin.get("/admin/users/export").content))
    out = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
    again = admin.post(
        "/admin/users/import",
        files={"sheet": ("a.csv", admin.get("/admin/users/export?as=csv").content)},
    )

    assert out[1:] == [
        [LOGIN, "Văn thư", "SNV", "Văn thư cơ quan"],
        ["vp@vp.example", "A", "VPUB", "Chuyên viên Văn phòng"],
    ]
    assert again.status_code == 303
    assert count(UserRow) == 2


def test_every_wrong_row_of_a_sheet_is_told_and_nothing_is_kept(admin: Site) -> None:
    rows = "x;Văn thư;SNV;clerk\na@b.example;;ABC;clerk\na@b.example;A;SNV;vua\n"
    answer = admin.post(
        "/admin/users/import", files={"sheet": ("a.csv", (HEADER + rows).encode())}
    )

    assert answer.status_code == 422
    for words in (
        "Dòng 2, cột 1: “x” không phải địa chỉ",
        "Dòng 3, cột 2: thiếu chức danh",
        "Dòng 3, cột 3: không có cơ quan mã “ABC”",
        "Dòng 4, cột 4: không có vai trò “vua”",
        "Dòng 4, cột 1: a@b.example đã có ở dòng 3, cột 1",
    ):
        assert words in answer.text
    assert ".csv" not in answer.text.partition('role="alert"')[2].partition("</p>")[0]
    assert count(UserRow) == 0


def test_the_list_is_searched_without_accents_and_by_role(admin: Site) -> None:
    admin.post("/admin/users", NEW)

    assert LOGIN in admin.get("/admin/users?q=noi+vu").text
    assert LOGIN not in admin.get("/admin/users?q=tai+chinh").text
    assert LOGIN not in admin.get("/admin/users?role=leader").text
    assert 'href="/admin/users"' in admin.get("/admin").text
