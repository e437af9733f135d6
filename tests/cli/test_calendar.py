"""`namro calendar`: show the working days, and put others in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from store.engine import unit_of_work
from store.tables import CalendarRow

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Desk


def versions() -> list[str]:
    with unit_of_work() as session:
        return list(session.scalars(select(CalendarRow.version)))


def test_a_day_off_is_set_and_then_shown(desk: Desk) -> None:
    before = desk.namro("calendar", "show", "2025").stdout

    done = desk.namro(
        "calendar", "set", "--off", "2025-12-12", "--because", "Nghỉ lễ bổ sung"
    )
    shown = desk.namro("calendar", "show", "2025").stdout

    assert done.exit_code == 0, done.output
    assert "calendar-1" in done.stdout
    assert ("12/12/2025" in before, "Nghỉ lễ bổ sung" in shown) == (False, True)
    assert versions() == ["calendar-1"]


def test_a_file_is_the_whole_calendar(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "lich.yaml"
    file.write_text("2025: {confirmed: true, working: [2025-12-13]}", "utf-8")

    done = desk.namro("calendar", "set", str(file), "--because", "Hoán đổi")

    assert done.exit_code == 0, done.output
    assert "13/12/2025" in desk.namro("calendar", "show", "2025").stdout


def test_a_year_without_notice_is_said_to_be_so(desk: Desk) -> None:
    assert "chưa có" in desk.namro("calendar", "show", "2031").stdout


def test_what_cannot_be_set_is_refused(desk: Desk) -> None:
    day = ("--off", "2025-12-12")

    assert "FILE" in desk.refused("calendar", "set", code=1)
    assert "lý do" in desk.refused("calendar", "set", *day, code=1)
    assert "2026-01-02" in desk.refused("calendar", "set", "--off", "x", code=1)
    both = ("calendar", "set", *day, "--work", "2025-12-12", "--because", "a")
    assert "both" in desk.refused(*both, code=1)
    assert versions() == []
