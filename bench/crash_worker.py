"""Plans and delivers in processes that kill themselves (-9) at a named failpoint.

The failpoints are set here, in the driver and in smtplib of this process alone: the
program knows nothing of them. Each line on stdin is an order for one or more
processes at once, answered by one line when all have ended:

    {"act": "deliver", "url": …, "port": …, "now": …, "kill": [["send: said MAIL", 2]]}

`kill` has one entry for each process: the failpoint and at which time it is passed;
null lets the process live, and it then says what it passed.
"""
# ruff: noqa: ANN401 - what is wrapped here has any arguments and answers any value

from __future__ import annotations

import json
import os
import re
import signal
import smtplib
import sys
from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING, Any

import psycopg
from sqlalchemy.orm import configure_mappers

from directive.ladder import DEFAULT_POLICY
from notifications.smtp import SmtpChannel, SmtpServer
from office import delivering, reminding
from office.house import House
from store import belt, engine, outbox
from store.calendar_file import load_calendar

if TYPE_CHECKING:
    from collections.abc import Callable

BATCH = 5  # small, so that a process soon comes to the end of one
SENDER = "nhiemvu@vpubnd.cao-bang.example"
_VERB = re.compile(r"\s*([A-Z]+)")
_TABLE = re.compile(r"\b(?:FROM|INTO|UPDATE)\s+([a-z_]+)")
HOUSE = House(calendar=load_calendar(), policy=DEFAULT_POLICY)


class Failpoints:
    """Counts what is passed, and dies where it is told to."""

    def __init__(self, where: str | None, at: int) -> None:
        self._where = where
        self._at = at
        self.stage = "open"
        self.passed: Counter[str] = Counter()

    def reach(self, name: str, stage: str | None = None) -> None:
        """Pass a failpoint of the present stage, or die there."""
        point = f"{stage or self.stage}: {name}"
        self.passed[point] += 1
        if point == self._where and self.passed[point] == self._at:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(
        self, owner: Any, name: str, before: str, after: str | None = None
    ) -> None:
        """Set failpoints before and after every call of a method."""
        real = getattr(owner, name)

        def watched(*args: Any, **named: Any) -> Any:
            self.reach(before)
            found = real(*args, **named)
            if after:
                self.reach(after)
            return found

        setattr(owner, name, watched)

    def stage_of(self, owner: Any, name: str, stage: str) -> None:
        """Let a function begin a stage, which lasts until the next one begins."""
        real = getattr(owner, name)

        def staged(*args: Any, **named: Any) -> Any:
            self.stage = stage
            return real(*args, **named)

        setattr(owner, name, staged)


def watch(points: Failpoints) -> None:
    """Set the failpoints in this process."""
    for name in ("promise", "gather"):
        points.stage_of(reminding, name, name)
    for owner, name in (
        (outbox, "claim"),
        (belt, "hand_over"),
        (belt, "settle_sent"),
        (outbox, "settle"),
        (outbox, "release"),
    ):
        points.stage_of(owner, name, name)
    points.around(psycopg.Connection, "commit", "before COMMIT", "after COMMIT")
    for name in ("execute", "executemany"):
        _watch_statements(points, name)
    points_of_send = _Sending(points)
    points_of_send.watch()


def _watch_statements(points: Failpoints, name: str) -> None:
    real = getattr(psycopg.Cursor, name)

    def execute(self: Any, query: Any, *args: Any, **named: Any) -> Any:
        words = query if isinstance(query, str) else ""
        if verb := _VERB.match(words):
            table = _TABLE.search(words)
            statement = f"{verb[1]} {table[1] if table else 'ids'}"
            points.reach(f"before {statement}")
            done = real(self, query, *args, **named)
            if self.connection.autocommit:  # and it commits
                points.reach(f"after {statement}")
            return done
        return real(self, query, *args, **named)

    setattr(psycopg.Cursor, name, execute)


class _Sending:
    """The verbs of SMTP: before each, said but not heard, and heard."""

    def __init__(self, points: Failpoints) -> None:
        self._points = points
        self._verb = "CONNECT"
        self._in_command = False

    def watch(self) -> None:
        smtp: Any = smtplib.SMTP
        putcmd, getreply, send, connect = (
            smtp.putcmd,
            smtp.getreply,
            smtp.send,
            smtp.connect,
        )

        def watched_connect(smtp: Any, *args: Any, **named: Any) -> Any:
            self._verb = "CONNECT"
            self._reach("before CONNECT")
            return connect(smtp, *args, **named)

        def watched_putcmd(smtp: Any, cmd: str, args: str = "") -> None:
            self._verb = cmd.upper()
            self._reach(f"before {self._verb}")
            self._in_command = True
            putcmd(smtp, cmd, args)
            self._in_command = False
            self._reach(f"said {self._verb}")

        def watched_getreply(smtp: Any) -> Any:
            found = getreply(smtp)
            self._reach(f"heard {self._verb}")
            return found

        def watched_send(smtp: Any, words: Any) -> None:
            if self._in_command:
                send(smtp, words)
                return
            self._verb = "BODY"
            self._reach("before BODY")
            send(smtp, words[: len(words) // 2])
            self._reach("half of BODY")
            send(smtp, words[len(words) // 2 :])
            self._reach("said BODY")

        smtp.connect, smtp.putcmd = watched_connect, watched_putcmd
        smtp.getreply, smtp.send = watched_getreply, watched_send

    def _reach(self, name: str) -> None:
        self._points.reach(name, "send")


def live(order: dict[str, Any], kill: list[Any] | None) -> dict[str, Any]:
    """Do the work of one process; return what it passed, and what it raised."""
    points = Failpoints(*(kill or (None, 0)))
    watch(points)
    engine.bind(order["url"])
    now = datetime.fromisoformat(order["now"])
    raised = None
    try:
        if order["act"] == "deliver":
            delivering.BATCH = BATCH
            server = SmtpServer("127.0.0.1", order["port"], SENDER, timeout_seconds=5)
            channels = {"email": SmtpChannel(server, now=lambda: now)}
            delivering.deliver(channels, clock=lambda: now)
        else:
            act: Callable[..., object] = getattr(reminding, order["act"])
            act(house=HOUSE, now=now)
    except Exception as error:  # noqa: BLE001 - said to who gave the order
        raised = f"{type(error).__name__}: {error}"
    return {"passed": dict(points.passed), "raised": raised}


def start(order: dict[str, Any], kill: list[Any] | None) -> tuple[int, int]:
    """Fork one process; return its number and where it will say what it passed."""
    reading, writing = os.pipe()
    number = os.fork()
    if number == 0:
        os.close(reading)
        with os.fdopen(writing, "w") as told:
            json.dump(live(order, kill), told)
        os._exit(0)
    os.close(writing)
    return number, reading


def main() -> None:
    """Carry out orders until stdin ends."""
    configure_mappers()  # once, before the forks: it takes longer than many a process
    print(json.dumps("ready"), flush=True)
    for line in sys.stdin:
        order = json.loads(line)
        ends = []
        for number, reading in [start(order, kill) for kill in order["kill"]]:
            with os.fdopen(reading) as told:
                said = told.read()
            _, status = os.waitpid(number, 0)
            killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
            ends.append({"killed": killed, **(json.loads(said) if said else {})})
        print(json.dumps(ends), flush=True)


if __name__ == "__main__":
    main()
