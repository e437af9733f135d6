"""What an act of the past ended, and which walks could tell anew."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from directive.past import Rounds, ended
from directive.policy import Track


def row(phase: str, revision: int = 1) -> dict[str, Any]:
    return {"phase": phase, "due_revision": revision}


EVERY = frozenset(Track)
ENDED = {
    "issued": ("issue", None, row("issued"), set()),
    "acknowledged": (
        "acknowledge",
        row("issued"),
        row("acknowledged"),
        {Track.ACKNOWLEDGEMENT, Track.URGENT},
    ),
    "submitted": (
        "submit",
        row("acknowledged"),
        row("submitted"),
        EVERY - {Track.CHECK},
    ),
    "accepted": ("accept", row("submitted"), row("accepted"), EVERY),
    "another date by a calendar": (
        "shift",
        row("acknowledged"),
        row("acknowledged", 2),
        {Track.DUE},
    ),
    "another last working day only": (
        "shift",
        row("acknowledged"),
        row("acknowledged"),
        set(),
    ),
    "no act of the lifecycle": ("remind", row("issued"), row("issued"), set()),
}


@pytest.mark.parametrize(
    ("act", "before", "after", "tracks"), ENDED.values(), ids=ENDED
)
def test_an_act_ends_the_tracks_it_answers(
    act: str, before: dict[str, Any] | None, after: dict[str, Any], tracks: set[Track]
) -> None:
    assert ended(act, before, after) == tracks


def at(hour: int) -> datetime:
    return datetime(2025, 8, 20, hour, tzinfo=UTC)


ROUNDS = Rounds(
    {False: [at(9), at(1), at(20)], True: [at(10), at(21)]},
    working=lambda moment: moment.hour in range(8, 17),
)
WALKS = {
    "by day only": (at(0), None, False, {(at(9), False), (at(10), True)}),
    "by night too": (
        at(0),
        None,
        True,
        {(at(1), False), (at(9), False), (at(10), True)},
    ),
    "from the moment itself": (at(10), None, False, {(at(10), True)}),
    "until the next change": (at(0), at(10), False, {(at(9), False)}),
    "after the last": (at(22), None, True, set()),
}


@pytest.mark.parametrize(
    ("after", "before", "night", "expected"), WALKS.values(), ids=WALKS
)
def test_the_next_walks_are_found(
    after: datetime,
    before: datetime | None,
    night: bool,
    expected: set[tuple[datetime, bool]],
) -> None:
    assert set(ROUNDS.next(after, before, at_night_too=night)) == expected


def test_all_walks_are_in_order() -> None:
    assert [moment.hour for moment, _ in ROUNDS.all] == [1, 9, 10, 20, 21]
    assert ROUNDS.last == at(21)
    assert Rounds({True: []}, working=lambda _: True).last is None
