"""Bars of figures, as numbers that a template puts into an SVG."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from directive.progress import Figures
    from office.status import AgencyStanding

WIDTH = 1000
"""Units across a full bar."""

PARTS = {
    "done_on_time": "hoàn thành đúng hạn",
    "done_late": "hoàn thành quá hạn",
    "done_undated": "hoàn thành, không thời hạn",
    "doing_in_time": "đang thực hiện trong hạn",
    "doing_overdue": "đang thực hiện quá hạn",
    "doing_undated": "đang thực hiện, không thời hạn",
}


@dataclass(frozen=True, slots=True)
class Bar:
    """One part of a stacked bar: [x, x + width) of WIDTH units."""

    part: str
    n: int
    x: float
    width: float


def longest(agencies: Iterable[AgencyStanding]) -> int:
    """Return the most working days that any agency is or was late."""
    return max((max(one.open_late, one.done_late) for one in agencies), default=0)


def share(n: int, whole: int) -> float:
    """Return how much of a full bar `n` of `whole` takes."""
    return round(WIDTH * n / whole, 2) if whole else 0


def stacked(figures: Figures) -> list[Bar]:
    """Return the parts of a whole that there are, side by side, filling the bar."""
    counts = {part: getattr(figures, part) for part in PARTS}
    whole = sum(counts.values())
    bars: list[Bar] = []
    x = 0.0
    for part, n in counts.items():
        if n:
            bars.append(Bar(part, n, x, share(n, whole)))
            x = round(x + share(n, whole), 2)
    return bars
