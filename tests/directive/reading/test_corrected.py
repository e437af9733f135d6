"""Readings that a person corrected: each row holds a document and what it says.

`namro regress` writes the rows. One that the machine does not read yet is expected to
fail, strictly: once it is read, its "fixed" must be set to true.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from directive.correcting import distinct
from directive.reading.encode import read
from store.calendar_file import load_calendar
from store.review_writing import plain

FILES = sorted(Path(__file__).with_name("corrected").glob("*.json"))
ROWS = [json.loads(file.read_text("utf-8")) for file in FILES]
OPEN = pytest.mark.xfail(strict=True, reason="the machine does not read this yet")


@pytest.mark.parametrize(
    "row",
    [pytest.param(row, marks=() if row["fixed"] else OPEN) for row in ROWS],
    ids=[file.stem for file in FILES],
)
def test_what_was_corrected_is_read(row: dict[str, Any]) -> None:
    calendar = load_calendar()
    reading = distinct(
        read(row["source"], working_day_on_or_before=calendar.last_working_day)
    )
    orders = {one.path: one for one in reading.instructions}

    for wanted in row["expected"]:
        path = wanted["path"]
        found = orders.get(path) if path else reading.directive
        assert found is not None, path
        assert plain(getattr(found, wanted["field"])) == wanted["value"]


def test_there_is_a_row() -> None:
    assert ROWS
    assert all(row["expected"] for row in ROWS)
