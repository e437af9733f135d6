"""A child: restarted with ever longer pauses, stopped with its whole group."""

from __future__ import annotations

import os
import signal
import sys
import time
from typing import TYPE_CHECKING

from cli import child as module
from cli.child import Child, Spec
from cli.running import birth

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

STUBBORN = """
import signal, subprocess, sys
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print(subprocess.Popen(["sleep", "60"]).pid, flush=True)
signal.pause()
"""


def made(folder: Path, *command: str, seconds: float = 5) -> Child:
    spec = Spec(
        name="thing",
        command=command,
        ready=lambda _: True,
        environment={"PATH": "/usr/bin:/bin"},
        folder=folder,
        seconds_to_stop=seconds,
    )
    return Child(spec, folder / "thing.log")


def until(happened: Callable[[], object]) -> None:
    give_up = time.monotonic() + 10
    while not happened():
        assert time.monotonic() < give_up
        time.sleep(0.01)


def test_what_dies_is_started_again_after_a_longer_pause_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_FIRST_PAUSE", 0.05)
    child = made(tmp_path, sys.executable, "-c", "raise SystemExit(3)")
    child.start()
    said: list[str] = []
    times: list[float] = []

    def something_happened() -> bool:
        if told := child.tend():
            said.append(told)
            times.append(time.monotonic())
        return bool(told)

    while len(said) < 6:
        until(something_happened)
    child.wait()

    assert said[0] == f"thing ended (exit code 3); see {tmp_path / 'thing.log'}"
    assert said[1] == "thing was started again"
    pauses = [times[n + 1] - times[n] for n in (0, 2, 4)]
    assert pauses[0] < pauses[1] < pauses[2]


def test_a_living_child_is_left_alone(tmp_path: Path) -> None:
    child = made(tmp_path, "sleep", "60")
    child.start()
    before = child.process()

    assert child.tend() is None
    assert (child.process(), child.is_ready()) == (before, True)

    child.ask_to_stop()
    child.wait()
    assert child.process() is None


def test_who_does_not_stop_is_killed_with_its_children(tmp_path: Path) -> None:
    child = made(tmp_path, sys.executable, "-c", STUBBORN, seconds=0.2)
    child.start()
    until(lambda: child.log.read_text().strip())
    grandchild = int(child.log.read_text())

    child.ask_to_stop()
    child.wait()

    until(lambda: birth(grandchild) is None)
    assert child.process() is None


def test_what_a_killed_child_leaves_of_its_group_is_ended(tmp_path: Path) -> None:
    child = made(tmp_path, sys.executable, "-c", STUBBORN)
    child.start()
    until(lambda: child.log.read_text().strip())
    grandchild = int(child.log.read_text())
    started = child.process()
    assert started is not None
    os.kill(started.pid, signal.SIGKILL)

    until(child.tend)

    until(lambda: birth(grandchild) is None)
    assert child.process() is None


def test_the_log_is_closed_to_others_and_put_aside_when_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_LARGEST_LOG", 3)
    child = made(tmp_path, "echo", "first")
    for _ in range(2):
        child.start()
        child.wait()

    assert child.log.read_text() == "first\n"
    assert child.log.with_suffix(".log.1").read_text() == "first\n"
    assert child.log.stat().st_mode & 0o777 == 0o600
