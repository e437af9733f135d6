"""`namro up`: starts, mends, refuses a second one, goes on after kill -9, stops."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from letters import queue_letter
from processes import answers, running

from cli import running as book
from notifications.catcher import MailCatcher
from runtime import clock, settings
from runtime.environment import for_children
from store import engine
from store.embedded import Cluster

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from processes import Program

    from cli.running import Process, State

pytestmark = pytest.mark.xdist_group("prefect")

UP = [sys.executable, "-c", "from cli.main import run; run()", "up"]
LETTER = "Xếp hàng trước khi tắt máy"
FIRST_START = 60  # seconds until ready
GO_ON = 90  # seconds from the start after a crash until work is done


@pytest.fixture
def home(open_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give the data folder of a new installation on any free ports."""
    folder = open_folder / f"up-{time.monotonic_ns()}"
    monkeypatch.setenv("NAMRO_DATA_DIR", str(folder))
    monkeypatch.setenv("NAMRO_WEB_PORT", "0")
    monkeypatch.setenv("NAMRO_PREFECT_PORT", "0")
    settings.load.cache_clear()
    yield folder
    kill_all(folder)


@contextmanager
def up(home: Path) -> Iterator[Program]:
    environment = for_children(settings.load())
    with running(UP, environment=environment, folder=home.parent) as program:
        yield program


def state(home: Path) -> State:
    found = book.read(home)
    assert found is not None
    return found


def ready(home: Path, program: Program) -> Callable[[], bool]:
    """Return how to see that this very run is ready."""

    def seen() -> bool:
        found = book.read(home)
        return found is not None and found.ready and found.pid == program.process.pid

    return seen


def process(home: Path, name: str) -> Process | None:
    """Return the running process of this name; None while it is down."""
    found = [each for each in state(home).processes if each.name == name]
    return found[0] if found else None


def ours(home: Path) -> set[int]:
    """Return the processes that name this folder in their command or environment."""
    found = set()
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            told = (folder / "cmdline").read_bytes() + (folder / "environ").read_bytes()
            if str(home).encode() in told and book.birth(int(folder.name)):
                found.add(int(folder.name))
    return found


def kill_all(home: Path, *, queue_letter_first: bool = False) -> None:
    """End every process with SIGKILL; the flows first when a letter is to wait."""
    if queue_letter_first:
        flows = process(home, "flows")
        assert flows is not None
        os.killpg(flows.pid, signal.SIGKILL)
        engine.bind(Cluster(home).url())
        queue_letter(LETTER, now=clock.now())
        engine.release()
    for pid in ours(home):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def test_starts_mends_goes_on_after_kill_9_and_stops(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with MailCatcher() as catcher:
        monkeypatch.setenv("NAMRO_SMTP_HOST", "127.0.0.1")
        monkeypatch.setenv("NAMRO_SMTP_PORT", str(catcher.port))
        settings.load.cache_clear()
        with up(home) as first:
            first.until(ready(home, first), seconds=FIRST_START)
            assert answers(f"{state(home).web_url}/readyz")
            a_second_one_is_refused(home, first)
            a_killed_child_is_restarted(home, first)
            kill_all(home, queue_letter_first=True)
            first.process.wait(timeout=10)
        assert catcher.count() == 0

        with up(home) as second:
            took = second.until(lambda: catcher.count() > 0, seconds=GO_ON)
            took += second.until(ready(home, second), seconds=GO_ON)
            assert took < GO_ON
            assert answers(f"{state(home).web_url}/readyz")
            second.process.send_signal(signal.SIGTERM)
            assert second.process.wait(timeout=45) == 0, second.said()
        assert [each.subject for each in catcher.messages()] == [LETTER]
    assert ours(home) == set()
    assert book.read(home) is None


def a_second_one_is_refused(home: Path, first: Program) -> None:
    refused = subprocess.run(
        UP,
        env=for_children(settings.load()),
        capture_output=True,
        text=True,
        check=False,
    )

    assert (refused.returncode, refused.stderr.count("\n")) == (1, 1)
    assert f"already up in {home} (process {first.process.pid})" in refused.stderr


def a_killed_child_is_restarted(home: Path, first: Program) -> None:
    killed = process(home, "web")
    assert killed is not None
    os.kill(killed.pid, signal.SIGKILL)

    first.until(lambda: process(home, "web") not in (killed, None), seconds=20)
    first.until(lambda: answers(f"{state(home).web_url}/readyz"), seconds=30)


def test_children_that_outlive_a_killed_supervisor_are_ended(home: Path) -> None:
    home.mkdir()
    with subprocess.Popen(["sleep", "60"], start_new_session=True) as left:
        birth = book.birth(left.pid)
        assert birth is not None
        other = book.Process("somebody else's", os.getpid(), "another birth")

        ended = book.end([book.Process("web", left.pid, birth), other])

        assert (ended, left.wait()) == (["web"], -signal.SIGTERM)


@pytest.mark.long
def test_what_a_killed_supervisor_leaves_is_ended_by_the_next(home: Path) -> None:
    with up(home) as first:
        first.until(ready(home, first), seconds=FIRST_START)
        before = state(home)
        first.process.kill()
        first.process.wait(timeout=10)
    assert {each.pid for each in before.processes} <= ours(home)

    with up(home) as second:
        second.until(ready(home, second), seconds=GO_ON)

        assert not {each.pid for each in before.processes} & ours(home)
        assert second.said().count("left by a run that was killed") == 3
