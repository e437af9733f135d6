"""The drop folder: which files wait, which do not, and where they go."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from notifications import drop_folder

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2025, 12, 12, 3, 0, tzinfo=UTC)


def put(folder: Path, name: str, *, age: timedelta = timedelta(minutes=5)) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(name.encode())
    changed = (NOW - age).timestamp()
    os.utime(path, (changed, changed))
    return path


NAMES = {
    "in a folder of the code": ("NV-2025-000123/bao-cao.pdf", "NV-2025-000123"),
    "deeper": ("NV-2025-000123/quy IV/bao-cao.pdf", "NV-2025-000123"),
    "folder with words": ("NV-2025-000123 Sở Xây dựng/a.pdf", "NV-2025-000123"),
    "name begins with the code": ("nv-2025-000123 Báo cáo.pdf", "NV-2025-000123"),
    "too many digits": ("NV-2025-0001234.pdf", None),
    "code in the middle": ("Báo cáo NV-2025-000123.pdf", None),
    "half a download": ("NV-2025-000123/a.pdf.part", None),
    "open in Word": ("NV-2025-000123/~$bao-cao.docx", None),
    "hidden": ("NV-2025-000123/.DS_Store", None),
    "taken before": ("da-nhan/NV-2025-000123/a.pdf", None),
}


@pytest.mark.parametrize(("name", "code"), NAMES.values(), ids=NAMES)
def test_waiting(name: str, code: str | None, tmp_path: Path) -> None:
    put(tmp_path, name)

    found = [x.code for x in drop_folder.waiting(tmp_path, now=NOW)]

    assert found == ([code] if code else [])


def test_a_file_that_is_being_written_waits(tmp_path: Path) -> None:
    put(tmp_path, "NV-2025-000123.pdf", age=timedelta(seconds=2))

    now = list(drop_folder.waiting(tmp_path, now=NOW))
    later = list(drop_folder.waiting(tmp_path, now=NOW + timedelta(minutes=1)))

    assert (len(now), len(later)) == (0, 1)
    assert later[0].changed_at == NOW - timedelta(seconds=2)


def test_links_are_not_followed(tmp_path: Path) -> None:
    secret = put(tmp_path / "elsewhere", "secret.txt")
    drop = tmp_path / "drop"
    (drop / "NV-2025-000124").mkdir(parents=True)
    (drop / "NV-2025-000123.txt").symlink_to(secret)
    (drop / "NV-2025-000124" / "link.txt").symlink_to(secret)
    (drop / "NV-2025-000125").symlink_to(secret.parent)

    assert list(drop_folder.waiting(drop, now=NOW)) == []


def test_what_was_taken_is_moved_and_nothing_is_overwritten(tmp_path: Path) -> None:
    for _ in range(2):
        put(tmp_path, "NV-2025-000123/a.pdf")
        (file,) = drop_folder.waiting(tmp_path, now=NOW)
        assert file.read() == b"NV-2025-000123/a.pdf"
        drop_folder.put_away(tmp_path, file)

    taken = tmp_path / "da-nhan" / "NV-2025-000123"
    assert sorted(x.name for x in taken.iterdir()) == ["a (2).pdf", "a.pdf"]
    assert list(drop_folder.waiting(tmp_path, now=NOW)) == []


def test_strays_are_listed(tmp_path: Path) -> None:
    stray = put(tmp_path, "Báo cáo.pdf")
    put(tmp_path, "NV-2025-000123.pdf")

    assert drop_folder.strays(tmp_path) == (stray,)


def test_no_folder_is_an_empty_folder(tmp_path: Path) -> None:
    assert list(drop_folder.waiting(tmp_path / "none", now=NOW)) == []
