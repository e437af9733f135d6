"""`namro encode`, run as a program: what it prints, and what it refuses."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib import resources
from pathlib import Path

import pytest
from printing import as_docx

DATA = Path(str(resources.files("store.data")))
DIRECTIVE = DATA / "directive-cao-bang-atvsld.txt"
AGENCIES = DATA / "cao_bang_agencies.yaml"
HEAVY = (
    "prefect", "sqlalchemy", "pydantic", "fastapi", "pdfplumber", "docx", "odfdo",
    "lxml",
)  # fmt: skip
KEYS = [
    "path", "span", "evidence", "text", "agencies", "agencies_except", "accountable",
    "role", "coordinating", "deadline", "more_deadlines", "report_to", "report_via",
    "onward", "expected_result", "more_results", "generic", "clarity", "gaps",
]  # fmt: skip


def namro(*words: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-c", "from cli.main import run; run()", *words],
        input=stdin,
        capture_output=True,
        check=False,
        timeout=60,
    )


def test_json_has_the_shape_of_the_contract() -> None:
    answer = json.loads(namro("encode", str(DIRECTIVE), "--json").stdout)

    assert list(answer) == ["contract", "directive", "instructions", "unresolved"]
    assert answer["contract"] == 1
    assert len(answer["instructions"]) == 11
    assert all(list(one) == KEYS for one in answer["instructions"])


def test_a_registry_adds_assignments() -> None:
    done = namro("encode", str(DIRECTIVE), "--json", "--agencies", str(AGENCIES))
    answer = json.loads(done.stdout)

    assert len(answer["assignments"]) == 400
    assert sum(a["due_on"] is not None for a in answer["assignments"]) == 76
    assert {one["phrase"] for one in answer["unresolved"]} == {
        "các cơ quan liên quan",
        "các cơ quan, đơn vị",
    }


def test_standard_input_reads_the_same() -> None:
    from_file = namro("encode", str(DIRECTIVE), "--json")
    from_input = namro("encode", "-", "--json", stdin=DIRECTIVE.read_bytes())

    assert from_file.returncode == from_input.returncode == 0
    assert from_file.stdout == from_input.stdout


def test_text_is_what_spans_count_in() -> None:
    source = DIRECTIVE.read_bytes()

    assert namro("encode", "-", "--text", stdin=source).stdout == source
    windows = source.replace(b"\n", b"\r\n")
    assert namro("encode", "-", "--text", stdin=windows).stdout == source


def test_the_table_is_plain_when_piped() -> None:
    shown = namro("encode", str(DIRECTIVE)).stdout.decode()

    assert "\x1b" not in shown
    assert "Rõ trách nhiệm" in shown
    assert "trước ngày 15/12/2025" in shown
    assert "Cơ quan nào chủ trì nội dung này?" in shown


SIGNED = "Số: 1/UBND-TH\nKính gửi: Sở Nội vụ.\n1. Sở Nội vụ báo cáo"

REFUSED = {
    "empty": (b"", "is empty"),
    "blank": (b" \n\n ", "is empty"),
    "binary": (b"ELF\x00\x01\x02", "is not text"),
    "a PDF": (b"%PDF-1.7 ...", "is no whole PDF"),
    "a DOCX": (b"PK\x03\x04...", "is no whole DOCX"),
    "not UTF-8": (b"S\xe8: 1/UBND-TH", "is not UTF-8"),
    "no directive": (b"1. Milk\n2. Bread\n", "not a directive"),
    "orders nothing": ("Kính gửi: Sở Nội vụ.\nXin chào.".encode(), "not a directive"),
    "a secrecy mark": (f"TỐI MẬT\n{SIGNED}".encode(), "secrecy mark TỐI MẬT"),
    "31 June": (f"{SIGNED} trước ngày 31/6/2025.".encode(), "does not exist"),
}


@pytest.mark.parametrize(("data", "reason"), REFUSED.values(), ids=REFUSED)
def test_bad_input_gets_one_line_and_exit_2(
    tmp_path: Path, data: bytes, reason: str
) -> None:
    path = tmp_path / "in.txt"
    path.write_bytes(data)
    done = namro("encode", str(path), "--json")
    (line,) = done.stderr.decode().splitlines()

    assert done.returncode == 2
    assert done.stdout == b""
    assert line.startswith(f"namro: {path}: ")
    assert reason in line


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    missing = namro("encode", str(tmp_path / "none.txt"))
    folder = namro("encode", str(tmp_path))

    assert (missing.returncode, folder.returncode) == (2, 2)
    assert b"there is no such file" in missing.stderr
    assert b"is a folder" in folder.stderr


def test_a_docx_reads_as_its_text(tmp_path: Path) -> None:
    path = tmp_path / "cong-van.txt"  # its name says nothing
    path.write_bytes(as_docx())
    shown = namro("encode", str(path), "--text").stdout.decode()
    answer = json.loads(namro("encode", str(path), "--json").stdout)

    assert len(answer["instructions"]) == 11
    for one in answer["instructions"]:
        start, end = one["span"]
        assert " ".join(shown[start:end].split()) == one["text"]


@pytest.mark.parametrize("size", [50_000_000, 50_000_000_000])
def test_a_large_file_is_refused_without_being_read(tmp_path: Path, size: int) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as large:
        os.truncate(large.fileno(), size)  # 50 GB would not fit into memory
    done = namro("encode", str(path))

    assert done.returncode == 2
    assert b"is larger than 10 MB" in done.stderr


def test_a_doubled_code_names_both_places(tmp_path: Path) -> None:
    path = tmp_path / "agencies.yaml"
    entry = "- {code: SNV, name: Sở Nội vụ, kind: so}\n"
    path.write_text(f"provincial:\n{entry}{entry}", encoding="utf-8")
    done = namro("encode", str(DIRECTIVE), "--json", "--agencies", str(path))

    assert done.returncode == 2
    assert "line 3, column 10: code SNV is already used in line 2" in (
        done.stderr.decode()
    )


@pytest.mark.parametrize("words", [["--help"], ["encode", str(DIRECTIVE), "--json"]])
def test_nothing_heavy_is_imported(words: list[str]) -> None:
    program = (
        "import sys; from cli.main import app; app(standalone_mode=False); "
        f"print([m for m in {HEAVY} if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *words],
        capture_output=True,
        check=True,
        timeout=60,
    )

    assert done.stderr.decode().strip() == "[]"
