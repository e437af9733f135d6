"""An article's title on a line of its own: what stands under it is the order."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from directive.reading import actors

if TYPE_CHECKING:
    from directive.reading.text import View


def under_title(view: View, start: int, end: int) -> tuple[int, actors.Actors]:
    """Return where the words under a title begin, and who acts there.

    "Điều 6. Chế độ báo cáo", and on the next line "Hằng năm, các sở báo cáo": the
    title's own words order nobody. A line that only wrapped names nobody anew.
    """
    ends = view.lines[bisect_right(view.lines, start, key=lambda line: line.start) - 1]
    below = ends.end + 1
    if below >= end or below not in view.line_starts:
        return start, actors.Actors()
    if view.shown[ends.end - 1] in ".,;:" or not view.shown[below].isupper():
        return start, actors.Actors()
    return below, actors.subject_of(view, below, end)
