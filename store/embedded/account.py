"""Whose processes and files the embedded PostgreSQL has."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.errors import EmbeddedDatabaseError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

SERVICE_USER = "namro"
SYSTEM_PATH = "/usr/sbin:/usr/bin:/sbin:/bin"


@dataclass(frozen=True, slots=True)
class Account:
    """The system user that PostgreSQL runs as."""

    name: str
    uid: int
    gid: int
    switches: bool  # True when we are root and must step down to this user

    def run(self, args: Sequence[str | Path]) -> subprocess.CompletedProcess[str]:
        """Run a program as this user, in a bare environment, and wait for it.

        Raises:
            EmbeddedDatabaseError: The program could not be run at all.
        """
        try:
            return subprocess.run(  # noqa: S603 - our own binaries, no shell
                [str(arg) for arg in args],
                check=False,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                errors="replace",
                cwd="/",
                env={"PATH": SYSTEM_PATH, "LC_ALL": "C", "TZ": "UTC"},
                umask=0o077,
                user=self.uid if self.switches else None,
                group=self.gid if self.switches else None,
                extra_groups=[] if self.switches else None,
            )
        except OSError as error:
            raise EmbeddedDatabaseError(
                f"{args[0]} does not run as the user {self.name}: {error.strerror}"
            ) from error

    def give(self, path: Path) -> None:
        """Make this user the owner of `path` (never followed when it is a link)."""
        if self.switches:
            os.chown(path, self.uid, self.gid, follow_symlinks=False)


def server_account() -> Account:
    """Return the user to run PostgreSQL as; as root, make the system user if missing.

    PostgreSQL refuses to run as root, so root gets the system user `namro`.

    Raises:
        EmbeddedDatabaseError: We are root and the system user cannot be made.
    """
    if os.geteuid() != 0:
        uid = os.geteuid()
        return Account(name=_name_of(uid), uid=uid, gid=os.getegid(), switches=False)
    entry = _entry(SERVICE_USER) or _make_system_user()
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid, switches=True)


def _name_of(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)


def _entry(name: str) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None


def _make_system_user() -> pwd.struct_passwd:
    way_out = (
        f"make the system user {SERVICE_USER!r} yourself, run namro as an ordinary"
        " user, or set NAMRO_DATABASE_URL"
    )
    useradd = shutil.which("useradd", path=SYSTEM_PATH)
    if useradd is None:
        raise EmbeddedDatabaseError(
            f"PostgreSQL does not run as root and useradd is missing: {way_out}"
        )
    options = ["--system", "--user-group", "--no-create-home"]
    places = ["--home-dir", "/nonexistent", "--shell", "/usr/sbin/nologin"]
    made = subprocess.run(  # noqa: S603 - a fixed command
        [useradd, *options, *places, SERVICE_USER],
        check=False,
        capture_output=True,
        text=True,
    )
    entry = _entry(SERVICE_USER)  # another process may have made it meanwhile
    if entry is None:
        raise EmbeddedDatabaseError(
            f"useradd cannot make the system user {SERVICE_USER!r}"
            f" ({made.stderr.strip()}): {way_out}"
        )
    return entry
