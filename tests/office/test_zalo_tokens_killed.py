"""Two processes swap the tokens at once, again and again, and are killed meanwhile.

Whoever asks for a token is killed at any moment; the process that swaps the pair in
their name is killed between the server's yes and our note.

The receiving end is strict: it gives one pair for each refresh token, and counts every
token that is shown a second time.
"""

from __future__ import annotations

import json
import os
import random
import select
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import fake_zalo
import pytest
import zalo_login

from store import audit
from store.engine import unit_of_work

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Database

WORKERS = 2
MARK = "TEST_ZALO_SWAPPERS"  # in the environment of the swappers of one test
# Imports once; each line it reads is a call for two workers, which are forked.
NURSERY = """
import json, os, signal, sys
from datetime import timedelta
from pathlib import Path
from notifications.zalo.oauth import App
from notifications.zalo.tokens import NoTokenError
from office.zalo_tokens import OfficeTokens
from store import engine

signal.signal(signal.SIGCHLD, signal.SIG_IGN)
given = json.loads(sys.argv[1])
for line in sys.stdin:
    for _ in range(int(line)):
        worker = os.fork()
        if worker == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            engine.bind(given["url"])
            tokens = OfficeTokens(
                App(*given["app"]), key=given["key"], journal=Path(given["journal"]),
                patience=timedelta(seconds=10),
            )
            try:
                tokens.access_token()
            except NoTokenError:
                pass  # its swapper was killed before it heard
            os.write(1, b"done\\n")
            os._exit(0)
        os.write(1, f"{worker}\\n".encode())
"""


class Nursery:
    """Brings up workers two at a time, and tells when they are done."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def round(self, rng: random.Random) -> int:
        """Let two workers ask for a token; kill some of them; return how many."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{WORKERS}\n")
        self._process.stdin.flush()
        alive = set()
        done = 0
        while len(alive) < WORKERS:
            said = self._line(10)
            done += said == "done"
            if said and said != "done":
                alive.add(int(said))
        doomed = rng.sample(sorted(alive), rng.choice((0, 1, 1, 2)))
        for worker in doomed:
            time.sleep(rng.uniform(0, 0.5))
            with suppress(ProcessLookupError):
                os.kill(worker, signal.SIGKILL)
        while done < WORKERS - len(doomed):
            done += self._line(20) == "done"
        return len(doomed)

    def _line(self, seconds: float) -> str:
        assert self._process.stdout is not None
        ready, _, _ = select.select([self._process.stdout], [], [], seconds)
        assert ready, "a worker did not come back"
        return self._process.stdout.readline().strip()


@contextmanager
def nursery(
    database: Database, zalo: fake_zalo.FakeZalo, folder: Path
) -> Iterator[Nursery]:
    app = zalo_login.app(zalo)
    given = {
        "url": database.url,
        "app": [app.id, app.secret, app.base_url],
        "key": zalo_login.KEY,
        "journal": str(folder / "zalo.answer"),
    }
    with subprocess.Popen(
        [sys.executable, "-c", NURSERY, json.dumps(given)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
    ) as process:
        yield Nursery(process)


def swappers(mark: str) -> list[int]:
    """Return the processes of ours that swap and have left an heir."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            named = f"{MARK}={mark}".encode() in (process / "environ").read_bytes()
            ours = named and b"office.zalo_swap" in (process / "cmdline").read_bytes()
            number = int(process.name)
            if ours and os.getsid(number) == number and zalo_login.has_heir(number):
                found.append(number)
    return found


def kill_the_swapper(zalo: fake_zalo.FakeZalo, mark: str) -> int:
    """Kill who swaps, between the server's yes and its answer; return how many."""
    assert zalo.swapped.wait(20)
    for _ in range(200):
        if doomed := swappers(mark):
            break
        time.sleep(0.05)
    for number in doomed:
        os.kill(number, signal.SIGKILL)
    assert zalo.hold is not None
    zalo.hold.set()
    return len(doomed)


def swap_and_kill(database: Database, folder: Path, *, rounds: int) -> None:
    rng = random.Random(rounds)  # noqa: S311 - chooses whom to kill
    workers_killed = swappers_killed = 0
    mark = folder.name
    with (
        fake_zalo.fake_zalo() as zalo,
        nursery(database, zalo, folder) as workers,
        ThreadPoolExecutor() as beside,
    ):
        tokens = zalo_login.logged_in(zalo, folder)
        for number in range(1, rounds + 1):
            aimed = number % 3 == 0
            zalo.hold = threading.Event() if aimed else None
            zalo.dawdles = 0 if aimed else rng.choice((0, 0, 0.1, 0.3))
            zalo.swapped.clear()
            zalo_login.run_out()
            killing = beside.submit(kill_the_swapper, zalo, mark) if aimed else None
            workers_killed += workers.round(rng)
            given = tokens.access_token()
            swappers_killed += killing.result() if killing else 0

            assert given == f"access-{number}"
            assert zalo_login.pair() == (zalo.tokens.access, zalo.tokens.refresh)
        ended = zalo.tokens

    assert (len(ended.used), ended.asked, ended.reused) == (rounds, rounds, 0)
    assert workers_killed >= rounds / 2
    assert swappers_killed == rounds // 3
    assert zalo_login.tasks() == []
    assert not (folder / "zalo.answer").exists()
    with unit_of_work() as session:
        assert audit.verify(session).fault is None


def test_two_processes_swap_at_once_and_are_killed(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(MARK, tmp_path.name)
    swap_and_kill(database, tmp_path, rounds=6)


@pytest.mark.long
def test_two_processes_swap_two_hundred_times_and_are_killed(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(MARK, tmp_path.name)
    swap_and_kill(database, tmp_path, rounds=200)
