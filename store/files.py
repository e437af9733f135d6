"""The file store: bytes under their SHA-256, written once, never changed."""

from __future__ import annotations

import hashlib
import os
import secrets
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import IO

_PIECE = 1024 * 1024  # octets
_root: Path | None = None


def bind(root: Path) -> None:
    """Keep files below `root`; the folder is made with mode 0700."""
    global _root  # noqa: PLW0603 - one file store a process, like one engine
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    _root = root


def keep(data: bytes) -> str:
    """Store the bytes and return their SHA-256 in hex; twice the same is one file."""
    digest = hashlib.sha256(data).hexdigest()
    target = path_of(digest)
    if target.exists():
        return digest
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as part:
        try:
            part.write(data)
            part.flush()
            os.fsync(part.fileno())
            Path(part.name).replace(target)
        except BaseException:
            Path(part.name).unlink()
            raise
    _settle(target.parent)
    return digest


def keep_stream(source: IO[bytes]) -> tuple[str, int]:
    """Store what a file holds, a piece at a time; return its SHA-256 and its length."""
    if _root is None:
        raise RuntimeError("store.files.bind was not called")
    _root.mkdir(mode=0o700, parents=True, exist_ok=True)
    hashed, length = hashlib.sha256(), 0
    with tempfile.NamedTemporaryFile(dir=_root, delete=False) as part:
        try:
            while piece := source.read(_PIECE):
                hashed.update(piece)
                length += len(piece)
                part.write(piece)
            part.flush()
            os.fsync(part.fileno())
            target = path_of(hashed.hexdigest())
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            Path(part.name).replace(target)
        except BaseException:
            Path(part.name).unlink()
            raise
    _settle(target.parent)
    return hashed.hexdigest(), length


def sealed(name: str) -> tuple[str, str]:
    """Return a fresh salt, and the digest that stands for a file's name with it."""
    salt = secrets.token_hex(16)
    return salt, name_digest(name, salt)


def name_digest(name: str, salt: str) -> str:
    """Return the digest of a file's name: without its salt nobody can guess it."""
    return hashlib.sha256(f"{salt}\n{name}".encode()).hexdigest()


def read(digest: str) -> bytes:
    """Return the bytes kept under a SHA-256.

    Raises:
        FileNotFoundError: Nothing is kept under it.
        ValueError: The file is not what its name says.
    """
    data = path_of(digest).read_bytes()
    if hashlib.sha256(data).hexdigest() != digest:
        raise ValueError(digest)
    return data


def _settle(folder: Path) -> None:
    """Have the folder's entries on disk before a row names one of them."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def path_of(digest: str) -> Path:
    """Return where the bytes of a SHA-256 lie."""
    if _root is None:
        raise RuntimeError("store.files.bind was not called")
    return _root / digest[:2] / digest
