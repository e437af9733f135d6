"""Cut the body into blocks by its markers: I. 1. 1.1. a) - + and plain paragraphs.

A block's path joins the markers from the outside in; dashes and "+" count in
their list. What stands after the last point is "close".
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from directive.errors import DirectiveError
from directive.reading.actors import names_only, subject_of
from directive.reading.fields import label_at
from directive.reading.markers import (
    INTRODUCES,
    MARKERS,
    ORDINAL,
    PAGE,
    POINT,
    value_of,
)
from directive.reading.text import REACH
from directive.reading.words import CLOSING, LAST_WORDS, ORDERING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from directive.reading.text import Line, View

# What may stand inside what: a "II." never stands under "10.".
RANKS = {
    "part": 0,
    "article": 1, "roman": 1, "number": 2, "letter": 3, "bracket": 3, "dash": 4,
    "plus": 5,
}  # fmt: skip
COUNTED = frozenset({"dash", "plus"})
TERMINAL = (".", ";", ":", "…", "!", ")", "”", '"', ",")
MOST_POINTS = 2000
TOO_MANY = (
    f"not a directive: it has more than {MOST_POINTS} points; "
    "give the document's own text, without what it was joined with"
)
SKIP = 3  # a list may drop a point or two: 1, 2, 4
SHORT = 0.8  # of a full line: what ends here ended on purpose


@dataclass(frozen=True, slots=True)
class Block:
    """One point: where its own words stand, and the points above it."""

    kind: str
    mark: str
    path: str
    start: int
    end: int
    parents: tuple[int, ...] = ()
    has_children: bool = False


def outline(view: View, start: int, end: int) -> tuple[Block, ...]:
    """Return the blocks of [start, end) in reading order; text before them is left.

    Raises:
        DirectiveError: There are more points than any directive has.
    """
    blocks: list[Block] = []
    open_: list[int] = []
    first, last = (bisect_left(view.lines, at, key=_start) for at in (start, end))
    lines = view.lines[first:last]
    before: Line | None = None
    plain = _is_plain(view, lines)
    for line in lines:
        if len(blocks) > MOST_POINTS:
            raise DirectiveError(TOO_MANY)
        found = _marker(view, line, before, blocks, open_)
        if found:
            kind, mark, at = found
            while open_ and not _holds(blocks, open_, kind, mark):
                open_.pop()
            blocks.append(_opened(blocks, open_, (kind, mark, at, line.end)))
            open_.append(len(blocks) - 1)
        elif blocks and before and _begins_paragraph(view, before, line, blocks[-1]):
            blocks.append(_paragraph(blocks, open_, line))
        elif plain and before and _introduces(view, before):
            mark = f"p{len(blocks) + 1}"
            blocks.append(Block("plain", mark, mark, line.start, line.end))
        elif blocks and not PAGE.match(view.key, line.start, line.end):
            blocks[-1] = replace(blocks[-1], end=line.end)
        before = line
    return tuple(_named(_closed(view, blocks)))


def _start(line: Line) -> int:
    return line.start


def _is_plain(view: View, lines: Sequence[Line]) -> bool:
    """Tell a body of paragraphs only: nothing is marked after "như sau:"."""
    opens = next((i for i, line in enumerate(lines) if _introduces(view, line)), None)
    if opens is None:
        return False
    after = zip(lines[opens:], lines[opens + 1 :], strict=False)
    return not any(_marker(view, line, before, [], []) for before, line in after)


def _introduces(view: View, before: Line) -> bool:
    """Tell the end of a preamble that no numbered point follows: "như sau:"."""
    return bool(INTRODUCES.search(view.key, before.start, before.end))


def _marker(
    view: View,
    line: Line,
    before: Line | None,
    blocks: list[Block],
    open_: list[int],
) -> tuple[str, str, int] | None:
    """Return (kind, mark, position after it) when the line opens a point."""
    if not POINT.match(view.key, line.start, line.end):
        return None
    for kind, pattern in MARKERS.items():
        found = pattern.match(view.key, line.start, line.end)
        if not found:
            continue
        mark = found.groupdict().get("mark") or ""
        shown = view.shown[line.start : found.end()]
        if kind == "roman" and not shown[:1].isupper():
            continue
        if kind == "letter" and shown[:1].isupper():
            continue
        if kind == "part" and not _heads(view, line, before):
            continue
        if kind in COUNTED and not _starts_bullet(view, line, before, found.end()):
            continue
        if kind not in COUNTED and not _follows(blocks, open_, kind, mark):
            continue
        if kind != "article":
            mark = shown[: len(mark) + shown.startswith("(")].strip("(")
        return kind, mark, found.end() + (found.end() == line.end)
    return None


def _heads(view: View, line: Line, before: Line | None) -> bool:
    """Tell "Chương II" above a title from the same words in a wrapped sentence."""
    if not view.shown[line.start].isupper():
        return False
    done = before is None or view.shown[before.end - 1] in ".;:/"
    return line.gap or done


def _starts_bullet(view: View, line: Line, before: Line | None, after: int) -> bool:
    """Tell a bullet from a wrapped hyphen ("Bến Lức / - Long Thành")."""
    if (
        before is None
        or line.gap
        or view.shown[before.start : before.end].endswith(TERMINAL)
    ):
        return True
    if after >= line.end or not view.shown[after].isupper():
        return False
    if label_at(view, after, line.end):
        return True
    short = before.end - before.start < SHORT * view.width
    return short or bool(ORDERING.match(view.key, after))


def _follows(blocks: list[Block], open_: list[int], kind: str, mark: str) -> bool:
    """Tell a point from a number that a line happens to begin with."""
    last = next((blocks[i] for i in reversed(open_) if blocks[i].kind == kind), None)
    value = value_of(kind, mark)
    if "." in mark or kind in {"article", "part"}:
        return True
    if last is None:
        return value <= SKIP
    if "." in last.mark:
        last_value = int(last.mark.split(".")[0])
    else:
        last_value = value_of(kind, last.mark)
    return value == 1 or last_value < value <= last_value + SKIP


def _holds(blocks: list[Block], open_: list[int], kind: str, mark: str) -> bool:
    """Tell whether the innermost open block can be the parent of the new one."""
    top = blocks[open_[-1]]
    if top.kind == kind:
        return kind == "number" and mark.startswith(f"{top.mark}.")
    if RANKS[kind] <= RANKS[top.kind]:
        return False
    kinds = [blocks[i].kind for i in open_]
    return kind not in kinds


def _opened(
    blocks: list[Block], open_: list[int], found: tuple[str, str, int, int]
) -> Block:
    kind, mark, start, end = found
    parent = blocks[open_[-1]] if open_ else None
    if kind in COUNTED:
        last = next((b for b in reversed(blocks) if b.kind == kind), None)
        mark = "1"
        if last is not None and last.parents == tuple(open_):
            mark = str(int(last.mark) + 1)
    shown = f"Đ{mark}" if kind == "article" else mark
    if parent is None or kind == "article":
        path = shown
    elif kind == "number" and parent.kind == "number":
        path = parent.path.removesuffix(parent.mark) + mark
    else:
        path = f"{parent.path}.{shown}"
    if parent is not None:
        blocks[open_[-1]] = replace(parent, has_children=True)
    return Block(kind, mark, path, start, end, tuple(open_))


def _begins_paragraph(view: View, before: Line, line: Line, last: Block) -> bool:
    """Tell a paragraph that speaks to somebody of its own from a point's next words.

    Under a title without an order any paragraph with one is the point itself.
    """
    if last.start >= last.end or not view.shown[line.start].isupper():
        return False  # a marker alone on its line: this is its point
    ended = view.shown[before.start : before.end].endswith((".", ";", ":", "/."))
    if not (line.gap or (ended and has_room(view, before, line))):
        return bool(ended and LAST_WORDS.match(view.key, line.start))
    if CLOSING.match(view.key, line.start) or ORDINAL.match(view.key, line.start):
        return True
    reach = min(line.start + REACH, len(view.key))
    if (ended or line.gap) and subject_of(view, line.start, reach).names:
        return True
    if not line.gap or ORDERING.search(view.key, last.start, last.end):
        return False
    return not names_only(view, last.start, last.end)


def _paragraph(blocks: list[Block], open_: list[int], line: Line) -> Block:
    """Return an unmarked paragraph as p1, p2 … of the innermost open point."""
    parents = tuple(open_)
    last = next((b for b in reversed(blocks) if b.kind == "paragraph"), None)
    mark = "p1"
    if last is not None and last.parents == parents:
        mark = f"p{int(last.mark[1:]) + 1}"
    path = f"{blocks[open_[-1]].path}.{mark}" if open_ else mark
    if open_:
        blocks[open_[-1]] = replace(blocks[open_[-1]], has_children=True)
    return Block("paragraph", mark, path, line.start, line.end, parents)


def _closed(view: View, blocks: list[Block]) -> list[Block]:
    """Let the paragraphs after the last point close the document."""
    last = max((i for i, b in enumerate(blocks) if b.kind != "paragraph"), default=-1)
    done = list(blocks)
    title = last >= 0 and view.shown[blocks[last].end - 1] not in ".;/"
    closing = LAST_WORDS if title else CLOSING
    for index in range(last + 1, len(blocks)):
        if closing.match(view.key, blocks[index].start):
            done[index] = Block(
                "close", "close", "close", blocks[index].start, blocks[index].end
            )
        closing = CLOSING  # a title's own paragraph comes first
    if last >= 0 and not any(last in b.parents for b in done[last + 1 :]):
        done[last] = replace(done[last], has_children=False)
    return done


def has_room(view: View, before: Line, line: Line) -> bool:
    """Tell whether the next word would have fitted: the line ended on purpose."""
    word = view.shown.find(" ", line.start)
    return before.end - before.start + 1 + word - line.start < view.width


def _named(blocks: list[Block]) -> list[Block]:
    """Give each path once: a second "1" becomes "1(2)", closings close.1, close.2."""
    seen: dict[str, int] = {}
    closings = sum(block.kind == "close" for block in blocks)
    named: list[Block] = []
    for block in blocks:
        path = block.path
        if block.kind == "close" and closings > 1:
            path = f"close.{seen.get(path, 0) + 1}"
        seen[block.path] = seen.get(block.path, 0) + 1
        if seen[block.path] > 1 and block.kind != "close":
            path = f"{path}({seen[block.path]})"
        named.append(replace(block, path=path))
    return named
