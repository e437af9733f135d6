"""`namro issue`: what a directive becomes, and what is asked for first."""

from __future__ import annotations

import json
from datetime import date
from importlib import resources
from typing import TYPE_CHECKING

import pytest
from model_office import MODEL
from sqlalchemy import func, select

from store.engine import unit_of_work
from store.tables import AssignmentRow, DirectiveRow

if TYPE_CHECKING:
    from conftest import Desk

FILE = str(resources.files("store.data").joinpath(MODEL))
DAY = ("--date", "2025-08-20")


@pytest.fixture
def confirmed(desk: Desk) -> str:
    """Take the model directive in; return its number."""
    done = desk.namro("import", FILE, "--yes", "--json")
    return str(json.loads(done.stdout)["directive_id"])


def assignments() -> int:
    with unit_of_work() as session:
        return session.scalar(select(func.count()).select_from(AssignmentRow)) or 0


def directive() -> DirectiveRow:
    with unit_of_work() as session:
        return session.scalars(select(DirectiveRow)).one()


def test_the_only_confirmed_one_is_issued_and_said(desk: Desk, confirmed: str) -> None:
    done = desk.namro("issue", *DAY)

    assert done.exit_code == 0
    for shown in (confirmed, "400", "76", "nhập bằng tay", "20/08/2025"):
        assert shown in done.stdout, shown
    assert assignments() == 400
    kept = directive()
    assert (kept.issued_on, kept.issued_on_by_hand) == (date(2025, 8, 20), True)
    assert kept.number is None


def test_json_and_a_number(desk: Desk, confirmed: str) -> None:
    done = desk.namro("issue", confirmed, "--number", "1234", *DAY, "--json")

    answer = json.loads(done.stdout)
    figures = ("assignments", "agencies", "due", "messages", "onward")
    assert [answer[name] for name in figures] == [400, 76, 76, 76, 1]
    assert answer["date_by_hand"] == "2025-08-20"
    assert directive().number == "1234"


def test_a_day_as_people_write_it(desk: Desk, confirmed: str) -> None:
    assert desk.namro("issue", confirmed, "--date", "20/08/2025").exit_code == 0
    assert directive().issued_on == date(2025, 8, 20)


REFUSED = {
    "no day": ((), "leaves its day blank"),
    "31 June": (("--date", "31/6/2025"), "--date 31/6/2025 is not a day"),
    "a word": (("--date", "tomorrow"), "is not a day"),
    "no such directive": (("999999", *DAY), "there is no directive 999999"),
    "not a number": (("abc", *DAY), "there is no directive abc"),
    "a huge number": (("9" * 40, *DAY), "there is no directive 999"),
}


@pytest.mark.usefixtures("confirmed")
@pytest.mark.parametrize(("words", "said"), REFUSED.values(), ids=REFUSED)
def test_refuses_in_one_line(desk: Desk, words: tuple[str, ...], said: str) -> None:
    assert said in desk.refused("issue", *words, code=1)
    assert (assignments(), directive().stage) == (0, "confirmed")


def test_issuing_twice_is_refused(desk: Desk, confirmed: str) -> None:
    desk.namro("issue", confirmed, *DAY)

    assert "đã ban hành" in desk.refused("issue", confirmed, *DAY, code=1)
    assert "no directive is confirmed" in desk.refused("issue", *DAY, code=1)
    assert assignments() == 400


def test_what_is_not_confirmed_is_not_issued(desk: Desk) -> None:
    number = json.loads(desk.namro("import", FILE, "--json").stdout)["directive_id"]

    line = desk.refused("issue", str(number), *DAY, code=1)

    assert "xác nhận" in line
    assert assignments() == 0
