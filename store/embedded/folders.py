"""The folders and secret files of an embedded installation.

Only folders made here get a mode from here: what existed before, and above all
every ancestor, stays as it was.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import secrets
import stat
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from store.errors import EmbeddedDatabaseError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from store.embedded.account import Account

LONGEST_SOCKET_FOLDER = 89  # bytes; the system takes about 107 with the file name
SOCKET_FILE = ".s.PGSQL.5432"
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def make_data_folder(path: Path, account: Account) -> None:
    """Make the folder of the installation, closed to everybody else.

    An ordinary user gets 0700. Root gets root:namro 0710: the server may pass
    through to its own folder but write nowhere else.

    Raises:
        EmbeddedDatabaseError: It cannot be made, or `account` cannot pass through.
    """
    try:
        for missing in [p for p in reversed(path.parents) if not p.exists()]:
            missing.mkdir()
            missing.chmod(0o755)
        if not path.exists():
            path.mkdir(mode=0o700)
            if account.switches:
                os.chown(path, 0, account.gid)
                path.chmod(0o710)
    except OSError as error:
        raise EmbeddedDatabaseError(
            f"the data folder {path} cannot be made ({error.strerror}):"
            " set NAMRO_DATA_DIR to a folder you may write to"
        ) from error
    for folder in [*reversed(path.parents), path]:
        if account.switches and not _may_pass(folder, account):
            raise EmbeddedDatabaseError(
                f"the system user {account.name} may not pass through {folder}, and"
                " namro never changes the mode of a folder it did not make: set"
                " NAMRO_DATA_DIR to a folder elsewhere, such as /var/lib/namro"
            )


def make_server_folder(path: Path, account: Account) -> None:
    """Make a folder that only `account` may enter."""
    path.mkdir(mode=0o700)
    account.give(path)


def socket_folder(data_dir: Path, account: Account) -> Path:
    """Return the folder of the socket, made if missing, 0700, of a short path.

    It lies in the data folder; when that path does not do for a socket, in a
    private folder elsewhere, which a file in the data folder then names, so that
    it stays the same from one start to the next.

    Raises:
        EmbeddedDatabaseError: The folder is there, but open to others.
    """
    folder = known_socket_folder(data_dir)
    if folder is not None:
        with contextlib.suppress(OSError):
            make_server_folder(folder, account)
        if _is_private(folder, account):
            return folder
        if folder.parent == data_dir:
            raise EmbeddedDatabaseError(
                f"{folder} is not a folder of {account.name} alone: remove it"
            )
    shared = Path("/run" if account.switches else f"/run/user/{account.uid}")
    base = shared if os.access(shared, os.W_OK) else Path("/tmp")  # noqa: S108 - mkdtemp
    folder = Path(tempfile.mkdtemp(prefix="namro-", dir=base))
    account.give(folder)
    _record(data_dir).write_text(f"{folder}\n", encoding="utf-8")
    return folder


def known_socket_folder(data_dir: Path) -> Path | None:
    """Return where the socket is or will be; None when that is not decided yet."""
    inside = data_dir / "socket"
    fits = len(os.fsencode(inside)) <= LONGEST_SOCKET_FOLDER
    if fits and "," not in str(inside):  # a comma parts several hosts in a URL
        return inside
    record = _record(data_dir)
    return Path(record.read_text(encoding="utf-8").strip()) if record.exists() else None


def secret(path: Path) -> str:
    """Return the password kept in `path`; make one first when there is none."""
    with contextlib.suppress(FileExistsError):
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
        with os.fdopen(os.open(path, flags, 0o600), "w", encoding="utf-8") as file:
            file.write(secrets.token_urlsafe(32))
    return path.read_text(encoding="utf-8")


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock file `path`, so that one process at a time starts or stops."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _record(data_dir: Path) -> Path:
    return data_dir / "socket-folder"


def _is_private(folder: Path, account: Account) -> bool:
    """Tell whether this is a real folder that only `account` may enter."""
    try:
        found = folder.lstat()
    except FileNotFoundError:
        return False
    closed = stat.S_ISDIR(found.st_mode) and not found.st_mode & _OTHERS
    return closed and found.st_uid == account.uid


def _may_pass(folder: Path, account: Account) -> bool:
    found = folder.stat()
    if found.st_uid == account.uid:
        return bool(found.st_mode & stat.S_IXUSR)
    if found.st_gid == account.gid:
        return bool(found.st_mode & stat.S_IXGRP)
    return bool(found.st_mode & stat.S_IXOTH)
