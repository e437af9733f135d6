"""With whom an actor is told to work: the names after "phối hợp với"."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from directive.reading.phrases import names_at
from directive.reading.roles import LEAD
from directive.reading.text import sentence_start
from directive.reading.words import EXAMPLE, either

if TYPE_CHECKING:
    from directive.reading.actors import Places
    from directive.reading.text import View

WITH = re.compile(
    r"(?<!để )(?<!\w)phối hợp(?: chặt chẽ| thường xuyên| đồng bộ| tốt)?,?(?: với"
    r"| cùng(?: với)?)? "
)
# In "chỉ đạo Công an xã phối hợp với …" somebody else coordinates.
DIRECTS = re.compile(
    either("chỉ đạo", "đôn đốc", "hướng dẫn", "yêu cầu", "đề nghị", "vận động", "giao")
)
MOST_PARTNERS = 50  # times that one point says with whom


def partners_of(view: View, start: int, end: int) -> Places:
    """Return whom this actor works with: the names after "phối hợp với"."""
    found: dict[tuple[int, int], None] = {}
    for match in islice(WITH.finditer(view.key, start, end), MOST_PARTNERS):
        before = view.key[
            sentence_start(view.key, start, match.start()) : match.start()
        ]
        if DIRECTS.search(before) and not LEAD.search(before):
            continue
        if "để " in before.rsplit(",", 1)[-1] or EXAMPLE.search(before):
            continue
        found.update(dict.fromkeys(names_at(view, match.end(), end)))
    return tuple(found)
