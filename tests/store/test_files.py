"""Bytes under their SHA-256: written once, whole, and never another's."""

from __future__ import annotations

import hashlib
import os
import stat
from typing import TYPE_CHECKING

import pytest

from store import files

if TYPE_CHECKING:
    from pathlib import Path

DATA = b"%PDF-1.7 ket qua"
DIGEST = hashlib.sha256(DATA).hexdigest()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    files.bind(tmp_path / "files")
    return tmp_path / "files"


def everything(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if path.is_file()]


def test_bytes_lie_under_their_digest(root: Path) -> None:
    assert files.keep(DATA) == DIGEST
    assert files.read(DIGEST) == DATA
    assert everything(root) == [root / DIGEST[:2] / DIGEST]


def test_twice_the_same_is_one_file(root: Path) -> None:
    files.keep(DATA)
    before = files.path_of(DIGEST).stat().st_ino

    files.keep(DATA)

    assert len(everything(root)) == 1
    assert files.path_of(DIGEST).stat().st_ino == before


def test_only_the_owner_may_look(root: Path) -> None:
    files.keep(DATA)

    modes = {stat.S_IMODE(path.stat().st_mode) for path in (root, *root.rglob("*"))}
    assert modes == {0o700, 0o600}


def test_a_full_disk_leaves_nothing_behind(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space"):
            files.keep(DATA)

    assert everything(root) == []
    assert files.keep(DATA) == DIGEST


def test_a_file_that_is_not_what_its_name_says_is_refused(root: Path) -> None:
    files.keep(DATA)
    (root / DIGEST[:2] / DIGEST).write_bytes(b"khac")

    with pytest.raises(ValueError, match=DIGEST):
        files.read(DIGEST)


def test_what_is_not_kept_cannot_be_read(root: Path) -> None:
    assert root.is_dir()
    with pytest.raises(FileNotFoundError):
        files.read("00" * 32)
