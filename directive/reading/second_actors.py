"""A second actor in one point: a later main clause that orders another body."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from directive.reading import actors
from directive.reading.groups import is_group
from directive.reading.partners import partners_of
from directive.reading.text import REACH
from directive.reading.words import ORDERING

if TYPE_CHECKING:
    from directive.reading.found import Reader
    from directive.reading.outline import Block

SENTENCE = re.compile(r"(?<!\.)\. |; ")
# "…; giao Sở Y rà soát": said to another body, without a capital.
GIVES = re.compile(r"(?:đồng thời,? )?(?:giao(?: cho)?|yêu cầu) (?!nhiệm vụ)")
ASKS = re.compile(r"(?:giao|yêu cầu|đề nghị) ")
MOST_SENTENCES = 500  # of one point; the longest known has a dozen
NEXT_ORDER = re.compile(
    rf" (?:(?:có trách nhiệm |chịu trách nhiệm )?(?={ORDERING.pattern})"
    r"|(?:căn cứ|trên cơ sở) [^.;]{3,90}, "
    r"|làm (?:chủ đầu tư|đầu mối|cơ quan (?:chủ trì|thường trực|đầu mối)))"
)


def by_actor(reader: Reader, block: Block) -> list[Block]:
    """Cut a block where a later sentence orders another named body to act."""
    view = reader.view
    first = {view.key[slice(*n)] for n in _subject(reader, block.start, block.end)}
    parts = [block]
    if block.kind == "close":
        return parts
    ends = SENTENCE.finditer(view.shown, block.start, block.end)
    for stop in islice(ends, MOST_SENTENCES):
        given = stop[0] == "; " and GIVES.match(view.key, stop.end(), block.end)
        if not (given or view.shown[stop.end() : stop.end() + 1].isupper()):
            continue
        names = _subject(reader, stop.end(), block.end)
        own = {view.key[slice(*name)] for name in names}
        if not names or own & first:
            continue
        groups = [is_group(view, *name) for name in names]
        listed = any(groups) if stop[0] == "; " else all(groups)
        told = actors.MUST.match(view.key, names[-1][1]) or ASKS.match(
            view.key, stop.end(), block.end
        )
        if listed and not (stop[0] == ". " and told):
            continue
        done = given or stop[0] == ". "
        if not (done or _done(reader, parts[-1], stop.start(), names[-1][1])):
            continue
        last = parts[-1]
        parts[-1] = replace(last, end=stop.start() + 1)
        path = f"{block.path}/{len(parts) + 1}"
        parts.append(replace(block, path=path, start=stop.end(), end=block.end))
        first = own
    return parts


def _done(reader: Reader, part: Block, end: int, after: int) -> bool:
    """Tell "A rà soát; B kiểm tra" from "A; B kiểm tra": A has an order of its own."""
    view = reader.view
    partners = partners_of(view, part.start, end)
    if partners and partners[-1][1] >= end:
        return False  # "phối hợp với A; B rà soát": the list of partners goes on
    first = _subject(reader, part.start, end)
    if first:
        ordered = ORDERING.search(view.key, first[-1][1], end)
    else:
        ordered = ORDERING.match(view.key, view.trim(part.start, end)[0], end)
    return bool(ordered) and bool(NEXT_ORDER.match(view.key, after))


def _subject(reader: Reader, start: int, end: int) -> tuple[tuple[int, int], ...]:
    view = reader.view
    start, end = view.trim(start, end)
    return actors.subject_of(view, start, min(end, start + REACH)).names
