"""Points that lead into a list: which of them order something themselves."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from directive.reading import actors
from directive.reading.labels import label_end
from directive.reading.words import BEGINNINGS, GROUNDS, ORDERING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from directive.reading.found import Reader
    from directive.reading.outline import Block

# "… nhiệm vụ sau:" announces orders, "… các dự án sau:" things.
ANNOUNCES = re.compile(
    r"(?:nhiệm vụ|nội dung|giải pháp|công việc|việc|trách nhiệm|hoạt động|yêu cầu)"
    r"[^.;:]{0,40}:?$"
)
# "Báo cáo gồm các nội dung sau:" lists what is in a thing.
CONTENTS = re.compile(
    r"(?:báo cáo|kế hoạch|văn bản|hồ sơ|tờ trình|phương án|đề án|biểu mẫu)"
    r" (?:phải |cần )?(?:bao gồm|gồm)[^.;:]{0,50}:$"
)
# "…, gồm các nội dung:" may list either.
HOLDS = re.compile(r"(?:bao gồm|gồm)(?: có)?[^.;:,]{0,40}:$")
FEW = 2  # things that make a list
LAST_WORDS = 160  # characters of a sentence that only announces a list


def is_whole_order(reader: Reader, block: Block) -> bool:
    """Tell a lead-in that is itself a complete order from one that introduces."""
    view = reader.view
    start, end = view.trim(block.start, block.end)
    if not view.shown[start:end].endswith("."):
        return False
    own = actors.subject_of(view, start, end)
    return bool(own.names) or bool(ORDERING.match(view.key, start, end))


def lists_things(reader: Reader, blocks: Sequence[Block], index: int) -> bool:
    """Tell an order whose points are the things it is about, none of them an order."""
    view, block = reader.view, blocks[index]
    start, end = view.trim(block.start, block.end)
    if not view.shown[start:end].endswith(":"):
        return False
    if block.has_children and CONTENTS.search(view.key, start, end):
        return True
    holds = HOLDS.search(view.key, start, end)
    if ANNOUNCES.search(view.key, start, end) and not holds:
        return False
    if not (block.has_children and ORDERING.search(view.key, start, end)):
        return False
    below = takewhile(lambda b: index in b.parents, islice(blocks, index + 1, None))
    things = [b for b in below if b.parents[-1] == index]
    return len(things) >= FEW and not any(_orders(reader, thing) for thing in things)


def without_announcement(reader: Reader, block: Block) -> Block | None:
    """Return "X rà soát hồ sơ." of "X rà soát hồ sơ. Một số lưu ý:", if that orders."""
    view = reader.view
    start, end = view.trim(block.start, block.end)
    if not view.shown[start:end].endswith(":"):
        return None
    stop = view.shown.rfind(". ", max(start, end - LAST_WORDS), end)
    if stop < 0 or not ORDERING.search(view.key, start, stop):
        return None
    orders = ORDERING.match(view.key, start, stop)
    if not (orders or actors.subject_of(view, start, stop).names):
        return None
    return replace(block, start=start, end=stop + 1, has_children=False)


def _orders(reader: Reader, block: Block) -> bool:
    view = reader.view
    start, end = view.trim(block.start, block.end)
    begins = label_end(view, start, end)
    opens = (ORDERING, BEGINNINGS, GROUNDS, actors.OPENER)
    if any(pattern.match(view.key, begins, end) for pattern in opens):
        return True
    return bool(actors.subject_of(view, start, end).names)
