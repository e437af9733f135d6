"""Programs of ours that a test starts, and ends."""

from __future__ import annotations

import signal
import subprocess
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import httpx

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

_SECONDS_TO_END = 30


@dataclass(frozen=True, slots=True)
class Program:
    """A running program and the file that it writes to."""

    process: subprocess.Popen[bytes]
    log: Path

    def said(self) -> str:
        """Return all that it wrote so far."""
        return self.log.read_text("utf-8", "replace")

    def until(self, ready: Callable[[], bool], *, seconds: float) -> float:
        """Wait for something while the program lives; return how long it took."""
        began = time.monotonic()
        while not ready():
            assert self.process.poll() is None, self.said()
            assert time.monotonic() - began < seconds, self.said()
            time.sleep(0.1)
        return time.monotonic() - began


@contextmanager
def running(
    command: Sequence[str],
    *,
    environment: Mapping[str, str],
    folder: Path,
    sockets: Sequence[int] = (),
) -> Iterator[Program]:
    """Run a program until the end of the block, then interrupt it."""
    log = folder / f"{time.monotonic_ns()}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            env=environment,
            cwd=folder,
            pass_fds=sockets,
            start_new_session=True,
        )
    try:
        yield Program(process, log)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        process.wait(timeout=_SECONDS_TO_END)


def answers(url: str) -> bool:
    """Tell whether a GET of this address succeeds."""
    try:
        return httpx.get(url, timeout=2, trust_env=False).is_success
    except httpx.HTTPError:
        return False
