"""Bars of figures, as numbers that a template puts into an SVG."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from directive.progress import Figures

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
DATED = ("done_on_time", "done_late", "doing_in_time", "doing_overdue")


@dataclass(frozen=True, slots=True)
class Bar:
    """One part of a stacked bar: [x, x + width) of WIDTH units."""

    part: str
    n: int
    x: float
    width: float


def stacked(figures: Figures, parts: tuple[str, ...] = tuple(PARTS)) -> list[Bar]:
    """Return the parts of a whole that there are, side by side, filling the bar."""
    counts = {part: getattr(figures, part) for part in parts}
    whole = sum(counts.values())
    bars: list[Bar] = []
    x = 0.0
    for part, n in counts.items():
        if n:
            width = WIDTH * n / whole
            bars.append(Bar(part, n, round(x, 2), round(width, 2)))
            x += width
    return bars
