"""One process of `namro up`: started, watched, started again, stopped."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cli.running import Process, birth
from runtime import clock

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime
    from pathlib import Path

_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 30.0  # seconds before a new start
_STEADY = 60.0  # seconds alive after which the pauses begin anew
_LARGEST_LOG = 10_000_000  # bytes


@dataclass(frozen=True, slots=True)
class Spec:
    """What to run, and how to see that it is ready.

    `ready` gets the moment of the start (aware, UTC) and may raise OSError.
    """

    name: str
    command: tuple[str, ...]
    ready: Callable[[datetime], bool]
    environment: Mapping[str, str] = field(repr=False)
    folder: Path
    sockets: tuple[int, ...] = ()
    stop_by: signal.Signals = signal.SIGTERM
    seconds_to_stop: float = 15.0


class Child:
    """A process that is started again, after ever longer pauses, when it dies."""

    def __init__(self, spec: Spec, log: Path) -> None:
        self.spec = spec
        self.log = log
        self._running: subprocess.Popen[bytes] | None = None
        self._birth = ""
        self._started_at = clock.real_now()
        self._since = self._next_start = 0.0
        self._pause = _FIRST_PAUSE

    def process(self) -> Process | None:
        """Return what tells the running process from others."""
        if self._running is None:
            return None
        return Process(self.spec.name, self._running.pid, self._birth)

    def start(self) -> None:
        """Start the process as the head of a session and a group of its own."""
        if self.log.exists() and self.log.stat().st_size > _LARGEST_LOG:
            self.log.replace(self.log.with_suffix(".log.1"))
        self._since = time.monotonic()
        self._started_at = clock.real_now()
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
        output = os.open(self.log, flags, 0o600)
        try:
            self._running = subprocess.Popen(  # noqa: S603 - our own programs, no shell
                self.spec.command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                env=dict(self.spec.environment),
                cwd=self.spec.folder,
                pass_fds=self.spec.sockets,
                start_new_session=True,
            )
        finally:
            os.close(output)
        self._birth = birth(self._running.pid) or ""

    def is_ready(self) -> bool:
        """Tell whether the process does its work."""
        if self._running is None:
            return False
        try:
            return self.spec.ready(self._started_at)
        except OSError:
            return False

    def tend(self) -> str | None:
        """Start the process when it is dead and its pause is over.

        Returns:
            What happened, in a few words; None when nothing did.
        """
        if self._running is not None:
            ended = _ended(self._running)
            if ended is None:
                return None
            self._running = None
            if time.monotonic() - self._since > _STEADY:
                self._pause = _FIRST_PAUSE
            self._next_start = time.monotonic() + self._pause
            self._pause = min(self._pause * 2, _LONGEST_PAUSE)
            return f"{self.spec.name} ended ({ended}); see {self.log}"
        if time.monotonic() < self._next_start:
            return None
        self.start()
        return f"{self.spec.name} was started again"

    def ask_to_stop(self) -> None:
        """Send the signal that ends it in an orderly way; `wait` then waits for it."""
        if self._running is not None:
            with suppress(ProcessLookupError):
                self._running.send_signal(self.spec.stop_by)

    def wait(self) -> None:
        """Wait until the process ended with its whole group; then kill what is left."""
        if self._running is None:
            return
        give_up = time.monotonic() + self.spec.seconds_to_stop
        while _ended(self._running) is None:
            if time.monotonic() > give_up:
                _kill_group(self._running.pid)
            time.sleep(0.05)
        self._running = None


def _ended(running: subprocess.Popen[bytes]) -> str | None:
    """Say how the process ended, and end what is left of its group; None: it lives."""
    if running.returncode is None:
        how = os.WEXITED | os.WNOHANG | os.WNOWAIT  # while not waited for, the number
        if os.waitid(os.P_PID, running.pid, how) is None:  # is not given to another
            return None
        _kill_group(running.pid)
    code = running.wait()
    return f"exit code {code}" if code >= 0 else signal.Signals(-code).name


def _kill_group(number: int) -> None:
    with suppress(ProcessLookupError, PermissionError):  # macOS: only zombies are left
        os.killpg(number, signal.SIGKILL)
