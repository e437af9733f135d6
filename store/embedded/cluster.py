"""One PostgreSQL cluster in one data folder: made, started, stopped."""

from __future__ import annotations

import os
import shlex
import shutil
import time
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
from sqlalchemy import URL, make_url

from store.embedded import binaries, folders, provision
from store.embedded.account import server_account
from store.errors import EmbeddedDatabaseError

if TYPE_CHECKING:
    from store.embedded.account import Account

DATABASE = "namro"
READY_WITHIN = 60  # seconds, for recovery after a crash too
_WAITS = (0, 0.5, 2, 5)  # seconds; the children of a killed server end a bit later
_FAULTS = ("FATAL", "PANIC", "initdb: error")
_SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "logging_collector": "on",
    "log_filename": "postgresql-%a.log",
    "log_truncate_on_rotation": "on",
}
_FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "logging_collector": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "96MB",
    "min_wal_size": "32MB",
}


class Role(StrEnum):
    """The two database roles: one makes the tables, the other works with them."""

    OWNER = "namro_owner"
    APP = "namro"


class Cluster:
    """The embedded PostgreSQL of one installation."""

    def __init__(self, data_dir: Path) -> None:
        self._home = data_dir.resolve()
        self._data = self._home / "postgres"

    def start(self, *, fast: bool = False) -> None:
        """Start the server and wait until it takes connections; make it if missing.

        Starting a running server is fine, and so is starting after a crash. The
        first start makes the cluster, both roles and the database.

        Args:
            fast: Trade safety of the data for speed; for tests only.

        Raises:
            EmbeddedDatabaseError: It cannot be made or started; says what to do.
        """
        account = server_account()
        folders.make_data_folder(self._home, account)
        with folders.locked(self._home / "lock"):
            programs = binaries.programs(account, self._home)
            if not self._data.exists():
                self._make(programs, account, fast=fast)
            with self._reach(programs, account, fast=fast) as connection:
                provision.provide(
                    connection,
                    app_role=Role.APP,
                    app_password=self._password(Role.APP),
                    database=DATABASE,
                )

    def stop(self) -> None:
        """Stop the server cleanly: roll back what is open, write all to disk.

        Raises:
            EmbeddedDatabaseError: It still runs after a minute.
        """
        if not self._home.exists():
            return
        account = server_account()
        with folders.locked(self._home / "lock"):
            if not self.is_running():
                return
            pg_ctl = binaries.programs(account, self._home) / "pg_ctl"
            arguments = ["stop", "-m", "fast", "-w", "-t", str(READY_WITHIN)]
            done = account.run([pg_ctl, *arguments, "-D", self._data])
        if done.returncode != 0:
            raise EmbeddedDatabaseError(
                f"PostgreSQL in {self._data} does not stop: {done.stderr.strip()}"
            )

    def is_running(self) -> bool:
        """Tell whether a server process works on this data folder."""
        try:
            first = (self._data / "postmaster.pid").read_text("utf-8").split("\n", 1)[0]
            os.kill(int(first), 0)
            if not Path("/proc/self/cwd").exists():  # as on macOS
                return True
            return self._data.samefile(Path("/proc", first, "cwd"))
        except (OSError, ValueError):  # no such process, a dead one, somebody else's
            return False

    def url(self, role: Role = Role.APP, *, database: str = DATABASE) -> str:
        """Return the SQLAlchemy URL, password included, to connect as `role`.

        Raises:
            EmbeddedDatabaseError: The cluster was never started.
        """
        socket = folders.known_socket_folder(self._home)
        if socket is None or not self._data.exists():
            raise EmbeddedDatabaseError(
                f"there is no database in {self._home} yet: start it with `namro up`"
            )
        return URL.create(
            "postgresql+psycopg",
            username=role,
            password=self._password(role),
            database=database,
            query={"host": str(socket)},
        ).render_as_string(hide_password=False)

    def _password(self, role: Role) -> str:
        return folders.secret(self._home / f"{role}.password")

    def _make(self, programs: Path, account: Account, *, fast: bool) -> None:
        """Run initdb beside the final place, so that half a cluster is never used."""
        unfinished = self._home / "postgres.new"
        shutil.rmtree(unfinished, ignore_errors=True)
        folders.make_server_folder(unfinished, account)
        password = self._home / "initdb.password"
        password.unlink(missing_ok=True)
        folders.secret(password)
        password.write_text(self._password(Role.OWNER), encoding="utf-8")
        account.give(password)
        command: list[str | Path] = [
            programs / "initdb",
            f"--pgdata={unfinished}",
            f"--username={Role.OWNER}",
            f"--pwfile={password}",
            "--auth-local=scram-sha-256",
            "--auth-host=scram-sha-256",
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--no-sync" if fast else "--data-checksums",
        ]
        made = account.run([*command, "--locale=C.UTF-8"])
        if made.returncode != 0:  # an old C library has no C.UTF-8
            made = account.run([*command, "--locale=C"])
        password.unlink()
        if made.returncode != 0:
            raise EmbeddedDatabaseError(
                f"initdb cannot make a database in {self._home}:"
                f" {_last_fault(made.stderr)}"
            )
        unfinished.rename(self._data)

    def _reach(
        self, programs: Path, account: Account, *, fast: bool
    ) -> psycopg.Connection:
        """Connect as the owner; start the server first, and again if it was dying."""
        give_up = time.monotonic() + READY_WITHIN
        while True:
            if not self.is_running():
                self._launch(programs, account, fast=fast)
            address = make_url(self.url(Role.OWNER, database="postgres"))
            try:
                return psycopg.connect(
                    host=str(address.query["host"]),
                    user=address.username,
                    password=address.password,
                    dbname=address.database,
                    autocommit=True,
                    connect_timeout=10,
                )
            except psycopg.OperationalError as error:
                if time.monotonic() > give_up or "authentication" in str(error):
                    raise EmbeddedDatabaseError(
                        f"PostgreSQL in {self._data} does not let namro in:"
                        f" {_last_fault(str(error))}"
                    ) from error
            time.sleep(0.1)

    def _launch(self, programs: Path, account: Account, *, fast: bool) -> None:
        socket = folders.socket_folder(self._home, account)
        self._clear_traces(socket)
        settings = _SETTINGS | {"unix_socket_directories": f'"{socket}"'}
        if fast:
            settings |= _FAST
        options = [f"-c{name}={value}" for name, value in settings.items()]
        log = self._data / "start.log"
        command: list[str | Path] = [programs / "pg_ctl", "start", "-w"]
        command += ["-t", str(READY_WITHIN), "-D", self._data, "-l", log]
        told = ""
        for wait in _WAITS:
            time.sleep(wait)
            log.unlink(missing_ok=True)
            started = account.run([*command, "-o", shlex.join(options)])
            if started.returncode == 0:
                return
            told = self._told(log) or started.stderr
            if "shared memory" not in told:
                break
        raise EmbeddedDatabaseError(
            f"PostgreSQL does not start in {self._data}: {_last_fault(told)}"
        )

    def _told(self, log: Path) -> str:
        """Return what the server wrote before and after it opened its own log."""
        own = sorted(
            (self._data / "log").glob("*.log"), key=lambda p: p.stat().st_mtime
        )
        files = [path for path in (log, *own[-1:]) if path.exists()]
        return "\n".join(path.read_text("utf-8", "replace") for path in files)

    def _clear_traces(self, socket: Path) -> None:
        """Remove what a killed server leaves, lest a reused number stop the start."""
        (self._data / "postmaster.pid").unlink(missing_ok=True)
        for name in (folders.SOCKET_FILE, f"{folders.SOCKET_FILE}.lock"):
            (socket / name).unlink(missing_ok=True)


def _last_fault(log: str) -> str:
    lines = [line.strip() for line in log.splitlines() if line.strip()]
    faults = [line for line in lines if any(word in line for word in _FAULTS)]
    return (faults or lines or ["no reason was given"])[-1]
