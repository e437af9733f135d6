"""`namro status`: figures and rows as a table, as plain lines, as JSON."""

from __future__ import annotations

import json
from importlib import resources
from typing import TYPE_CHECKING

import pytest
from model_office import MODEL, at

if TYPE_CHECKING:
    from conftest import Desk

FILE = str(resources.files("store.data").joinpath(MODEL))


@pytest.fixture
def issued(desk: Desk) -> Desk:
    """Issue the model directive, and look at it a day after its due date."""
    desk.namro("import", FILE, "--yes")
    desk.namro("issue", "--date", "2025-08-20")
    desk.set(now=at("2025-12-15").isoformat())
    return desk


def test_json_tells_the_figures_and_the_most_urgent_rows(issued: Desk) -> None:
    done = issued.namro("status", "--rows", "2", "--json")

    told = json.loads(done.stdout)
    assert told["as_of"] == "2025-12-15"
    assert told["assignments"] == 400
    assert told["rows_in_all"] == 401
    figures = told["figures"]
    assert (figures["assigned"], figures["doing_overdue"]) == (401, 76)
    assert figures["doing_undated"] == 325
    assert [row["due_on"] for row in told["rows"]] == ["2025-12-14"] * 2
    assert told["rows"][0]["working_days_left"] == -1
    assert told["rows"][0]["timeliness"] == "overdue"


def test_filters_narrow_the_rows(issued: Desk) -> None:
    done = issued.namro("status", "--agency", "SNV", "--phase", "issued", "--json")

    rows = json.loads(done.stdout)["rows"]
    assert {row["agency"] for row in rows} == {"SNV"}
    assert len(rows) == 8
    assert [row["kind"] for row in rows].count("onward") == 1


def test_into_a_pipe_the_lines_are_plain(issued: Desk) -> None:
    done = issued.namro("status", "--timeliness", "overdue", "--rows", "1")

    lines = done.stdout.splitlines()
    assert "tổng giao\t401" in lines
    assert lines[-1].split("\t")[2:] == [
        "…/UBND-VX mục 1.3",
        "14/12/2025",
        "quá hạn 1 ngày làm việc",
        "chưa tiếp nhận",
    ]


REFUSED = {
    "phase": (["--phase", "xong"], "--phase 'xong' is none of: draft, issued"),
    "timeliness": (["--timeliness", "soon"], "--timeliness 'soon' is none of: in_time"),
    "directive": (["--directive", "x"], "--directive 'x' is not the number"),
}


@pytest.mark.parametrize(("words", "said"), REFUSED.values(), ids=REFUSED)
def test_a_word_that_is_none_is_refused(
    words: list[str], said: str, desk: Desk
) -> None:
    assert said in desk.refused("status", *words, code=1)
