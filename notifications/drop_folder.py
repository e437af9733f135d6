"""A shared folder that evidence is put into: by folder or file named with the code.

    NV-2025-000123/bao-cao.pdf
    NV-2025-000123 Báo cáo quý IV.pdf

What was taken is moved to `da-nhan/`, under its code.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TAKEN = "da-nhan"
STILL_WRITING = timedelta(seconds=10)  # younger files may not be complete
_CODE = re.compile(r"NV-\d{4}-\d{6}(?!\d)", re.IGNORECASE)
_UNFINISHED = (".part", ".tmp", ".crdownload", ".partial")


@dataclass(frozen=True, slots=True)
class InboundFile:
    """A file that waits, for the assignment with this code."""

    code: str
    path: Path
    name: str
    size: int
    changed_at: datetime  # aware, UTC

    def read(self) -> bytes:
        """Return what the file holds."""
        return self.path.read_bytes()


def waiting(folder: Path, *, now: datetime) -> Iterator[InboundFile]:
    """Yield the complete files that name an assignment, in order of their paths.

    Links are not followed: a link could make the office read any file of the
    machine. `now` (aware) is the real time, which the file system also uses.
    """
    for path, code in _files(folder):
        if code is None:
            continue
        status = path.stat()
        changed_at = datetime.fromtimestamp(status.st_mtime, UTC)
        if now - changed_at >= STILL_WRITING:
            yield InboundFile(code, path, path.name, status.st_size, changed_at)


def strays(folder: Path) -> tuple[Path, ...]:
    """Return the files that name no assignment, for the office to look at."""
    return tuple(path for path, code in _files(folder) if code is None)


def put_away(folder: Path, file: InboundFile) -> Path:
    """Move a file that was taken to `da-nhan/CODE/`, and return where it is now.

    Call it after the transaction: a file that is still there is seen again. A name
    that is taken gets a number; nothing is overwritten.
    """
    place = folder / TAKEN / file.code
    place.mkdir(parents=True, exist_ok=True)
    target = place / file.name
    number = 1
    while target.exists():
        number += 1
        target = place / f"{file.path.stem} ({number}){file.path.suffix}"
    return file.path.rename(target)


def _files(folder: Path) -> Iterator[tuple[Path, str | None]]:
    """Yield each finished file of the folder and of its folders, with its code."""
    if not folder.is_dir():
        return
    for entry in sorted(folder.iterdir()):
        if entry.is_symlink() or entry.name == TAKEN or _unfinished(entry.name):
            continue
        code = _code(entry.name)
        if entry.is_file():
            yield entry, code
        elif entry.is_dir():
            for path in sorted(entry.rglob("*")):
                inside = path.is_file() and path.resolve().is_relative_to(
                    entry.resolve()
                )
                if inside and not _unfinished(path.name):
                    yield path, code


def _code(name: str) -> str | None:
    found = _CODE.match(name)
    return found[0].upper() if found else None


def _unfinished(name: str) -> bool:
    return name.startswith((".", "~$")) or name.lower().endswith(_UNFINISHED)
