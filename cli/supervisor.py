"""Run everything of an installation, until told to stop."""

from __future__ import annotations

import os
import signal
import threading
import time
from contextlib import ExitStack
from typing import TYPE_CHECKING

from cli import database, ports, running
from cli.child import Child
from cli.parts import parts
from store.embedded import folders
from store.embedded.account import server_account
from store.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

    from cli.parts import Parts
    from runtime.settings import Settings

READY_WITHIN = 60.0  # seconds for each process
_BEAT = 0.25  # seconds between two looks
_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class StartError(Exception):
    """A process did not become ready; the message names its log."""


NOBODY = (
    "nobody can sign in yet: namro users add quantri@vpubnd.example"
    ' --title "Quản trị" --role administrator'
)


class Supervisor:
    """Starts the parts one after the other, and restarts what dies."""

    def __init__(self, settings: Settings, say: Callable[[str], None]) -> None:
        self._settings = settings
        self._say = say
        self._home = settings.data_dir.absolute()
        self._cluster = database.embedded(settings)
        self._children: list[Child] = []
        self._told_to_stop = threading.Event()
        self._ready = False

    def run(self) -> None:
        """Start everything, keep it running, and stop it at the first signal.

        Raises:
            AlreadyRunningError: Another one works on this data folder.
            StartError: A process did not become ready.
            StoreError: The database cannot be started or reached.
            PortError: A port cannot be opened.
        """
        ports.may_listen(self._settings.web_host, base_url=self._settings.base_url)
        if self._cluster is not None:
            folders.make_data_folder(self._home, server_account())
        for folder in (self._home, self._home / "logs", self._home / "prefect"):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with running.sole(self._home), ExitStack() as undo:
            for number in _SIGNALS:
                undo.callback(signal.signal, number, signal.signal(number, self._stop))
            self._take_over()
            undo.callback(running.forget, self._home)
            self._open_database(undo)
            made = parts(self._settings)
            for listening in made.sockets:
                undo.callback(listening.close)
            undo.callback(self._stop_children)
            self._start(made)
            while not self._told_to_stop.wait(_BEAT):
                self._tend(made)

    def _take_over(self) -> None:
        """End what a killed run of this data folder left behind."""
        left = running.read(self._home)
        for name in running.end(left.processes) if left else ():
            self._say(f"{name} was left by a run that was killed: ended")
        running.forget(self._home)

    def _open_database(self, undo: ExitStack) -> None:
        if self._cluster is not None:
            undo.callback(self._cluster.stop)
            self._cluster.start()
        database.upgrade(self._settings)
        added = database.install(self._settings)
        self._say("database: ready" + (f", {added} agencies added" if added else ""))

    def _start(self, made: Parts) -> None:
        for group in ((made.prefect, made.web), (made.flows,)):
            fresh = [
                Child(spec, self._home / "logs" / f"{spec.name}.log") for spec in group
            ]
            for child in fresh:
                if self._told_to_stop.is_set():
                    return
                child.start()
                self._children.append(child)
                self._write(made)
            for child in fresh:
                self._await(child, made)
        if not self._told_to_stop.is_set():
            self._ready = True
            self._write(made)
            self._say(f"namro is up: {made.web_url} (Prefect: {made.prefect_url})")
            if not database.has_accounts(self._settings):
                self._say(NOBODY)

    def _await(self, child: Child, made: Parts) -> None:
        began = time.monotonic()
        while not self._told_to_stop.wait(_BEAT):
            if child.is_ready():
                self._say(f"{child.spec.name}: ready")
                return
            if time.monotonic() - began > READY_WITHIN:
                raise StartError(
                    f"{child.spec.name} is not ready after {READY_WITHIN:.0f} seconds:"
                    f" see {child.log}"
                )
            self._tend_children(made)

    def _tend(self, made: Parts) -> None:
        self._tend_children(made)
        if self._cluster is not None and not self._cluster.is_running():
            self._say("PostgreSQL ended; starting it again")
            try:
                self._cluster.start()
            except StoreError as error:
                self._say(str(error))

    def _tend_children(self, made: Parts) -> None:
        happened = [said for child in self._children if (said := child.tend())]
        for said in happened:
            self._say(said)
        if happened:
            self._write(made)

    def _stop_children(self) -> None:
        """Stop in the reverse order: the flows before the server they report to."""
        self._say("stopping")
        for child in reversed(self._children):
            child.ask_to_stop()
            child.wait()

    def _write(self, made: Parts) -> None:
        processes = [child.process() for child in self._children]
        running.write(
            self._home,
            running.State(
                pid=os.getpid(),
                web_url=made.web_url,
                prefect_url=made.prefect_url,
                ready=self._ready,
                processes=tuple(each for each in processes if each is not None),
            ),
        )

    def _stop(self, number: int, _: FrameType | None) -> None:
        del number
        self._told_to_stop.set()
