"""Where a paragraph begins on a page: more space above it, or its first line set in."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from store.documents.printed import Row

MORE = 1.18  # of the pitch of lines
APART = 3.0  # heights of a word; lines of a paragraph are nearer
SET_IN = 10.0  # points
LONG_LINE = 6  # words; shorter ones may be titles
ENDINGS = (".", ";", ":", "/.", "…", "!", "?")


@dataclass(frozen=True, slots=True)
class Spacing:
    """How the lines of a document follow one another."""

    pitch: float  # points from one line to the next inside a paragraph
    margin: float  # where full lines begin

    @classmethod
    def of(cls, pages: Sequence[Sequence[Row]]) -> Spacing:
        """Measure the lines of all pages."""
        steps = sorted(
            below.top - above.top
            for rows in pages
            for above, below in pairwise(rows)
            if below.top - above.top < APART * above.height
        )
        lefts = Counter(
            round(row.left)
            for rows in pages
            for row in rows
            if len(row.words) >= LONG_LINE
        )
        margin = lefts.most_common(1)[0][0] if lefts else 0
        return cls(steps[len(steps) // 4] if steps else 0.0, float(margin))

    def is_new(self, above: Row, row: Row) -> bool:
        """Tell whether a paragraph begins with `row`."""
        if above.words[0].page == row.words[0].page:
            step = row.top - above.top
            if step < 0 or step > MORE * self.pitch:
                return True
        ended = above.text.endswith(ENDINGS)
        return ended and row.left > self.margin + SET_IN > above.left
