"""Evidence in the drop folder: one submission for each assignment, at `now`."""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from arrivals import NOW, kept, submissions, tasks
from owed import code_of, dated, phase_of
from sqlalchemy import select

from notifications import drop_folder
from office.collecting import collect_drop
from runtime import clock
from store import files
from store.engine import unit_of_work
from store.tables import EvidenceRow

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from model_office import Issued


@pytest.fixture
def code(issued: Issued) -> str:
    del issued
    return code_of(dated("STP"))


@pytest.fixture(autouse=True)
def _another_clock() -> Iterator[None]:
    """Let the office live at another moment than its file system."""
    clock.set_start(NOW)
    yield
    clock.set_start(None)


def put(folder: Path, name: str, *, age: float = 60) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(name.encode())
    moment = clock.real_now().timestamp() - age
    os.utime(path, (moment, moment))
    return path


def collect(folder: Path, issued: Issued) -> Counter[str]:
    return collect_drop(folder, house=issued.house, now=NOW)


def test_the_files_of_one_assignment_are_one_submission(
    tmp_path: Path, issued: Issued, code: str
) -> None:
    put(tmp_path, f"{code}/Báo cáo.pdf")
    put(tmp_path, f"{code}/phụ lục/Số liệu.xlsx")

    done, again = collect(tmp_path, issued), collect(tmp_path, issued)

    assert (done, again) == (Counter(submission=1), Counter())
    assert phase_of(dated("STP")) == "submitted"
    assert dated("STP").submitted_at == NOW
    with unit_of_work() as session:
        evidence = session.scalars(select(EvidenceRow)).all()
    assert {one.name for one in evidence} == {"Báo cáo.pdf", "Số liệu.xlsx"}
    assert all(files.read(one.sha256) for one in evidence)
    assert (submissions(), len(kept())) == (1, 2)
    assert len(list((tmp_path / drop_folder.TAKEN / code).iterdir())) == 2


def test_a_file_that_is_still_written_is_left(
    tmp_path: Path, issued: Issued, code: str
) -> None:
    put(tmp_path, f"{code}.pdf", age=1)

    assert collect(tmp_path, issued) == Counter()
    assert (tmp_path / f"{code}.pdf").exists()


def test_killed_before_it_is_put_away_a_file_is_known_again(
    tmp_path: Path, issued: Issued, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, f"{code} một.pdf")
    put(tmp_path, f"{code} hai.pdf")

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(drop_folder, "put_away", die)
        with pytest.raises(KeyboardInterrupt):
            collect(tmp_path, issued)

    assert collect(tmp_path, issued) == Counter(known=1)
    assert collect(tmp_path, issued) == Counter()
    assert submissions() == 1


def test_an_unknown_code_is_a_note(tmp_path: Path, issued: Issued) -> None:
    put(tmp_path, "NV-2025-999999.pdf")

    assert collect(tmp_path, issued) == Counter(note=1)
    assert "không có trong hệ thống" in tasks()[0].reason


def test_what_is_handed_in_already_is_a_note(
    tmp_path: Path, issued: Issued, code: str
) -> None:
    put(tmp_path, f"{code} một.pdf")
    first = collect(tmp_path, issued)
    put(tmp_path, f"{code} hai.pdf")

    second = collect(tmp_path, issued)

    assert (first, second) == (Counter(submission=1), Counter(note=1))
    assert submissions() == 1


def test_a_file_without_a_code_is_a_task_once(tmp_path: Path, issued: Issued) -> None:
    put(tmp_path, "Báo cáo không mã.pdf")

    done, again = collect(tmp_path, issued), collect(tmp_path, issued)

    assert (done, again) == (Counter(note=1), Counter())
    assert "không nêu mã" in tasks()[0].reason
    assert (tmp_path / "Báo cáo không mã.pdf").exists()


def test_a_name_that_is_no_utf8_is_taken(
    tmp_path: Path, issued: Issued, code: str
) -> None:
    name = os.fsdecode(f"{code} ".encode() + b"b\xe1o c\xe1o.pdf")
    put_raw = tmp_path / name
    put_raw.write_bytes(b"ket qua")
    os.utime(put_raw, (1, 1))

    assert collect(tmp_path, issued) == Counter(submission=1)
