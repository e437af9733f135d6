"""A login at the fake Zalo, kept in the database of a test."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import fake_zalo
from sqlalchemy import select, update

from notifications.zalo.oauth import App, Pair
from office.zalo_swap import Order
from office.zalo_tokens import OfficeTokens
from runtime import clock
from store.engine import engine, unit_of_work
from store.sealing import Seal
from store.tables import OfficeTaskRow, ZaloTokenRow

if TYPE_CHECKING:
    from fake_zalo import FakeZalo

KEY = "GnJ2xj6uXlPz0R0tqPj0m1n3L4b5v6c7x8z9AbCdEfg"
OFFICE_TIME = datetime(2025, 12, 15, 1, 0, tzinfo=UTC)
SWAPPER = (sys.executable, "-m", "office.zalo_swap")


def app(zalo: FakeZalo) -> App:
    return App(
        fake_zalo.APP_ID, fake_zalo.APP_SECRET, base_url=zalo.url, timeout_seconds=5
    )


def office_tokens(
    zalo: FakeZalo, folder: Path, *, seconds: float = 10.0
) -> OfficeTokens:
    return OfficeTokens(
        app(zalo),
        key=KEY,
        journal=folder / "zalo.answer",
        patience=timedelta(seconds=seconds),
    )


def logged_in(zalo: FakeZalo, folder: Path, *, seconds: float = 10.0) -> OfficeTokens:
    """Log in with the pair that the fake Zalo begins with; it holds for a day."""
    tokens = office_tokens(zalo, folder, seconds=seconds)
    held = zalo.tokens
    tokens.log_in(
        Pair(held.access, held.refresh, 90_000), actor="office", now=OFFICE_TIME
    )
    return tokens


def run_out(*, left: timedelta = timedelta()) -> None:
    """Let the access token run out, or hold only for what is `left`."""
    ends = clock.real_now() + left
    began = ends - timedelta(hours=25)
    with unit_of_work() as session:
        session.execute(
            update(ZaloTokenRow).values(access_expires_at=ends, obtained_at=began)
        )


def row() -> ZaloTokenRow:
    with unit_of_work() as session:
        return session.scalars(select(ZaloTokenRow)).one()


def pair() -> tuple[str, str]:
    """Return the access and the refresh token that are kept."""
    opened = Seal(KEY).open(row().sealed)
    return opened["access"], opened["refresh"]


def order(zalo: FakeZalo, folder: Path) -> Order:
    return Order(
        url=engine().url.render_as_string(hide_password=False),
        generation=row().generation,
        app=app(zalo),
        key=KEY,
        journal=folder / "zalo.answer",
    )


def has_heir(swapper: int) -> bool:
    """Tell whether a swapper has left an heir: another process of its session."""
    session = set()
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if os.getsid(int(process.name)) == swapper:
                session.add(int(process.name))
    return session > {swapper}


def tasks() -> list[tuple[str, bool]]:
    """Return the tasks to log in again, and whether each is closed."""
    with unit_of_work() as session:
        found = session.scalars(
            select(OfficeTaskRow).where(OfficeTaskRow.kind == "zalo_login")
        )
        return [(task.reason, task.closed_at is not None) for task in found]
