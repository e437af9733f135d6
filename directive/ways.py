"""By which channels a message goes: those that its rungs name, then the contact's own.

One message a day tells a post of many rungs, so one of them has to decide for all: of
those that name channels, the highest. Its channels are tried first, in its order. The
contact's other channels follow by rank, so that a promise reaches whoever has none of
the channels that are named. A message none of whose rungs names any goes the contact's
own way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

from directive.reporting_line import LINE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from directive.policy import Rung

_HEIGHT = {audience: place for place, audience in enumerate(LINE)}


class Way(Protocol):
    """A contact: a channel, and which place it has among those of its post."""

    @property
    def channel(self) -> str:
        """Name the channel."""

    @property
    def rank(self) -> int:
        """Tell the place, from 1."""


_W = TypeVar("_W", bound=Way)


def wanted(rungs: Iterable[Rung]) -> tuple[str, ...]:
    """Return the channels to try first for a message that tells of these rungs.

    The highest rung is the one whose post stands furthest up the reporting line, then
    the one with the largest offset; of two alike, the one that is told first.
    """
    naming = [rung for rung in rungs if rung.channels]
    if not naming:
        return ()
    highest = max(
        naming, key=lambda rung: (_HEIGHT.get(rung.audience, -1), rung.offset)
    )
    return highest.channels


def in_order(ways: Iterable[_W], channels: Sequence[str]) -> list[_W]:
    """Return the ways to a post as they are tried: those wanted first, then by rank."""
    place = {channel: number for number, channel in enumerate(channels)}
    return sorted(ways, key=lambda way: (place.get(way.channel, len(place)), way.rank))
