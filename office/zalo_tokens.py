"""The login of the Official Account: its token, renewed in time by one process."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from notifications.zalo import oauth
from notifications.zalo.tokens import NoTokenError
from office import task_words
from office.zalo_swap import Order
from runtime import clock
from runtime.clock import HANOI
from store import ids, zalo_tokens
from store.engine import engine, unit_of_work
from store.sealing import Seal
from store.tables import OfficeTaskRow
from store.trail import Entry, record

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sqlalchemy.orm import Session

    from notifications.zalo.oauth import App, Pair
    from store.tables import ZaloTokenRow

AHEAD = timedelta(hours=3)  # a pair is swapped so long before its token runs out,
SHARE = 4  # and not before the last quarter of its life
PATIENCE = timedelta(seconds=25)  # for whoever swaps; longer than Zalo may take
AGAIN = timedelta(minutes=15)  # after a refusal that may have been a passing one
REFRESH_HOLDS = timedelta(days=90)
_LOOK = 0.1  # seconds
_NOT_LOGGED_IN = "Chưa đăng nhập Zalo OA: chạy namro zalo login"
_NONE_CAME = "Chưa lấy được mã truy cập mới của Zalo OA ({why})"


@dataclass(frozen=True, slots=True)
class Login:
    """How the login stands, for people; no token is in it."""

    obtained_at: datetime
    access_expires_at: datetime
    refresh_expires_at: datetime
    refusal: str | None


@dataclass(frozen=True, slots=True)
class _Kept:
    generation: int
    access: str = field(repr=False)
    obtained_at: datetime
    expires_at: datetime
    refusal: str | None
    refused_at: datetime | None

    @property
    def ahead(self) -> timedelta:
        """How long before its end the token is swapped; 0 after a refusal."""
        if self.refusal is not None:
            return timedelta()
        return min(AHEAD, (self.expires_at - self.obtained_at) / SHARE)

    def holds(self, now: datetime, *, refused: str | None) -> bool:
        return self.expires_at > now and self.access != refused


class OfficeTokens:
    """A `notifications.zalo.tokens.TokenSource` over the sealed pair in the database.

    Tokens live by the real time, whatever the clock of the office shows.

    Args:
        app: The application at Zalo.
        key: That the pair is sealed under.
        journal: Where an answer lies until the database has it.
        now: The real moment, aware.
        patience: How long to wait for a swap.
    """

    def __init__(
        self,
        app: App,
        *,
        key: str,
        journal: Path,
        now: Callable[[], datetime] = clock.real_now,
        patience: timedelta = PATIENCE,
    ) -> None:
        self._app = app
        self._key = key
        self._seal = Seal(key)
        self._journal = journal
        self._now = now
        self._patience = patience

    def access_token(self, *, refused: str | None = None) -> str:
        """Return a token that holds now, after a swap where that is needed.

        While the old token still holds, nobody waits for a swap that another does.

        Raises:
            NoTokenError: Nobody is logged in, or the login was lost; the office then
                has a task to log in again.
            SealError: The pair was sealed under another key.
        """
        kept = self._read()
        now = self._now()
        if kept.holds(now + kept.ahead, refused=refused):
            return kept.access
        fault = None
        if self._may_swap(kept, now):
            before = kept
            fault = self._swap(kept, holds=kept.holds(now, refused=refused))
            kept = self._read()
            if before.refusal is not None and kept.refusal is None:
                self._settle_tasks()
        if kept.refusal is not None:
            self._tell_office(kept)
        if kept.holds(self._now(), refused=refused):
            return kept.access
        if kept.refusal is not None:
            raise NoTokenError(str(task_words.ZALO_LOST.filled(why=kept.refusal)))
        why = fault or "Zalo không trả lời"
        raise NoTokenError(_NONE_CAME.format(why=why), passing=True)

    def log_in(self, pair: Pair, *, actor: str, now: datetime) -> None:
        """Keep the pair of a login and close the office's tasks about it.

        Args:
            pair: As Zalo gave it.
            actor: Who logged in.
            now: The moment at the office, aware.
        """
        sealed = self._seal.close({"access": pair.access, "refresh": pair.refresh})
        real = self._now()
        with unit_of_work() as session:
            zalo_tokens.replace(
                session,
                self._app.id,
                sealed,
                expires_at=real + timedelta(seconds=pair.expires_in),
                now=real,
            )
            _close_tasks(session, actor=actor, now=now)

    def login(self) -> Login | None:
        """Return how the login stands; None when nobody ever logged in.

        Raises:
            SealError: The pair was sealed under another key.
        """
        with unit_of_work() as session:
            row = zalo_tokens.read(session, self._app.id)
        if row is None:
            return None
        self._seal.open(row.sealed)
        return Login(
            obtained_at=row.obtained_at,
            access_expires_at=row.access_expires_at,
            refresh_expires_at=row.obtained_at + REFRESH_HOLDS,
            refusal=row.refusal,
        )

    def _read(self) -> _Kept:
        with unit_of_work() as session:
            row = zalo_tokens.read(session, self._app.id)
        if row is None:
            raise NoTokenError(_NOT_LOGGED_IN)
        return _kept(row, self._seal)

    def _may_swap(self, kept: _Kept, now: datetime) -> bool:
        """Tell whether to try: a token that was used is not shown again and again."""
        if kept.refusal is None or self._journal.exists():
            return True
        if kept.refusal.startswith(oauth.USED_BEFORE):
            return False
        return kept.refused_at is None or now - kept.refused_at > AGAIN

    def _swap(self, kept: _Kept, *, holds: bool) -> str | None:
        """Have the pair swapped; return what went wrong with the swapper, if it did.

        When another swaps it already, wait for that only if no token `holds`.
        """
        until = time.monotonic() + self._patience.total_seconds()
        while not self._claim(kept):
            if holds or time.monotonic() > until:
                return None
            time.sleep(_LOOK)
            if self._read() != kept:
                return None
        order = Order(
            url=engine().url.render_as_string(hide_password=False),
            generation=kept.generation,
            app=self._app,
            key=self._key,
            journal=self._journal,
        ).as_json()
        swapper = subprocess.Popen(
            [sys.executable, "-m", "office.zalo_swap"],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        said: list[bytes] = []
        waiting = threading.Thread(
            target=lambda: said.append(swapper.communicate(order.encode())[1]),
            daemon=True,
        )
        waiting.start()
        waiting.join(self._patience.total_seconds())
        if not said:
            return None  # it goes on by itself, and its answer is found next time
        with unit_of_work() as session:
            zalo_tokens.give_up(session, self._app.id, kept.generation)
        return said[0].decode(errors="replace").strip() or None

    def _claim(self, kept: _Kept) -> bool:
        with unit_of_work() as session:
            return zalo_tokens.begin(
                session,
                self._app.id,
                kept.generation,
                now=self._now(),
                patience=self._patience,
            )

    def _settle_tasks(self) -> None:
        """Close the tasks to log in: a pair was found after all."""
        with unit_of_work() as session:
            _close_tasks(session, actor="clock", now=clock.now())

    def _tell_office(self, kept: _Kept) -> None:
        """Open the task to log in again, once."""
        now = clock.now()
        until = f"{kept.expires_at.astimezone(HANOI):%H:%M %d/%m/%Y}"
        is_good = kept.expires_at > self._now()
        lost = task_words.ZALO_GOOD_UNTIL if is_good else task_words.ZALO_LOST
        reason = str(lost.filled(why=kept.refusal, until=until))
        with unit_of_work() as session:
            if zalo_tokens.open_login_tasks(session):
                return
            task = OfficeTaskRow(
                id=ids.take(session),
                kind=zalo_tokens.LOGIN_TASK,
                reason=reason,
                opened_at=now,
            )
            entry = Entry("office_task", str(task.id), "open", (task,))
            record(session, [entry], actor="clock", now=now)


def _close_tasks(session: Session, *, actor: str, now: datetime) -> None:
    entries = []
    for task in zalo_tokens.open_login_tasks(session):
        task.closed_at = now
        entries.append(Entry("office_task", str(task.id), "close", (task,)))
    record(session, entries, actor=actor, now=now)


def _kept(row: ZaloTokenRow, seal: Seal) -> _Kept:
    return _Kept(
        generation=row.generation,
        access=seal.open(row.sealed)["access"],
        obtained_at=row.obtained_at,
        expires_at=row.access_expires_at,
        refusal=row.refusal,
        refused_at=row.refused_at,
    )
