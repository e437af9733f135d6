"""`namro deliveries`: the ledger as lines and as JSON, all of it or what went wrong."""

from __future__ import annotations

import json
from importlib import resources
from typing import TYPE_CHECKING

import pytest
from model_office import MODEL, at
from servers import MisbehavingSmtp, Script

if TYPE_CHECKING:
    from conftest import Desk

FILE = str(resources.files("store.data").joinpath(MODEL))


@pytest.fixture
def told(desk: Desk) -> Desk:
    """Issue the model directive; one mailbox is unknown, and one answer is lost."""
    desk.namro("import", FILE, "--yes")
    desk.namro("issue", "--date", "2025-08-20")
    with MisbehavingSmtp(Script({2: "550 5.1.1 unknown", 4: "lostack"})) as server:
        desk.set(
            now=at("2025-08-20", "09:00").isoformat(),
            smtp_host="127.0.0.1",
            smtp_port=str(server.port),
        )
        desk.namro("deliver")
        desk.set(now=at("2025-08-20", "10:00").isoformat())
        desk.namro("deliver")
    return desk


CASES = {
    "all": ([], 76, {"sent": 75, "failed": 1}, 1),
    "ambiguous": (["--ambiguous"], 1, {"sent": 1}, 1),
    "failed": (["--failed"], 1, {"failed": 1}, 0),
    "both": (["--failed", "--ambiguous"], 2, {"sent": 1, "failed": 1}, 1),
}


def test_json_tells_all_or_what_went_wrong(told: Desk) -> None:
    for words, total, states, ambiguous in CASES.values():
        done = told.namro("deliveries", *words, "--rows", "1000", "--json")

        answer = json.loads(done.stdout)
        rows = answer["rows"]
        assert answer["rows_in_all"] == len(rows) == total
        assert {s: [r["state"] for r in rows].count(s) for s in states} == states
        assert sum(row["ambiguous"] for row in rows) == ambiguous


def test_into_a_pipe_a_line_says_what_the_server_said(told: Desk) -> None:
    done = told.namro("deliveries", "--failed")

    (line,) = done.stdout.splitlines()
    cells = line.split("\t")
    assert cells[4:7] == ["không gửi được", "1", ""]
    assert cells[8] == "550 5.1.1 unknown"
    assert cells[7].startswith("09:0")
