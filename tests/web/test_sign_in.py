"""Signing in at the site: cookies, links from the mail, and what refuses."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from builders import an_agency
from filled_office import NOW

from office import accounts, actor, links
from office.rights import Role
from runtime import clock
from store.engine import unit_of_work
from web.app import create_app

if TYPE_CHECKING:
    from filled_office import Filled
    from site_client import Site

    from office.house import House

ANOTHER = "một câu mới dài hơn"
LOGIN, PASSWORD = "chuyenvien@vpubnd.example", "năm rõ là rõ cả năm"
SECRET = "khóa của văn phòng"  # noqa: S105 - of this test alone


@pytest.fixture
def office(office: House) -> House:
    """Give the office the key of its links and an address."""
    return replace(office, link_secret=SECRET, base_url="http://127.0.0.1")


@pytest.fixture
def user(filled: Filled, office: House) -> int:
    """Make an officer's account with a password."""
    del filled
    with unit_of_work() as session:
        an_agency(session, "VPUB", name="Văn phòng UBND tỉnh")
    made = accounts.add(
        LOGIN.upper(),
        title="Chuyên viên",
        agency_code="VPUB",
        role=Role.OFFICER,
        house=office,
        actor=actor.OFFICE,
        now=NOW,
    )
    accounts.set_password(made, PASSWORD, actor=actor.OFFICE, now=NOW)
    return made


@pytest.fixture
def door(site: Site) -> Site:
    """Give the site to somebody with an empty browser."""
    return site.seen_by(None)


def enter(door: Site, **sent: str) -> int:
    form = {"login": LOGIN, "password": PASSWORD, **sent}
    return door.post("/sign-in", form).status_code


@pytest.mark.usefixtures("user")
def test_a_password_opens_a_session_and_signing_out_ends_it(door: Site) -> None:
    answer = door.post(
        "/sign-in", {"login": LOGIN, "password": PASSWORD, "next": "/assignments?q=x"}
    )
    seen = door.get("/assignments")
    kept = dict(door.cookies)
    door.post("/sign-out")
    door.cookies.update(kept)

    assert answer.headers["location"] == "/assignments?q=x"
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert seen.status_code == 200
    assert "Chuyên viên" in seen.text
    assert door.get("/assignments").status_code == 303


WRONG = {
    "a wrong password": {"password": "sai"},
    "no such account": {"login": "khac@vpubnd.example"},
    "nothing": {"login": "", "password": ""},
}


@pytest.mark.usefixtures("user")
@pytest.mark.parametrize("sent", WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_told_the_same(door: Site, sent: dict[str, str]) -> None:
    answer = door.post("/sign-in", {"login": LOGIN, "password": PASSWORD, **sent})

    assert answer.status_code == 422
    assert "Địa chỉ hoặc mật khẩu không đúng." in answer.text
    assert "namro_session" not in door.cookies


@pytest.mark.usefixtures("user")
def test_after_five_failures_the_right_password_waits_too(door: Site) -> None:
    failed = [enter(door, password=f"sai {n}") for n in range(5)]
    answer = door.post("/sign-in", {"login": LOGIN, "password": PASSWORD})

    assert failed == [422] * 5
    assert answer.status_code == 422
    assert "hãy chờ 15 phút" in answer.text


@pytest.mark.usefixtures("user")
@pytest.mark.parametrize(
    "next_", ["//evil.example/x", "https://evil.example/x", "\\\\e"]
)
def test_one_is_never_sent_to_another_site(door: Site, next_: str) -> None:
    form = {"login": LOGIN, "password": PASSWORD, "next": next_}
    where = door.post("/sign-in", form).headers["location"]

    assert where.startswith("/")
    assert not where.startswith(("//", "/\\"))
    assert "evil" not in where.split("/", 2)[1]


def test_a_link_signs_in_once_and_a_scanner_does_not_use_it_up(
    door: Site, user: int
) -> None:
    token = links.sign_in_link(SECRET, user=user, now=NOW)
    scanned = [door.get(f"/l/{token}").status_code for _ in range(3)]
    first = door.post(f"/l/{token}")
    seen = door.get("/assignments").status_code
    again = door.seen_by(None).post(f"/l/{token}")

    assert scanned == [200] * 3
    assert (first.status_code, seen) == (303, 200)
    assert again.status_code == 409
    assert "đã được dùng" in again.text


def test_an_ended_account_is_out_at_once(door: Site, user: int) -> None:
    enter(door)
    before = door.get("/assignments").status_code
    accounts.end(user, actor=actor.OFFICE, now=NOW)

    assert (before, door.get("/assignments").status_code) == (200, 303)
    assert enter(door) == 422


@pytest.mark.usefixtures("user")
def test_a_new_password_ends_every_session(door: Site) -> None:
    enter(door)
    own = {"present": PASSWORD}
    address = "/account/password"
    short = door.post(address, own | {"password": "ngan", "again": "ngan"})
    twice = door.post(address, own | {"password": PASSWORD, "again": "khác"})
    wanted = {"password": ANOTHER, "again": ANOTHER}
    wrong = door.post(address, wanted | {"present": "sai"})
    door.post(address, own | wanted)

    assert "Mật khẩu hiện tại không đúng" in wrong.text
    assert "Mật khẩu phải có từ 12" in short.text
    assert "không giống nhau" in twice.text
    assert door.get("/account").status_code == 303
    assert enter(door) == 422
    assert enter(door, password=ANOTHER) == 303


def test_a_link_lets_a_forgotten_password_be_replaced_for_a_quarter_of_an_hour(
    door: Site, user: int
) -> None:
    door.post(f"/l/{links.sign_in_link(SECRET, user=user, now=NOW)}")
    at_once = door.get("/account").text
    clock.set_start(NOW + timedelta(minutes=16))
    later = door.get("/account").text
    wanted = {"password": ANOTHER, "again": ANOTHER}
    refused = door.post("/account/password", wanted)
    clock.set_start(NOW)
    done = door.post("/account/password", wanted)

    assert 'name="present"' not in at_once
    assert 'name="present"' in later
    assert (refused.status_code, done.status_code) == (422, 303)


@pytest.mark.usefixtures("user")
def test_one_sees_where_one_is_signed_in_and_signs_out_elsewhere(door: Site) -> None:
    elsewhere = door.seen_by(None)
    enter(elsewhere)
    enter(door)
    clock.set_start(NOW + timedelta(minutes=6))
    before = door.get("/account").text
    door.post("/account/others")
    after = door.get("/account").text

    assert before.count("dùng gần nhất") == 2
    assert before.count("thiết bị này") == 1
    assert "dùng gần nhất 09:06 ngày 31/12/2025" in before
    assert (after.count("dùng gần nhất"), "Đăng xuất thiết bị khác" in after) == (
        1,
        False,
    )
    assert elsewhere.get("/account").status_code == 303


@pytest.mark.usefixtures("user")
def test_a_form_needs_its_token_and_our_own_page(door: Site) -> None:
    enter(door)
    forged = door.post("/sign-out", token="0" * 40)
    foreign = door.ask(
        "POST",
        "/sign-out",
        data={"token": "x"},
        extra={"origin": "http://evil.example"},
    )

    assert (forged.status_code, foreign.status_code) == (403, 403)
    assert "không phải từ trang đang mở" in forged.text
    assert door.get("/account").status_code == 200


@pytest.mark.usefixtures("user")
def test_a_form_does_nothing_a_second_time(door: Site) -> None:
    form = {"language": "vi", "back": "/sign-in", "once": "abc"}
    first, second = door.post("/language", form), door.post("/language", form)

    assert (first.status_code, second.status_code) == (303, 409)
    assert "đã được gửi rồi" in second.text


@pytest.mark.usefixtures("user")
def test_a_body_that_is_too_large_is_cut_off(door: Site) -> None:
    answer = door.post("/sign-in", {"login": "x" * 3_000_000, "password": "y"})

    assert answer.status_code == 413
    assert "quá lớn" in answer.text


def test_a_sign_in_mail_is_queued_once_in_a_quarter_of_an_hour(
    door: Site, user: int
) -> None:
    del user
    unknown = door.post("/sign-in/link", {"login": "khac@vpubnd.example"})
    known = [door.post("/sign-in/link", {"login": LOGIN}) for _ in range(2)]

    assert {one.headers["location"] for one in (unknown, *known)} == {
        "/sign-in?said=link_sent"
    }


def test_nobody_reads_as_somebody_else_by_his_number(office: House) -> None:
    assert create_app(office).state.form_key == SECRET.encode()
