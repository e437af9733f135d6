"""Zalo's answer on disk, sealed, from its arrival until the database has it."""

from __future__ import annotations

import hashlib
import os
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from store.sealing import SealError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from store.sealing import Seal


@dataclass(frozen=True, slots=True)
class Answer:
    """A pair of tokens, and until when its access token holds (aware)."""

    access: str = field(repr=False)
    refresh: str = field(repr=False)
    expires_at: datetime


class Journal:
    """An open file, for one answer."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def write(self, answer: Answer, seal: Seal, *, replaces: str) -> None:
        """Write the answer through to the disk; `replaces` is the old refresh token."""
        sealed = seal.close(
            {
                "replaces": _digest(replaces),
                "access": answer.access,
                "refresh": answer.refresh,
                "expires_at": answer.expires_at.isoformat(),
            }
        )
        os.write(self._descriptor, sealed.encode())
        os.fsync(self._descriptor)


@contextmanager
def opened(path: Path) -> Iterator[Journal]:
    """Open the journal before Zalo is asked: where there is no place, nobody asks.

    Raises:
        OSError: The file cannot be made.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW
    descriptor = os.open(path, flags, 0o600)
    try:
        yield Journal(descriptor)
    finally:
        os.close(descriptor)


def read(path: Path, seal: Seal, *, replaces: str) -> Answer | None:
    """Return the answer to the swap of this refresh token; None when there is none."""
    try:
        values = seal.open(path.read_text("ascii"))
    except (OSError, UnicodeDecodeError, SealError):
        return None  # none, half of one, or one of another installation
    if values.get("replaces") != _digest(replaces):
        return None
    return Answer(
        access=values["access"],
        refresh=values["refresh"],
        expires_at=datetime.fromisoformat(values["expires_at"]),
    )


def remove(path: Path) -> None:
    """Remove the answer: the database has it."""
    path.unlink(missing_ok=True)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
