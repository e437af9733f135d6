"""The main job: the model directive replayed from 20 August to 31 December 2025."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from datetime import date
from importlib import resources
from typing import Any

import pytest

from cli import stage
from cli.demo import ISSUED_ON, MODEL, UNTIL
from cli.play import Programme, play

pytestmark = pytest.mark.xdist_group("demo")  # the replay is run once

PROGRAMME = Programme(
    text=resources.files("store.data").joinpath(MODEL).read_text("utf-8"),
    name=MODEL,
    number=None,
    issued_on=ISSUED_ON,
    until=UNTIL,
    seed=1,
)


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    """Run the demo as a newcomer does, without its page."""
    done = subprocess.run(
        [sys.executable, "-m", "cli", "demo", "--no-serve", "--json"],
        capture_output=True,
        text=True,
        check=True,
    )
    answer = json.loads(done.stdout)
    assert isinstance(answer, dict)
    return answer


def played(programme: Programme) -> dict[str, Any]:
    with stage.opened(now=programme.opens, told=lambda _: None) as opened:
        return play(programme, opened, progress=lambda _: None)


def test_the_directive_reaches_everybody_it_addresses(told: dict[str, Any]) -> None:
    counts = {key: told[key] for key in ("instructions", "agencies", "assignments")}

    assert counts == {"instructions": 10, "agencies": 76, "assignments": 400}
    assert (told["due"], told["onward"]) == (76, 1)
    assert told["messages"]["issued"] == {"email": 76}


def test_no_mail_is_lost_or_doubled_at_the_receiving_end(told: dict[str, Any]) -> None:
    mails = told["mails"]

    assert (told["lost"], told["doubled"], told["ambiguous"]) == (0, 0, 0)
    assert mails["caught"] == mails["sent"] == mails["promised"]
    assert mails["sent"] == sum(sum(c.values()) for c in told["messages"].values())


def test_every_rung_up_to_the_chairman_is_climbed(told: dict[str, Any]) -> None:
    assert {"A+1", "A+2", "T+1", "T+3", "T+5", "T+10"} <= told["escalations"].keys()
    assert {"T-10", "T-3", "T-1", "N+5", "U+30"} <= told["reminders"].keys()


def test_the_days_add_up_to_the_whole(told: dict[str, Any]) -> None:
    days = told["days"]

    assert [days[0]["day"], days[-1]["day"]] == ["2025-08-20", "2025-12-31"]
    assert len(days) == 134
    for name in ("acknowledged", "submissions", "accepted", "returned"):
        assert told[name] == sum(day[name] for day in days) > 0
    rungs = [rung for day in days for rung in day["escalations"]]
    assert set(told["escalations"]) <= set(rungs)


def test_nobody_hears_on_a_rest_day(told: dict[str, Any]) -> None:
    resting = {
        day["day"]: sum(day["reminders"].values()) + sum(day["escalations"].values())
        for day in told["days"]
        if date.fromisoformat(day["day"]).weekday() >= 5
        or day["day"] in {"2025-09-01", "2025-09-02"}
    }

    assert len(resting) > 35
    assert set(resting.values()) == {0}


def test_the_trail_is_whole_and_sealed_every_day(told: dict[str, Any]) -> None:
    assert told["audit"]["fault"] is None
    assert told["audit"]["checkpoints"] == 134


def test_the_same_seed_tells_the_same_story_and_another_does_not() -> None:
    short = replace(PROGRAMME, until=date(2025, 8, 21))

    first, again, other = played(short), played(short), played(replace(short, seed=2))

    assert first == again
    assert first["days"] != other["days"]
