"""Who of a group is not meant: "UBND các xã, phường (trừ xã A, phường B)"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from directive.reading.bodies import EXCEPT, PLACE_HEAD, SEPARATOR
from directive.reading.phrases import name_at, proper_end

if TYPE_CHECKING:
    from directive.reading.text import View


def left_out(view: View, at: int) -> tuple[tuple[int, int], ...]:
    """Return the names after "(trừ": those of a group that are not meant."""
    end = len(view.key)
    begins = EXCEPT.match(view.key, at, end)
    if begins is None:
        return ()
    at = begins.end()
    names: list[tuple[int, int]] = []
    while at < end:
        unit = PLACE_HEAD.match(view.key, at, end)
        stop = proper_end(view, unit.end() - 1, end) if unit else name_at(view, at, end)
        if stop is None or (unit and stop == unit.end() - 1):
            break
        names.append((at, stop))
        joint = SEPARATOR.match(view.key, stop, end)
        if joint is None:
            break
        at = joint.end()
    return tuple(names)
