"""A letter whose body is paragraphs only: each that orders somebody is a point."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from directive.reading.actors import TELLS, TOLD, subject_of
from directive.reading.outline import Block, has_room
from directive.reading.phrases import names_at
from directive.reading.text import REACH

if TYPE_CHECKING:
    from collections.abc import Iterator

    from directive.reading.tables import Place
    from directive.reading.text import View

SENTENCE = re.compile(r"(?<=[^. ]{3})\. (?=\w)")
CLOSES = re.compile(
    r"trên đây|trong quá trình|quá trình|nhận được|trân trọng|rất mong"
    r"|văn phòng [^.;:]{3,60} thông báo|[^.;:]{3,80} (?:đề nghị|yêu cầu) [^.;:]{3,120}"
    r"(?:quan tâm|phối hợp|nghiêm túc|khẩn trương)[^.;:]{0,40} thực hiện"
)
MOST_SENTENCES = 200  # of one paragraph


def letter(view: View, start: int, end: int) -> tuple[Block, ...]:
    """Return the paragraphs of [start, end) that order something to somebody.

    The first of them begins at the sentence with the order: what stands before it
    says on what ground. It must tell somebody else; later ones may name their subject.
    """
    blocks: list[Block] = []
    closings = 0
    for place in _paragraphs(view, start, end):
        at = _first_order(view, *place, opened=bool(blocks))
        if at is None:
            continue
        if blocks and CLOSES.match(view.key, *place):
            closings += 1
            mark = f"close.{closings}" if closings > 1 else "close"
            blocks.append(Block("close", mark, mark, at, place[1]))
        else:
            mark = f"p{len(blocks) + 1 - closings}"
            blocks.append(Block("plain", mark, mark, at, place[1]))
    return tuple(blocks)


def _paragraphs(view: View, start: int, end: int) -> list[Place]:
    places: list[Place] = []
    before = None
    for line in view.lines:
        if not start <= line.start < end:
            continue
        ended = before is not None and view.shown[before.end - 1] in ".;:/"
        new = line.gap or (
            ended and before is not None and has_room(view, before, line)
        )
        if places and not new:
            places[-1] = (places[-1][0], line.end)
        else:
            places.append((line.start, line.end))
        before = line
    return places


def _first_order(view: View, start: int, end: int, *, opened: bool) -> int | None:
    """Return where the first sentence of a paragraph that orders begins."""
    for at in _sentences(view, start, end):
        stop = min(end, at + REACH)
        if _tells(view, at, stop) or (opened and subject_of(view, at, stop).names):
            return at
    return None


def _sentences(view: View, start: int, end: int) -> Iterator[int]:
    yield start
    for count, stop in enumerate(SENTENCE.finditer(view.key, start, end)):
        if count > MOST_SENTENCES:
            return
        yield stop.end()


def _tells(view: View, start: int, end: int) -> bool:
    """Tell "Sở X đề nghị các đơn vị …" and "Giao Sở Y …" from a report."""
    if not subject_of(view, start, end).names:
        return False
    told = TELLS.match(view.key, start, end)
    if told and names_at(view, told.end(), end):
        return True
    return any(
        names_at(view, one.end(), end) for one in TOLD.finditer(view.key, start, end)
    )
