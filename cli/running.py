"""Which processes an installation runs: written down, so that a killed run is ended."""

from __future__ import annotations

import fcntl
import json
import os
import signal
import subprocess
import time
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

STATE = "up.json"
LOCK = "up.lock"
_PATIENCE = 5.0  # seconds from asking a leftover to end to killing it


class AlreadyRunningError(Exception):
    """Another `namro up` works on the same data folder."""


@dataclass(frozen=True, slots=True)
class Process:
    """A process we started, told from a later one of the same number by its birth."""

    name: str
    pid: int
    birth: str


@dataclass(frozen=True, slots=True)
class State:
    """What `namro up` says about itself in `up.json`, for other commands and people."""

    pid: int
    web_url: str
    prefect_url: str
    ready: bool = False
    processes: tuple[Process, ...] = field(default=())


def birth(pid: int) -> str | None:
    """Return when a process began, in a form to compare; None when it is no more."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
        boot = Path("/proc/sys/kernel/random/boot_id").read_text("utf-8").strip()
    except OSError:
        return None if Path("/proc/self/stat").exists() else _birth_by_ps(pid)
    return None if fields[0] in "ZX" else f"{boot}/{fields[19]}"


@contextmanager
def sole(data_dir: Path) -> Iterator[None]:
    """Be the only `namro up` on this data folder; the system frees it at our end.

    Raises:
        AlreadyRunningError: Another one is; the message says where.
    """
    descriptor = os.open(data_dir / LOCK, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRunningError(_already(data_dir)) from None
        yield
    finally:
        os.close(descriptor)


def read(data_dir: Path) -> State | None:
    """Return what the last `namro up` wrote; None when it ended cleanly."""
    try:
        found = json.loads((data_dir / STATE).read_text("utf-8"))
        found["processes"] = tuple(Process(**one) for one in found["processes"])
        return State(**found)
    except (OSError, ValueError, TypeError, KeyError):
        return None


def write(data_dir: Path, state: State) -> None:
    """Write `up.json`, whole or not at all."""
    unfinished = data_dir / f"{STATE}.new"
    unfinished.write_text(json.dumps(asdict(state), indent=1) + "\n", encoding="utf-8")
    unfinished.chmod(0o600)
    unfinished.replace(data_dir / STATE)


def forget(data_dir: Path) -> None:
    """Remove `up.json`: everything ended cleanly."""
    (data_dir / STATE).unlink(missing_ok=True)


def end(processes: Iterable[Process]) -> list[str]:
    """End those that still live, each with its group; return their names."""
    living = [each for each in processes if birth(each.pid) == each.birth]
    for each in living:
        _signal(each, signal.SIGTERM)
    give_up = time.monotonic() + _PATIENCE
    while time.monotonic() < give_up and any(map(_lives, living)):
        time.sleep(0.05)
    for each in living:
        _signal(each, signal.SIGKILL)
    while any(map(_lives, living)):
        time.sleep(0.05)
    return [each.name for each in living]


def _lives(process: Process) -> bool:
    return birth(process.pid) == process.birth


def _signal(process: Process, number: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, number)  # each was started as the head of its group


def _already(data_dir: Path) -> str:
    state = read(data_dir)
    if state is None:
        return f"another namro is just starting or stopping in {data_dir}: wait for it"
    return (
        f"namro is already up in {data_dir} (process {state.pid}): open"
        f" {state.web_url}, or stop it with `kill {state.pid}`"
    )


def _birth_by_ps(pid: int) -> str | None:
    """Ask `ps`, where there is no /proc (macOS)."""
    asked = subprocess.run(  # noqa: S603 - a number, and no shell
        ["/bin/ps", "-o", "stat=,lstart=", "-p", str(pid)],
        check=False,
        capture_output=True,
        text=True,
    )
    state, _, began = asked.stdout.strip().partition(" ")
    return None if not began or state.startswith("Z") else began.strip()
