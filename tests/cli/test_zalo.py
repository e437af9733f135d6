"""`namro zalo` and what `namro doctor` says of it, against the fake Zalo."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import fake_zalo
import pytest
import zalo_login
from fake_zalo import FakeZalo

from office.zalo_quota import OfficeQuota
from store.engine import unit_of_work
from store.tables import OfficeTaskRow
from store.trail import Entry, record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conftest import Desk

REDIRECT = "https://nhiemvu.cao-bang.example/zalo"
TEMPLATES = 'templates: [{id: "312", params: {ma: {fact: code}}}]'


@pytest.fixture
def zalo() -> Iterator[FakeZalo]:
    with fake_zalo.fake_zalo() as server:
        yield server


@pytest.fixture
def linked(desk: Desk, zalo: FakeZalo) -> Desk:
    """Give an office whose settings name the application, and no login yet."""
    desk.set(
        zalo_app_id=fake_zalo.APP_ID,
        zalo_app_secret=fake_zalo.APP_SECRET,
        zalo_key=zalo_login.KEY,
        zalo_redirect_url=REDIRECT,
        zalo_oauth_base_url=zalo.url,
    )
    return desk


def examined(desk: Desk) -> dict[str, tuple[str, str]]:
    told = json.loads(desk.namro("doctor", "--json").stdout)
    return {x["check"]: (x["grade"], x["to_do"]) for x in told["findings"]}


def test_logging_in_keeps_the_pair_and_closes_the_task(
    linked: Desk, zalo: FakeZalo
) -> None:
    now = zalo_login.OFFICE_TIME
    task = OfficeTaskRow(id=1, kind="zalo_login", reason="Đăng nhập lại", opened_at=now)
    with unit_of_work() as session:
        record(
            session,
            [Entry("office_task", "1", "open", (task,))],
            actor="clock",
            now=now,
        )

    done = linked.namro("zalo", "login", stdin=f"{REDIRECT}?code=abc&oa_id=7\n")

    page = next(x for x in done.stdout.splitlines() if x.startswith(zalo.url))
    asked = parse_qs(urlsplit(page).query)
    assert (done.exit_code, asked["redirect_uri"]) == (0, [REDIRECT])
    assert len(asked["code_challenge"][0]) == 43
    assert zalo_login.pair() == ("access-1", "refresh-1")
    assert zalo_login.tasks() == [("Đăng nhập lại", True)]
    assert "access-1" not in done.output


REFUSED = {
    "another login's address": (f"{REDIRECT}?code=abc&state=other", "another login"),
    "no code in it": (f"{REDIRECT}?oa_id=7", "no code"),
}


@pytest.mark.parametrize(("pasted", "said"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_answer_of_zalo(linked: Desk, pasted: str, said: str) -> None:
    done = linked.namro("zalo", "login", stdin=f"{pasted}\n")

    assert (done.exit_code, said in done.stderr) == (1, True)


def test_a_secret_that_zalo_does_not_know(linked: Desk) -> None:
    linked.set(zalo_app_secret="khac")  # noqa: S106 - of the fake

    done = linked.namro("zalo", "login", stdin="ma-cua-zalo\n")

    assert done.exit_code == 1
    assert "namro: Zalo refuses: -14002" in done.stderr
    assert "ma-cua-zalo" not in done.stderr


def test_without_an_application_nobody_logs_in(desk: Desk) -> None:
    assert "NAMRO_ZALO_APP_ID" in desk.refused("zalo", "login", code=1)


def test_the_quota_is_told(linked: Desk) -> None:
    quota = OfficeQuota(500, now=lambda: zalo_login.OFFICE_TIME)
    quota.take()
    quota.told(daily=500, remaining=498)
    linked.set(now=zalo_login.OFFICE_TIME.isoformat(), zalo_zns_per_day="300")

    told = json.loads(linked.namro("zalo", "quota", "--json").stdout)
    shown = linked.namro("zalo", "quota").stdout

    assert (told["day"], told["budget"], told["taken"], told["left"]) == (
        "2025-12-15",
        300,
        1,
        299,
    )
    assert "đã dùng 1/300, còn 299" in shown
    assert "Zalo báo còn 498 trên 500 lúc 08:00" in shown


def test_doctor_is_silent_about_a_zalo_that_is_not_used(desk: Desk) -> None:
    assert not [name for name in examined(desk) if "Zalo" in name]


def test_doctor_says_what_is_missing(
    linked: Desk, zalo: FakeZalo, tmp_path: Path
) -> None:
    before = examined(linked)
    linked.namro("zalo", "login", stdin="abc\n")
    file = tmp_path / "mau.yaml"
    file.write_text(TEMPLATES, "utf-8")
    linked.set(zalo_zns_templates=str(file))
    linked.set(zalo_bot_token=fake_zalo.BOT_TOKEN, zalo_bot_base_url=zalo.url)
    after = examined(linked)
    file.write_text("templates: []", "utf-8")
    linked.set(zalo_app_secret="", zalo_bot_token="1:khac")  # noqa: S106 - of the fake
    wrong = examined(linked)

    assert before["Zalo OA"] == ("wrong", "run `namro zalo login`")
    assert before["Zalo ZNS"][0] == "warning"
    assert after["Zalo OA"] == after["Zalo ZNS"] == after["Zalo bot"] == ("ok", "")
    assert wrong["Zalo OA"][1].startswith("set both NAMRO_ZALO_APP_ID")
    assert wrong["Zalo bot"][1] == "correct NAMRO_ZALO_BOT_TOKEN"
    assert wrong["Zalo ZNS"] == ("wrong", "correct the file")


def test_a_faulty_file_of_templates_is_one_sentence(
    linked: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "mau.yaml"
    file.write_text("templates: [", "utf-8")
    linked.set(zalo_zns_templates=str(file))

    assert "NAMRO_ZALO_ZNS_TEMPLATES" in linked.refused("status", code=1)
