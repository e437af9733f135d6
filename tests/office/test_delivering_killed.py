"""A deliverer that is killed, or that loses its database, loses and doubles nothing."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from dispatch import Clock, account, by_mail, queue

from notifications.catcher import MailCatcher
from office.delivering import deliver
from store import audit
from store.engine import unit_of_work
from store.errors import DatabaseUnavailableError

if TYPE_CHECKING:
    from collections.abc import Callable

    from aiosmtpd.smtp import SMTP, Envelope, Session
    from conftest import Cloner, Database

KILLS = 4
DELIVERER = """
import sys
from datetime import datetime
from notifications.smtp import SmtpChannel, SmtpServer
from office.delivering import deliver
from store import engine

engine.bind(sys.stdin.read())
now = datetime.fromisoformat(sys.argv[2])
server = SmtpServer("127.0.0.1", int(sys.argv[1]), "nhiemvu@vpubnd.cao-bang.example")
deliver({"email": SmtpChannel(server)}, clock=lambda: now)
"""


class SlowCatcher(MailCatcher):
    """Keeps a mail, tells, and lets the client wait for the answer."""

    def __init__(self, kept: Callable[[int], None] = lambda _: None) -> None:
        super().__init__()
        self._kept = kept

    async def handle_DATA(  # noqa: N802 - aiosmtpd looks for this name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        answer = await super().handle_DATA(server, session, envelope)
        self._kept(self.count())
        await asyncio.sleep(0.02)
        return answer


def arrived(catcher: MailCatcher) -> Counter[str]:
    return Counter(mail.message_id for mail in catcher.messages())


def deliver_until_killed(
    database: Database, catcher: SlowCatcher, clock: Clock
) -> None:
    """Start a deliverer, and kill it -9 when it has given some mails away."""
    already = catcher.count()
    command = [sys.executable, "-c", DELIVERER, str(catcher.port), str(clock.now)]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as process:
        assert process.stdin is not None
        process.stdin.write(database.url.encode())
        process.stdin.close()
        while catcher.count() < already + 8:
            assert process.poll() is None
            time.sleep(0.005)
        process.kill()


def test_killed_again_and_again_each_message_still_arrives(database: Database) -> None:
    promised = queue(60)
    clock = Clock()

    with SlowCatcher() as catcher:
        for _ in range(KILLS):
            deliver_until_killed(database, catcher, clock)
            clock.pass_(minutes=5)
        halfway = account()
        deliver(by_mail(catcher.port), clock=clock)
        copies = arrived(catcher)
    last = account()

    assert halfway.states["sent"] < 60
    assert set(copies) == set(promised)
    assert sum(last.ambiguous.values()) <= KILLS
    assert all(copies[i] - 1 <= last.ambiguous[i] for i in promised)
    assert last.states == {"sent": 60}
    assert last.adds_up
    with unit_of_work() as session:
        assert audit.verify(session).fault is None


def test_a_database_that_goes_down_loses_nothing(
    database: Database, cloner: Cloner
) -> None:
    promised = queue(12)
    clock = Clock()

    def cut(number: int) -> None:
        if number == 5:
            cloner.desk.execute(
                f"ALTER DATABASE {database.name} ALLOW_CONNECTIONS false"
            )
            cloner.desk.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = %s",
                [database.name],
            )

    with SlowCatcher(cut) as catcher:
        with pytest.raises(DatabaseUnavailableError):
            deliver(by_mail(catcher.port), clock=clock)
        cloner.desk.execute(f"ALTER DATABASE {database.name} ALLOW_CONNECTIONS true")
        clock.pass_(minutes=5)
        deliver(by_mail(catcher.port), clock=clock)
        copies = arrived(catcher)
    last = account()

    assert set(copies) == set(promised)
    assert sum(copies.values()) == 13  # the fifth: its answer could not be written
    assert sum(last.ambiguous.values()) == 1
    assert last.states == {"sent": 12}
