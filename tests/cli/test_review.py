"""A reading is corrected by hand and comes back: encode, import, regress."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from model_office import MODEL, model_text
from sqlalchemy import select

from store import audit
from store.engine import unit_of_work
from store.tables import DirectiveRow, EventRow, InstructionRow, ObligationRow

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Desk

DEADLINE = 'deadline: {"kind": "none"}  #'
CHANGED = {
    "a date where the machine read none": (
        DEADLINE,
        "deadline: {kind: fixed, text: sớm nhất, date: 2025-09-30}  #",
    ),
    "who answers": ("accountable: null", 'accountable: "Giám đốc Sở Nội vụ"'),
    "the number": ("number: null", "number: 0412"),
}


@pytest.fixture
def review(desk: Desk, tmp_path: Path) -> Path:
    """Write the model directive and its review file; return the latter."""
    source = tmp_path / MODEL
    source.write_text(model_text(), "utf-8")
    out = tmp_path / "review.yaml"
    done = desk.namro("encode", str(source), "--out", str(out))
    assert done.exit_code == 0
    assert "namro import" in done.stdout
    return out


def edit(review: Path, *changes: tuple[str, str]) -> None:
    text = review.read_text("utf-8")
    for before, after in changes:
        assert before in text, before
        text = text.replace(before, after, 1)
    review.write_text(text, "utf-8")


def kept(path: str) -> InstructionRow:
    with unit_of_work() as session:
        return session.scalars(
            select(InstructionRow).where(InstructionRow.path == path)
        ).one()


def acts() -> list[str]:
    with unit_of_work() as session:
        return list(
            session.scalars(
                select(EventRow.act)
                .where(EventRow.aggregate == "directive")
                .order_by(EventRow.id)
            )
        )


def test_it_says_what_may_be_edited_and_what_was_read(review: Path) -> None:
    text = review.read_text("utf-8")

    for words in (
        "# Bản đọc của máy",
        '  - path: "1.3"\n',
        '# máy đọc: "Báo cáo kết quả thực hiện", theo “Báo cáo kết quả thực hiện”',
        '"inclusive": false}',
        "# ? Hoàn thành chậm nhất vào ngày nào?",
        f'  name: "{MODEL}"',
    ):
        assert words in text, words


def test_what_was_left_alone_changes_nothing(desk: Desk, review: Path) -> None:
    done = desk.namro("import", str(review), "--yes", "--json")

    answer = json.loads(done.stdout)
    assert (answer["stage"], answer["changes"]) == ("confirmed", [])
    assert acts() == ["receive", "confirm"]
    assert kept("1.1").machine_reading is None


def test_corrections_are_kept_beside_the_machine_s_reading(
    desk: Desk, review: Path
) -> None:
    edit(review, *CHANGED.values())

    done = desk.namro("import", str(review), "--json")

    changes = json.loads(done.stdout)["changes"]
    assert [(one["path"], one["field"]) for one in changes] == [
        (None, "number"),
        ("1.1", "accountable"),
        ("1.1", "deadline"),
    ]
    row = kept("1.1")
    assert row.machine_reading is not None
    assert row.machine_reading["deadline"]["kind"] == "none"
    assert row.reading["deadline"]["last_day"] == "2025-09-30"
    assert row.reading["deadline"]["rule"] == "by_hand"
    assert row.reading["clarity"]["deadline"] == "clear"
    assert row.reading["accountable"] == "Giám đốc Sở Nội vụ"
    with unit_of_work() as session:
        directive = session.scalars(select(DirectiveRow)).one()
        event = session.scalars(select(EventRow).where(EventRow.act == "correct")).one()
    assert directive.number == "0412"
    assert directive.machine_header is not None
    assert directive.machine_header["number"] is None
    assert event.actor == "office"
    assert len(event.rows["written"]) == 2
    with unit_of_work() as session:
        assert audit.verify(session).fault is None


def test_it_is_shown_and_goes_on_like_any_import(desk: Desk, review: Path) -> None:
    edit(review, *CHANGED.values())

    shown = desk.namro("import", str(review))
    again = desk.namro("import", str(review), "--yes")
    issued = desk.namro("issue", "--date", "2025-08-20", "--json")

    assert "Đã sửa so với bản đọc của máy" in shown.stdout
    assert again.exit_code == 0
    assert acts()[:3] == ["receive", "correct", "confirm"]
    assert json.loads(issued.stdout)["due"] == 2 * 76
    with unit_of_work() as session:
        due = session.scalars(select(ObligationRow.due_on).distinct()).all()
    assert {str(one) for one in due if one} == {"2025-09-30", "2025-12-14"}


def test_an_instruction_that_the_machine_missed(desk: Desk, review: Path) -> None:
    text = review.read_text("utf-8")
    more = """
  - path: "1.9"
    words: "Mỗi cơ quan, đơn vị, địa phương, doanh nghiệp xác định rõ nhiệm vụ"
    agencies: ["Sở Y tế"]
    role: perform
    deadline: {kind: none}
"""
    review.write_text(text + more, "utf-8")

    done = desk.namro("import", str(review), "--yes")

    assert done.exit_code == 0
    row = kept("1.9")
    assert row.agency_codes == ["SYT"]
    assert model_text()[row.span_start : row.span_end].startswith("Mỗi cơ quan")


FAULTS = {
    "a role that there is none of": (
        'role: "perform"', "role: boss", "line 43, column 11: instructions.0.role"
    ),
    "an unknown field": ("generic: false", "genric: false", "genric: Extra inputs"),
    "31 June": (DEADLINE, "deadline: {kind: fixed, date: 2025-06-31} #", "day value"),
    "a fixed one without a date": (
        DEADLINE, "deadline: {kind: fixed} #", "a fixed deadline needs its date"
    ),
    "a path twice": ('path: "1.2"', 'path: "1.1"', "1.1 stands twice"),
    "one left out": ('path: "1.2"', 'path: "9.9"', "1.2 is left out"),
    "not YAML": ("review: 1", "review: [1", "line "),
    "another SHA-256": ('sha256: "', 'sha256: "0', "source.sha256"),
    "a field twice": ("review: 1", "review: 1\nreview: 1", "review stands twice"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after", "said"), FAULTS.values(), ids=FAULTS)
def test_every_fault_says_line_and_column(
    desk: Desk, review: Path, before: str, after: str, said: str
) -> None:
    edit(review, (before, after))

    line = desk.refused("import", str(review), code=2)

    assert str(review) in line
    assert said in line
    assert ", line " in line
    assert acts() == []


def test_a_source_that_changed_or_is_gone_is_named(desk: Desk, review: Path) -> None:
    source = review.with_name(MODEL)
    source.write_text(model_text() + "\nthêm", "utf-8")
    assert "has changed since" in desk.refused("import", str(review), code=2)

    source.unlink()
    assert "is not there" in desk.refused("import", str(review), code=2)


def test_the_office_s_own_copy_stands_in(desk: Desk, review: Path) -> None:
    desk.namro("import", str(review.with_name(MODEL)))
    review.with_name(MODEL).unlink()
    edit(review, CHANGED["who answers"])

    done = desk.namro("import", str(review), "--json")

    assert [c["field"] for c in json.loads(done.stdout)["changes"]] == ["accountable"]
    assert acts() == ["receive", "correct"]


def test_what_is_confirmed_is_not_corrected_any_more(desk: Desk, review: Path) -> None:
    desk.namro("import", str(review), "--yes")

    assert "đã được tiếp nhận" in desk.refused("import", str(review), code=1)


def test_a_correction_becomes_a_row_of_the_tests(
    desk: Desk, review: Path, tmp_path: Path
) -> None:
    assert "nothing in it was corrected" in desk.refused(
        "regress", str(review), "--into", str(tmp_path), code=1
    )
    edit(review, CHANGED["who answers"])

    done = desk.namro("regress", str(review), "--into", str(tmp_path))

    assert done.exit_code == 0
    (file,) = tmp_path.glob("*.json")
    row = json.loads(file.read_text("utf-8"))
    assert (row["fixed"], row["source"]) == (False, model_text())
    (expected,) = row["expected"]
    assert expected["value"] == "Giám đốc Sở Nội vụ"
    assert expected["words"].startswith("Thực hiện tốt")
