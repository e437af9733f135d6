"""Where the embedded PostgreSQL lives, and as whom."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from typing import TYPE_CHECKING

import pytest

from store.embedded import account, binaries, folders
from store.errors import EmbeddedDatabaseError

if TYPE_CHECKING:
    from pathlib import Path

ROOT = os.geteuid() == 0


def mode(path: Path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)


def test_a_closed_ancestor_is_named_and_stays_closed(open_folder: Path) -> None:
    closed = open_folder / "closed"
    closed.mkdir(mode=0o700)
    server = account.server_account()

    if ROOT:
        with pytest.raises(EmbeddedDatabaseError, match=f"pass through {closed}, and"):
            folders.make_data_folder(closed / "data", server)
    else:
        folders.make_data_folder(closed / "data", server)
        assert mode(closed / "data") == 0o700
    assert mode(closed) == 0o700


def test_programs_out_of_reach_are_copied_once(
    open_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wheel = binaries._find_package()
    closed, keep = open_folder / "hidden", open_folder / "kept"
    closed.mkdir(mode=0o700)
    keep.mkdir()
    for part in (wheel, wheel.parent / binaries._LIBRARIES):
        (closed / part.name).symlink_to(part)
    monkeypatch.setattr(binaries, "_find_package", lambda: closed / wheel.name)
    server = account.server_account()

    found = binaries.programs(server, keep)

    assert found.is_relative_to(keep if ROOT else closed)
    assert binaries.programs(server, keep) == found
    assert "18" in server.run([found / "postgres", "--version"]).stdout


def test_a_socket_folder_that_somebody_replaced_is_not_used(open_folder: Path) -> None:
    home = open_folder / ("y" * 90)
    home.mkdir()
    theirs = open_folder / "theirs"
    theirs.symlink_to(tempfile.gettempdir())
    (home / "socket-folder").write_text(f"{theirs}\n")

    ours = folders.socket_folder(home, account.server_account())
    again = folders.socket_folder(home, account.server_account())
    ours.rmdir()

    assert ours == again != theirs
    assert theirs.is_symlink()


def test_root_without_useradd_is_told_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(account, "_entry", lambda _: None)
    monkeypatch.setattr(shutil, "which", lambda *_, **__: None)

    with pytest.raises(EmbeddedDatabaseError, match="useradd is missing: make the sys"):
        account.server_account()
