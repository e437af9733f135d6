"""`namro import`: who is told, who is nearly told, and what stays open."""

from __future__ import annotations

import json
import os
import pty
import select
import subprocess
import sys
from importlib import resources
from typing import TYPE_CHECKING

import pytest
from model_office import MODEL, model_text
from printing import as_edxml
from rich.console import Console
from sqlalchemy import func
from sqlalchemy import select as rows_of

from cli.choosing import choose
from store import files
from store.engine import unit_of_work
from store.tables import DirectiveRow, EventRow, InstructionRow

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Desk

FILE = str(resources.files("store.data").joinpath(MODEL))
SECONDS = 20
PROVINCIAL = "Các Sở, Ban ngành, đoàn thể tỉnh"


def stages() -> list[str]:
    with unit_of_work() as session:
        return list(session.scalars(rows_of(DirectiveRow.stage)))


def told(path: str) -> set[str]:
    """Return the agencies of an instruction, as the office keeps them."""
    with unit_of_work() as session:
        found = session.scalars(
            rows_of(InstructionRow).where(InstructionRow.path == path)
        ).one()
        return set(found.agency_codes)


def test_shows_the_groups_the_near_misses_and_the_gaps(desk: Desk) -> None:
    done = desk.namro("import", FILE)

    assert done.exit_code == 0
    for shown in (
        PROVINCIAL, "20", "56", "Công an tỉnh (CAT)", "BHXH", "VPUB",
        "“các cơ quan liên quan”", "1.1  Hoàn thành chậm nhất vào ngày nào?",
        "Chưa xác nhận",
    ):  # fmt: skip
        assert shown in done.stdout, shown
    assert stages() == ["received"]


def test_json_holds_the_same(desk: Desk) -> None:
    answer = json.loads(desk.namro("import", FILE, "--json").stdout)

    counts = {one["phrase"]: one["count"] for one in answer["addressed"]}
    near = {a["code"] for one in answer["addressed"] for a in one["near_misses"]}
    assert (counts[PROVINCIAL], counts["UBND các xã, phường"]) == (20, 56)
    assert {"CAT", "BCHQS", "THUE", "BHXH", "VPUB"} <= near
    assert answer["stage"] == "received"
    assert answer["unknown_names"] == []
    assert len(answer["gaps"]) == 22
    assert answer["instructions"] == 10


def test_a_second_run_confirms_the_same_document(desk: Desk) -> None:
    first = json.loads(desk.namro("import", FILE, "--json").stdout)
    second = json.loads(desk.namro("import", FILE, "--json", "--yes").stdout)

    assert second["directive_id"] == first["directive_id"]
    assert (second["stage"], stages()) == ("confirmed", ["confirmed"])
    line = desk.refused("import", FILE, "--yes", code=1)
    assert "đã được tiếp nhận và xác nhận" in line


def test_near_misses_are_added_and_members_left_out(desk: Desk) -> None:
    done = desk.namro("import", FILE, "--add", "CAT, BHXH", "--leave-out", "SNGV")

    assert done.exit_code == 0
    assert {"CAT", "BHXH"} <= told("1.1")
    assert not {"SNGV", "BCHQS"} & told("1.1")


@pytest.mark.parametrize(
    ("option", "code", "said"),
    [("--add", "XYZ", "Không thêm được XYZ"), ("--leave-out", "XYZ", "Không bỏ được")],
)
def test_a_code_that_does_nothing_is_refused(
    desk: Desk, option: str, code: str, said: str
) -> None:
    assert said in desk.refused("import", FILE, option, code, code=1)
    assert stages() == ["received"]


def test_standard_input_is_read(desk: Desk) -> None:
    done = desk.namro("import", "-", "--json", "--yes", stdin=model_text())

    assert json.loads(done.stdout)["stage"] == "confirmed"


def test_an_unknown_name_is_listed_and_the_others_are_kept(
    desk: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "unknown.txt"
    text = model_text().replace("Giao Sở Nội vụ", "Giao Sở Du hành Vũ trụ")
    file.write_text(text.replace("Sở Nội vụ:", "Sở Du hành Vũ trụ:"), "utf-8")

    done = desk.namro("import", str(file), "--yes", "--json")
    answer = json.loads(done.stdout)

    assert done.exit_code == 3
    assert "Sở Du hành Vũ trụ" in " ".join(answer["unknown_names"])
    assert done.stderr.count("\n") == 1
    assert "not in the registry" in done.stderr
    assert len(told("1.1")) > 1
    assert stages() == ["confirmed"]


KEYS = {
    "nothing": ("\r", ()),
    "two": ("ab\r", ("CAT", "BHXH")),
    "taken back": ("aba\r", ("BHXH",)),
    "keys of nobody": ("z9a\n", ("CAT",)),
    "later": ("aq", None),
}


@pytest.mark.parametrize(("pressed", "expected"), KEYS.values(), ids=KEYS)
def test_each_key_marks_one(pressed: str, expected: tuple[str, ...] | None) -> None:
    keys = iter(pressed)
    silent = Console(quiet=True)
    choices = (("CAT", "Công an tỉnh"), ("BHXH", "Bảo hiểm xã hội tỉnh"))

    assert choose(choices, console=silent, key=lambda: next(keys)) == expected


def test_in_a_terminal_one_key_adds_the_police(desk: Desk) -> None:
    mine, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", "from cli.main import run; run()", "import", FILE],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    ) as running:
        try:
            os.close(theirs)
            seen = _until(mine, "Enter")
            key = next(line for line in seen.splitlines() if line.endswith("(CAT)"))[2]
            os.write(mine, key.encode())
            _until(mine, "[x]")
            os.write(mine, b"\r")
            said = _until(mine, "namro issue")
        finally:
            running.kill()
    os.close(mine)

    assert "Đã xác nhận" in said
    assert "CAT" in told("1.1")
    assert stages() == ["confirmed"]
    assert desk.database.name


def _until(terminal: int, words: str) -> str:
    seen = b""
    while words.encode() not in seen:
        ready, _, _ = select.select([terminal], [], [], SECONDS)
        assert ready, seen.decode()
        seen += os.read(terminal, 4096)
    return seen.decode("utf-8", "replace").replace("\r\n", "\n")


def test_nothing_is_written_twice(desk: Desk) -> None:
    def events() -> int | None:
        with unit_of_work() as session:
            return session.scalar(rows_of(func.count()).select_from(EventRow))

    desk.namro("import", FILE)
    once = events()
    desk.namro("import", FILE)

    assert events() == once


def test_a_message_is_kept_as_it_came_and_its_header_beside(
    desk: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "message.edxml"
    file.write_bytes(as_edxml())

    done = desk.namro("import", str(file), "--yes")

    assert done.exit_code == 0
    said = [line.removeprefix(f"namro: {file}: ") for line in done.stderr.splitlines()]
    assert said == [
        "the envelope gives the number 2345, the text leaves it blank",
        "the envelope gives the day of issue 2025-08-20, the text leaves it blank",
    ]
    with unit_of_work() as session:
        row = session.scalars(rows_of(DirectiveRow)).one()
    assert (row.number, row.issued_on) == (None, None)
    assert files.read(row.original_sha256 or "") == file.read_bytes()
    assert "Sở Nội vụ" in files.read(row.source_sha256).decode()


def test_a_text_is_kept_once(desk: Desk) -> None:
    desk.namro("import", FILE)

    with unit_of_work() as session:
        assert session.scalars(rows_of(DirectiveRow)).one().original_sha256 is None
