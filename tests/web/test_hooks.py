"""Calls to the hooks: only what is signed, fresh and new is kept, and kept once."""

from __future__ import annotations

import json
import random
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from filled_office import NOW
from site_client import Site
from sqlalchemy import func, select
from zalo_calls import KEYS, account_call, bot_call, signature

from store.engine import unit_of_work
from store.tables import EventRow, HeardRow
from web.app import create_app
from web.hooks import HookKeys

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx
    from conftest import Database

    from office.house import House

BOT, ACCOUNT = "/hooks/zalo/bot", "/hooks/zalo/oa"


@pytest.fixture
def hooks(office: House, database: Database) -> Site:
    """Give the site with the keys of Zalo."""
    del database
    return Site(create_app(office, KEYS))


def kept() -> list[str]:
    with unit_of_work() as session:
        return list(session.scalars(select(HeardRow.text).order_by(HeardRow.id)))


def by_bot(site: Site, raw: bytes, secret: str = KEYS.bot) -> httpx.Response:
    extra = {"x-bot-api-secret-token": secret}
    return site.ask("POST", BOT, content=raw, extra=extra)


def by_account(site: Site, raw: bytes, sign: str | None = None) -> httpx.Response:
    extra = {"x-zevent-signature": signature(raw) if sign is None else sign}
    return site.ask("POST", ACCOUNT, content=raw, extra=extra)


def test_a_call_is_kept_once_however_often_it_comes(hooks: Site) -> None:
    first, second = bot_call("m1", "c1", NOW, "đã nhận"), bot_call(2, "c1", NOW, "xong")
    wrapped = json.dumps({"ok": True, "result": json.loads(second)}).encode()
    answers = [by_bot(hooks, raw) for raw in (first, wrapped, first, second, first)]
    by_account(hooks, account_call("m1", "u1", NOW, "đã nhận nhé"))
    by_account(hooks, account_call("m1", "u1", NOW, "đã nhận nhé"))

    assert {one.status_code for one in answers} == {200}
    assert kept() == ["đã nhận", "xong", "đã nhận nhé"]


OTHER = {
    "an empty probe": b"",
    "no JSON": b"{",
    "a list": b"[]",
    "nested too deep": b"[" * 20_000,
    "another event": json.dumps({"event_name": "follow", "message": {}}).encode(),
    "a group": bot_call("m", "c", NOW, "x").replace(b"PRIVATE", b"GROUP"),
    "another bot": bot_call("m", "c", NOW, "x").replace(b"false", b"true"),
    "a replay of yesterday": bot_call("m", "c", NOW - timedelta(days=1), "x"),
    "from the future": bot_call("m", "c", NOW + timedelta(hours=1), "x"),
    "no number": bot_call("", "c", NOW, "x"),
    "a number that is none": bot_call({"a": 1}, "c", NOW, "x"),
    "a name too long": bot_call("m", "c" * 200, NOW, "x"),
    "UTF-16": bot_call("m", "c", NOW, "x").decode().encode("utf-16"),
}


@pytest.mark.parametrize("raw", OTHER.values(), ids=OTHER)
def test_what_is_no_fresh_message_is_answered_and_left(raw: bytes, hooks: Site) -> None:
    assert by_bot(hooks, raw).status_code == 200
    assert kept() == ([] if b"\xff\xfe" not in raw[:2] else ["x"])


def test_without_its_secret_a_call_is_refused(hooks: Site) -> None:
    raw = bot_call("m1", "c1", NOW, "xong")
    account = account_call("m1", "u1", NOW, "xong")
    changed = account.replace(b"xong", b"x0ng")
    answers = [
        by_bot(hooks, raw, ""),
        by_bot(hooks, raw, KEYS.bot + "x"),
        by_bot(hooks, raw, "khoa khac"),
        by_account(hooks, account, ""),
        by_account(hooks, account, signature(account, secret="khác")),  # noqa: S106 - of a forger
        by_account(hooks, changed, signature(account)),
        hooks.ask("POST", BOT, content=raw),
    ]

    assert {one.status_code for one in answers} == {403}
    assert kept() == []


def test_without_keys_nothing_is_let_in(office: House, database: Database) -> None:
    del database
    closed = Site(create_app(office, HookKeys()))
    raw = account_call("m1", "u1", NOW, "xong")

    assert by_bot(closed, bot_call("m", "c", NOW, "x"), "").status_code == 403
    assert by_account(closed, raw, signature(raw, secret="")).status_code == 403


def test_a_body_that_is_too_large_is_cut_off(hooks: Site) -> None:
    assert by_bot(hooks, b"x" * 10_000_000).status_code == 413
    assert by_account(hooks, b"x" * 10_000_000, "mac=x").status_code == 413


def _hostile(dice: random.Random) -> Callable[[Site], httpx.Response]:
    """Return a call that must change nothing."""
    old = NOW - timedelta(hours=3 + dice.random() * 100)
    raw = bot_call(dice.random(), "c", NOW, "xong")
    account = account_call(str(dice.random()), "u", NOW, "xong")
    noise = dice.randbytes(dice.randrange(2000))
    return dice.choice(
        [
            lambda site: by_bot(site, raw, dice.randbytes(8).hex()),
            lambda site: by_account(site, account, dice.randbytes(32).hex()),
            lambda site: by_bot(site, bot_call(dice.random(), "c", old, "xong")),
            lambda site: by_bot(site, noise),
            lambda site: by_account(site, noise, noise.hex()),
            lambda site: by_bot(site, b"[" * dice.randrange(60_000)),
            lambda site: by_bot(site, b"x" * 10_000_000),
            lambda site: by_bot(site, raw.decode().encode("utf-16")[:-1]),
        ]
    )


def _assailed(hooks: Site, times: int) -> None:
    dice = random.Random(6)  # noqa: S311 - which call comes when
    for _ in range(times):
        answer = _hostile(dice)(hooks)
        assert answer.status_code in {200, 403, 413}
    with unit_of_work() as session:
        events = session.scalar(select(func.count()).select_from(EventRow))
    assert (kept(), events) == ([], 0)


def test_hostile_calls_change_nothing(hooks: Site) -> None:
    _assailed(hooks, 100)


@pytest.mark.long
def test_two_thousand_hostile_calls_change_nothing(hooks: Site) -> None:
    _assailed(hooks, 2_000)
