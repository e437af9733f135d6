"""`namro anchor`: from the words of a document to a date that agencies are told."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from model_office import model_text

if TYPE_CHECKING:
    from conftest import Desk

EACH = "trong thời hạn 05 ngày làm việc kể từ ngày có hướng dẫn,"


@pytest.fixture
def issued(desk: Desk) -> str:
    """Issue the model directive with a relative deadline; return its number."""
    text = model_text().replace("trước ngày 15/12/2025", EACH)
    taken = desk.namro("import", "-", "--yes", "--json", stdin=text)
    number = str(json.loads(taken.stdout)["directive_id"])
    made = desk.namro("issue", number, "--date", "2025-08-20", "--json")
    assert json.loads(made.stdout)["due"] == 0
    return number


def test_all_agencies_get_their_date(desk: Desk, issued: str) -> None:
    done = desk.namro("anchor", issued, "1.3", "--date", "8/9/2025", "--json")

    answer = json.loads(done.stdout)
    assert (len(answer["done"]), answer["left"]) == (76, [])
    assert {one["due_on"] for one in answer["done"]} == {"2025-09-15"}
    listed = json.loads(desk.namro("status", "--json").stdout)
    assert listed


def test_one_agency_and_back(desk: Desk, issued: str) -> None:
    whole = desk.namro("anchor", issued, "1.3", "--date", "2025-09-08", "--json")
    code = json.loads(whole.stdout)["done"][0]["assignment"]

    shown = desk.namro("anchor", code, "--undo")

    assert shown.exit_code == 0
    for words in (code, "15/9/2025", "chưa có", "có hướng dẫn"):
        assert words in " ".join(shown.stdout.split()), words


REFUSED = {
    "no date": (("NV-2025-000001",), "name the day of the event"),
    "date and undo": (("1", "1.3", "--date", "2025-09-08", "--undo"), "name the day"),
    "not a day": (("NV-2025-000001", "--date", "soon"), "--date soon is not a day"),
    "no instruction": (("12", "--date", "2025-09-08"), "a directive and its instr"),
    "no such code": (("NV-1", "--date", "2025-09-08"), "NV-1"),
}


@pytest.mark.parametrize(("words", "said"), REFUSED.values(), ids=REFUSED)
def test_refuses_in_one_line(desk: Desk, words: tuple[str, ...], said: str) -> None:
    assert said in desk.refused("anchor", *words, code=1)
