"""The whole life of the demo, replayed: the ladder in force gives what was sent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from model_office import MODEL, model_text

from cli import stage
from cli.play import Programme, play
from directive.default_policy import DEFAULT_POLICY
from office.simulating import Simulation, simulate

WITHOUT = ("N+5", "U+30")


def demo(until: date, seed: int) -> Simulation:
    programme = Programme(
        text=model_text(),
        name=MODEL,
        number=None,
        issued_on=date(2025, 8, 20),
        until=until,
        seed=seed,
    )
    kept = tuple(one for one in DEFAULT_POLICY.rungs if one.key not in WITHOUT)
    tried = replace(DEFAULT_POLICY, version="tried", rungs=kept)
    with stage.opened(now=programme.opens, told=lambda _: None) as opened:
        play(programme, opened, progress=lambda _: None)
        return simulate(tried, house=opened.house)


@pytest.mark.long
def test_the_demo_replays_to_what_was_sent() -> None:
    found = demo(date(2025, 12, 31), seed=1)

    assert found.differences == ()
    assert found.compared.total == (384, 218)
