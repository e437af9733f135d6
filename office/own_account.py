"""What people do to their own account: another password, other devices signed out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from office import accounts
from office.accounts import hasher
from office.errors import OfficeError
from office.signing_in import (
    MOST_PER_ACCOUNT,
    WINDOW,
    count_failures,
    digest,
    of_login,
    throttle,
)
from store import accounts as stored
from store.engine import unit_of_work
from store.trail import Entry, record

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from office.actor import Actor
    from store.tables import SessionRow


@dataclass(frozen=True, slots=True)
class OwnSession:
    """A device that is signed in; `is_this` is the one that asks."""

    opened_at: datetime
    used_at: datetime
    is_this: bool


@dataclass(frozen=True, slots=True)
class OwnAccount:
    """The own sessions, and whether another password needs the present one."""

    sessions: tuple[OwnSession, ...]
    needs_present: bool


def seen(user: int, cookie: str, *, now: datetime) -> OwnAccount:
    """Return the sessions of an account as one of them sees them."""
    with unit_of_work() as session:
        row = stored.find(session, user)
        opened = stored.open_sessions(session, user, now=now)
    this = digest(cookie)
    return OwnAccount(
        tuple(
            OwnSession(one.opened_at, one.used_at or one.opened_at, one.digest == this)
            for one in opened
        ),
        needs_present=row is not None
        and row.password_hash is not None
        and not _came_by_link(opened, this, now),
    )


def change_password(
    user: int, present: str, wanted: str, *, cookie: str, actor: Actor, now: datetime
) -> None:
    """Give the own account another password; every session of it ends.

    The present one is not asked for where there is none, nor for a quarter of an hour
    after a link signed in: so a forgotten one is replaced.

    Raises:
        NotFoundError: No such account.
        OfficeError: The present password is wrong, or was too often; the new one is
            too short or too long.
    """
    with unit_of_work() as session:
        row = accounts.of(session, user)
        opened = stored.open_sessions(session, user, now=now)
        counted = of_login(row.login)
        is_free = row.password_hash is None or _came_by_link(
            opened, digest(cookie), now
        )
        if not is_free:
            throttle(session, {counted: MOST_PER_ACCOUNT}, now)
    if not is_free and not hasher().verify(present, row.password_hash or ""):
        count_failures([counted], now)
        raise OfficeError("Mật khẩu hiện tại không đúng.")
    accounts.set_password(user, wanted, actor=actor, now=now)


def end_others(user: int, *, cookie: str, actor: Actor, now: datetime) -> None:
    """Sign the own account out on every device but the one that asks.

    Raises:
        NotFoundError: No such account.
    """
    with unit_of_work() as session:
        row = accounts.of(session, user)
        entry = Entry("user", str(user), "end_sessions", (row,))
        record(session, [entry], actor=str(actor), now=now)
        stored.end_sessions(session, user, now=now, but=digest(cookie))


def _came_by_link(opened: Sequence[SessionRow], this: str, now: datetime) -> bool:
    return any(
        one.digest == this and bool(one.by_link) and now - one.opened_at <= WINDOW
        for one in opened
    )
