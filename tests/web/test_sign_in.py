"""Signing in at the site: cookies, links from the mail, and what refuses."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import builders as b
import pytest
from builders import an_agency
from filled_office import NOW
from sqlalchemy import select

from office import accounts, actor, links
from office.rights import Role
from store.engine import unit_of_work
from store.tables import MessageRow, ObligationRow
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
    short = door.post("/account/password", {"password": "ngan", "again": "ngan"})
    twice = door.post("/account/password", {"password": PASSWORD, "again": "khác"})
    door.post("/account/password", {"password": ANOTHER, "again": ANOTHER})

    assert "Mật khẩu phải có từ 12" in short.text
    assert "không giống nhau" in twice.text
    assert door.get("/account").status_code == 303
    assert enter(door) == 422
    assert enter(door, password=ANOTHER) == 303


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


FORGED = {
    "nothing": "",
    "noise": "abc.def.ghi",
    "another key's": links.sign_in_link("khóa khác", user=1, now=NOW),
    "from the future": links.sign_in_link(SECRET, user=1, now=NOW.replace(hour=5)),
    "another purpose's": links.answer_link(SECRET, agency="STP", directive=1, now=NOW)[
        :-1
    ],
}


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("token", list(FORGED.values())[1:], ids=list(FORGED)[1:])
def test_a_forged_link_opens_nothing(door: Site, token: str) -> None:
    answers = [door.get(f"/l/{token}"), door.post(f"/l/{token}")]

    assert [one.status_code for one in answers] == [409, 409]
    assert "Liên kết này không đúng" in answers[0].text
    assert not door.cookies


@pytest.mark.usefixtures("filled")
def test_a_link_that_signs_in_too_late_says_where_to_get_another(door: Site) -> None:
    late = links.sign_in_link(SECRET, user=1, now=NOW - timedelta(minutes=31))

    assert "hãy xin liên kết mới" in door.get(f"/l/{late}").text


HOLDS = {  # agency, days since the last due day and since its making
    "past its due day": ("SNV", 45, 100),
    "at least so long": ("STP", 100, 45),
    "without a due day": ("UB1", None, 180),
}


@pytest.mark.parametrize(("agency", "due", "made"), HOLDS.values(), ids=HOLDS)
def test_an_answer_link_holds_as_long_as_there_is_something_to_answer(
    agency: str, due: int | None, made: int, filled: Filled
) -> None:
    when = NOW - timedelta(days=made)
    with unit_of_work() as session:
        rows = session.scalars(
            select(ObligationRow).where(
                ObligationRow.directive_id == filled.directive,
                ObligationRow.agency_code == agency,
            )
        ).all()
        for row in rows:
            row.due_on = due and NOW.date() - timedelta(days=due)
        b.keep(session, "assignment", "due", *rows)
    until = links.holds_until(
        links.Link(links.Purpose.ANSWER, (agency, filled.directive), when)
    )

    assert until is not None
    assert timedelta() <= until - NOW < timedelta(days=1)


def test_an_old_answer_link_sends_a_new_one_to_the_agency_once(
    door: Site, filled: Filled
) -> None:
    old = links.answer_link(
        SECRET, agency="UB1", directive=filled.directive, now=NOW - timedelta(days=181)
    )
    shown = door.get(f"/l/{old}")
    sent = [door.post(f"/l/{old}/renew") for _ in range(2)]
    with unit_of_work() as session:
        mail = session.scalars(
            select(MessageRow).where(MessageRow.kind == "answer_link")
        ).one()
    fresh = re.search(r"/l/\S+", mail.text)

    assert shown.status_code == 410
    assert f'action="/l/{old}/renew"' in shown.text
    assert not door.cookies
    assert [one.status_code for one in sent] == [200, 200]
    assert ".example" not in shown.text + sent[0].text
    assert fresh is not None
    assert door.get(fresh[0]).headers["location"] == f"/answer/{filled.directive}"


def test_only_a_link_that_was_ours_sends_another(door: Site, filled: Filled) -> None:
    old = links.answer_link(SECRET, agency="STP", directive=filled.directive, now=NOW)
    links.revoke(
        "STP", because="Lộ liên kết", actor=actor.OFFICE, now=NOW.replace(hour=3)
    )

    assert door.post(f"/l/{old}/renew").status_code == 409
    assert door.post(f"/l/{FORGED['noise']}/renew").status_code == 409


def test_an_answer_link_opens_its_document_until_it_is_called_back(
    door: Site, filled: Filled
) -> None:
    token = links.answer_link(SECRET, agency="STP", directive=filled.directive, now=NOW)
    opened = door.get(f"/l/{token}")
    cookies = dict(door.cookies)
    links.revoke(
        "STP", because="Lộ liên kết", actor=actor.OFFICE, now=NOW.replace(hour=3)
    )
    closed = door.get(f"/l/{token}")

    assert opened.headers["location"] == f"/answer/{filled.directive}"
    assert cookies["namro_link"] == token
    assert closed.status_code == 409
    assert "đã bị thu hồi" in closed.text


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
