"""Which channels a message of several rungs goes by."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directive.default_policy import DEFAULT_POLICY
from directive.policy import Audience, Rung, Track, rung
from directive.ways import in_order, wanted

CHANNELS = ("email", "zalo_bot", "zalo_oa", "apprise")


@dataclass(frozen=True)
class Contact:
    channel: str
    rank: int


def step(offset: int, audience: Audience, *channels: str) -> Rung:
    return rung(Track.DUE, offset, audience, "vì", channels=channels)


FOCAL, HEAD, CHAIR = Audience.FOCAL_POINT, Audience.HEAD, Audience.CHAIRMAN
WANTED: dict[str, tuple[list[Rung], tuple[str, ...]]] = {
    "no rung": ([], ()),
    "no rung names any": ([step(1, HEAD), step(3, HEAD)], ()),
    "one names them": ([step(1, HEAD), step(3, HEAD, "apprise")], ("apprise",)),
    "the later day holds": (
        [step(3, HEAD, "zalo_bot", "email"), step(-3, HEAD, "apprise")],
        ("zalo_bot", "email"),
    ),
    "the higher post holds before the later day": (
        [step(10, FOCAL, "email"), step(1, CHAIR, "zalo_oa")],
        ("zalo_oa",),
    ),
    "who checks is the lowest": (
        [
            rung(Track.CHECK, 9, Audience.CHECKER, "vì", channels=("email",)),
            step(-3, FOCAL, "zalo_bot"),
        ],
        ("zalo_bot",),
    ),
}


@pytest.mark.parametrize("case", WANTED.values(), ids=WANTED)
def test_the_highest_rung_that_names_channels_holds(
    case: tuple[list[Rung], tuple[str, ...]],
) -> None:
    rungs, channels = case

    assert wanted(rungs) == channels


@given(
    st.lists(st.sampled_from(CHANNELS), unique=True),
    st.lists(st.sampled_from(CHANNELS), unique=True),
)
def test_every_way_is_tried_once_and_those_wanted_first(
    wished: list[str], has: list[str]
) -> None:
    ways = [Contact(channel, rank) for rank, channel in enumerate(has, 1)]

    ordered = [way.channel for way in in_order(reversed(ways), wished)]

    assert ordered == [
        *(one for one in wished if one in has),
        *(one for one in has if one not in wished),
    ]


TOLD = {
    "T+1": "T+1",
    "U+30@2025-10-04": "U+30",
    "U+60@2025-10-04": "U+30",
    "U+90@2025-10-04": "U+90",
    "C+3@2025-12-01": "C+3",
    "HT+24": "HT+24",
    "T+99": None,
}


@pytest.mark.parametrize(("told", "key"), TOLD.items(), ids=TOLD)
def test_a_rung_is_found_by_what_was_told(told: str, key: str | None) -> None:
    found = DEFAULT_POLICY.rung_of(told)

    assert (found.key if found else None) == key


def test_a_rung_that_comes_back_is_found_past_another_of_its_track() -> None:
    later = replace(DEFAULT_POLICY, rungs=tuple(reversed(DEFAULT_POLICY.rungs)))
    found = later.rung_of("U+90@2025-10-04")

    assert found is not None
    assert found.key == "U+90"
