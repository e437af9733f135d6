"""`namro policy`: print the ladder, check a file, put it in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from model_office import model_text
from sqlalchemy import select

from directive.default_policy import DEFAULT_POLICY
from store import audit
from store.engine import unit_of_work
from store.tables import EventRow, PolicyRow

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Desk


def a_copy(desk: Desk, folder: Path, version: str) -> Path:
    file = folder / "thang.yaml"
    shipped = desk.namro("policy", "show", "--yaml").stdout
    file.write_text(shipped.replace("default-1", version), encoding="utf-8")
    return file


def test_show_prints_every_rung(desk: Desk) -> None:
    shown = desk.namro("policy", "show").stdout

    assert [r.key for r in DEFAULT_POLICY.rungs if r.key not in shown] == []
    assert "default-1" in shown


def test_a_policy_is_set_once_and_then_shown(desk: Desk, tmp_path: Path) -> None:
    file = a_copy(desk, tmp_path, "2026-1")

    done = desk.namro("policy", "set", str(file))
    shown = desk.namro("policy", "show").stdout
    old = desk.namro("policy", "show", "default-1").stdout
    again = desk.refused("policy", "set", str(file), code=1)
    with unit_of_work() as session:
        rows = session.scalars(select(PolicyRow.version)).all()
        chains = session.scalars(
            select(EventRow.aggregate_id).where(EventRow.aggregate == "policy")
        ).all()
    with unit_of_work() as session:
        fault = audit.verify(session).fault

    assert done.exit_code == 0, done.output
    assert ("2026-1" in shown, "default-1" in old) == (True, True)
    assert "2026-1" in again
    assert (rows, chains, fault) == (["2026-1"], ["2026-1"], None)


def test_nonsense_is_refused_with_line_and_column(desk: Desk, tmp_path: Path) -> None:
    file = a_copy(desk, tmp_path, "2026-1")
    text = file.read_text("utf-8").replace("tell: chairman", "tell: minister", 1)
    file.write_text(text, encoding="utf-8")

    said = desk.refused("policy", "check", str(file), code=2)

    number = 1 + text[: text.index("minister")].count("\n")
    assert f"thang.yaml:{number}:" in said


def test_a_version_that_is_not_there_is_named(desk: Desk) -> None:
    assert "default-1" in desk.refused("policy", "show", "none", code=1)


def test_the_channels_of_a_rung_are_shown(desk: Desk, tmp_path: Path) -> None:
    file = a_copy(desk, tmp_path, "2026-1")
    step = "tell: chairman"
    text = file.read_text("utf-8").replace(
        step, f"channels: [zalo_oa, email]\n    {step}", 1
    )
    file.write_text(text, encoding="utf-8")

    shown = desk.namro("policy", "check", str(file)).stdout

    assert "zalo_oa" in shown
    assert "theo danh" in shown


def test_a_policy_may_ask_for_another_officer(desk: Desk, tmp_path: Path) -> None:
    file = a_copy(desk, tmp_path, "two-officers")
    text = file.read_text("utf-8").replace(
        "another_confirms: false", "another_confirms: true"
    )
    file.write_text(text, encoding="utf-8")

    assert "Người đọc sau cùng" not in desk.namro("policy", "show").stdout
    desk.namro("policy", "set", str(file))
    assert "Người đọc sau cùng" in desk.namro("policy", "show").stdout
    source = tmp_path / "cong-van.txt"
    source.write_text(model_text(), encoding="utf-8")
    refused = desk.refused("import", str(source), "--yes", code=1)
    assert "một chuyên viên khác" in " ".join(refused.split())
