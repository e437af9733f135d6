"""What no office can mean by a ladder, each with the step that says it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from directive.policy import ABOVE_HEAD, Audience, Track

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from directive.policy import Rung

FURTHEST = 750  # days or hours
_HEIGHT = {
    Audience.FOCAL_POINT: 0,
    Audience.CHECKER: 0,
    Audience.HEAD: 1,
    Audience.MONITORING: 2,
    Audience.DEPUTY_CHIEF: 3,
    Audience.VICE_CHAIRMAN: 4,
    Audience.CHAIRMAN: 5,
}


def nonsense(rungs: Sequence[Rung]) -> Iterator[tuple[int, str]]:
    """Yield (index of the step, what is wrong with it), in English."""
    for index, rung in enumerate(rungs):
        if reason := _alone(rung):
            yield index, reason
    ladders = groupby(
        enumerate(rungs), key=lambda placed: (placed[1].track, placed[1].urgency)
    )
    for _, members in ladders:
        yield from _together(list(members))


def _alone(rung: Rung) -> str | None:
    if abs(rung.offset) > FURTHEST:
        return f"{rung.offset} lies further away than anybody waits ({FURTHEST})"
    if rung.track is not Track.DUE and rung.offset < 1:
        return "this ladder counts from its start: the step must be 1 or more"
    if (rung.audience is Audience.CHECKER) != (
        rung.track is Track.CHECK and rung.audience not in ABOVE_HEAD
    ):
        return "only the ladder `check` has a checker, and it tells the checker or up"
    return None


def _together(ladder: Sequence[tuple[int, Rung]]) -> Iterator[tuple[int, str]]:
    """Yield what two steps of one ladder say against each other."""
    seen: dict[int, Rung] = {}
    for index, rung in ladder:
        if rung.offset in seen:
            yield index, f"two steps at {rung.offset:+d}; the highest one alone sounds"
        seen[rung.offset] = rung
    highest: Rung | None = None
    for index, rung in sorted(ladder, key=lambda placed: placed[1].offset):
        if not rung.escalates:
            continue
        if highest and _HEIGHT[rung.audience] < _HEIGHT[highest.audience]:
            told = f"{highest.key} has told {highest.audience} before"
            yield index, f"{rung.key} tells {rung.audience}, though {told}"
        highest = rung
