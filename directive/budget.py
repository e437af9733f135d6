"""The message budget: one digest a day for each post and kind, and nothing dropped.

A post hears of everything that waits for it in one message of a kind; what comes
after that message waits for the next working morning and is marked as moved.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

Place = tuple[int, str]
"""A post and a kind of message: what the budget of a day is kept for."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A promise that no message tells yet.

    Attributes:
        number: Which promise.
        place: The post it is for, and the kind of message that tells it.
        at_once: It is about an urgent document: outside the budget.
        just_now: It was promised in this very walk.
    """

    number: int
    place: Place
    at_once: bool = False
    just_now: bool = True


@dataclass(frozen=True, slots=True)
class Spending:
    """What the budget decides: each promise waiting is in exactly one of the two.

    Attributes:
        messages: The promises that each message tells, in their own order.
        moved: The promises that the budget of the day holds back.
    """

    messages: dict[Place, tuple[int, ...]]
    moved: tuple[int, ...]


def is_free(place: Place, *, told_today: Collection[Place], working: bool) -> bool:
    """Tell whether a place may have its digest of the day now, see `spend`."""
    return working and place not in told_today


def spend(
    waiting: Iterable[Waiting], *, told_today: Collection[Place], working: bool
) -> Spending:
    """Decide which messages go out now and what waits for the next working morning.

    Args:
        waiting: Every promise that no message tells yet.
        told_today: The posts that had their digest of a kind on this office day.
        working: It is office hours; out of them only what is at once and was
            promised just now goes out.
    """
    messages: dict[Place, list[int]] = {}
    moved = []
    for one in waiting:
        if one.at_once:
            free = working or one.just_now
        else:
            free = is_free(one.place, told_today=told_today, working=working)
        if free:
            messages.setdefault(one.place, []).append(one.number)
        else:
            moved.append(one.number)
    return Spending(
        {place: tuple(numbers) for place, numbers in messages.items()}, tuple(moved)
    )
