"""What a new ladder changes, step by step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from directive.policy import Policy, Rung


@dataclass(frozen=True, slots=True)
class Change:
    """A step as it is in force and as it would be; None where there is none."""

    key: str
    old: Rung | None
    new: Rung | None


def changes(old: Policy, new: Policy) -> Sequence[Change]:
    """Return the steps that are not the same in two ladders.

    One that sounds at another moment is another step. In the order of the new ladder,
    what it leaves out last.
    """
    before = {rung.key: rung for rung in old.rungs}
    after = {rung.key: rung for rung in new.rungs}
    keys = dict.fromkeys((*after, *before))
    return [
        Change(key, before.get(key), after.get(key))
        for key in keys
        if before.get(key) != after.get(key)
    ]


def is_same(old: Policy, new: Policy) -> bool:
    """Tell whether a ladder does what another does, whatever they are called."""
    settings = [(one.returns_after, one.another_confirms) for one in (old, new)]
    return settings[0] == settings[1] and not changes(old, new)
