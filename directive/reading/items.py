"""Turn blocks into instructions: who, what, role, by when, result."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from directive.errors import DirectiveError
from directive.model import (
    DeadlineKind,
    Instruction,
    Role,
)
from directive.reading import actors
from directive.reading.drafts import Draft, build
from directive.reading.due import find_deadlines
from directive.reading.fields import with_fields
from directive.reading.generic import is_generic
from directive.reading.labels import label_end
from directive.reading.lead_ins import (
    is_whole_order,
    lists_things,
    without_announcement,
)
from directive.reading.leaving_out import left_out
from directive.reading.outline import MOST_POINTS, TOO_MANY
from directive.reading.partners import partners_of
from directive.reading.phrases import names_at
from directive.reading.results import outcome_of
from directive.reading.roles import LEAD, role_of
from directive.reading.rows import with_cells
from directive.reading.rules import Rule
from directive.reading.second_actors import by_actor
from directive.reading.text import sentence_start
from directive.reading.times import read_time
from directive.reading.titles import under_title
from directive.reading.words import BEGINNINGS, FINDINGS, ORDERING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from directive.reading.found import Found, Reader
    from directive.reading.outline import Block
    from directive.reading.text import View

PLANS = frozenset(
    {"Kế hoạch", "Quyết định", "Chương trình", "Đề án", "Phương án", "Nghị quyết"}
)
# Sections that tell why and how well, not what to do.
BACKGROUND = re.compile(
    r"(?:về )?(?:mục đích|mục tiêu|yêu cầu$|quan điểm|đánh giá|kết quả (?!thực)"
    r"|tình hình|nguyên tắc|phạm vi|đối tượng|hiệu lực|thời gian, địa|giải thích"
    r"|chủ đề|sự cần thiết|cơ sở pháp lý|thực trạng|(?:một số )?tồn tại|những kết quả"
    r"|tiêu chí|tiêu chuẩn|kết quả đạt|(?:các )?hình thức làm việc|sử dụng con dấu"
    r"|cách thức xếp hạng|thể lệ|khen thưởng$)"
)
CAPITALS = 40  # characters in capitals that only a title begins with
TITLED = 7  # capitals that open a title
NEARBY = 60  # blocks in which a list's lead-in is looked for
HEADING = 80  # characters; a longer point says more than what it is about
FUNDING = re.compile(r"(?:nguồn )?(?:kinh phí|vốn)")
# "Về đề nghị hướng dẫn việc …": what a point is about, with no order in it.
TITLE = re.compile(r"về [^.;:]+$")
THANKS = re.compile(r"(?:trân trọng|xin) thông báo ?[./]*$")
TIME_LABEL = re.compile(
    r"(?<!\w)(?:thời gian|thời hạn|tiến độ)(?: thực hiện| hoàn thành| báo cáo)* ?: "
)
STATED = re.compile(r" (?:sẽ|đã|đang) ")
CLAUSE = re.compile(r"[.;]")
ENDINGS = " .,;:/"


def read_items(
    reader: Reader,
    blocks: tuple[Block, ...],
    *,
    preamble: tuple[int, int],
    kind: str | None,
) -> list[Instruction]:
    """Return the instructions of the blocks, in reading order.

    A plan's general contents name nobody: they are assigned elsewhere.

    Raises:
        DirectiveError: There are more of them than any directive has.
    """
    items = []
    fielded = with_fields(reader.view, blocks)
    blocks = fielded.blocks
    things: set[int] = set()
    for index, block in enumerate(blocks):
        fields = fielded.of(index)
        if index in fielded.skipped or things.intersection(block.parents):
            continue
        if not fields and lists_things(reader, blocks, index):
            things.add(index)
        elif index not in fielded.headings and _leads_in(reader, blocks, index):
            whole = without_announcement(reader, block)
            if whole is None:
                continue
            block = whole  # noqa: PLW2901 - the order without what announces
        above = _headings(reader, blocks, index)
        led = len(above) > len(block.parents)
        if not led and _is_background(reader, [*above, block]):
            continue
        for part in [block] if fields else by_actor(reader, block):
            item = _read_item(reader, part, above, preamble, fields)
            if item is not None and (item.agencies or kind not in PLANS):
                items.append(item)
        if len(items) > MOST_POINTS:
            raise DirectiveError(TOO_MANY)
    return items


def _time_field(reader: Reader, start: int, end: int) -> tuple[Found, ...]:
    """Read "Thời gian thực hiện: Năm 2026" inside a point."""
    label = TIME_LABEL.search(reader.view.key, start, end)
    if label is None:
        return ()
    stop = CLAUSE.search(reader.view.key, label.end(), end)
    found = read_time(reader, label.end(), stop.start() if stop else end)
    return (found,) if found else ()


def _read_item(
    reader: Reader,
    block: Block,
    above: Sequence[Block],
    preamble: tuple[int, int],
    fields: dict[str, tuple[int, int]],
) -> Instruction | None:
    view = reader.view
    start, end = view.trim(block.start, block.end)
    own = actors.subject_of(view, start, end)
    if block.kind == "article" and not own.names:
        below, under = under_title(view, start, end)
        start, own = (below, under) if under.names else (start, own)
    if own.heading_end is not None:
        start = own.heading_end
    topic = label_end(view, start, end)
    ordered = (
        fields
        or ORDERING.search(view.key, start, end)
        or BEGINNINGS.match(view.key, start, end)
    )
    if not ordered or view.shown[start : min(end, start + CAPITALS)].isupper():
        return None
    if own.rule in {"", Rule.SECTION_HEADING} and _is_funding(reader, above):
        return None
    if not (own.names or fields) and TITLE.match(view.key, start, end):
        return None
    if THANKS.search(view.key, start, end):
        return None
    if not (own.names or fields) and _is_told_of(view, topic, end):
        return None
    who = own if own.names else _inherited(reader, above, preamble)
    at, stop = view.trim(start, end, ENDINGS)
    begins = min(max(at, topic), stop)
    deadlines = find_deadlines(reader, begins, stop) or _time_field(
        reader, begins, stop
    )
    lead_in = _lead_in(reader, above)
    after_name = who.names[-1][1] if own.names and begins < who.names[-1][1] else begins
    role, role_start, role_end, role_rule = role_of(view, min(after_name, stop), stop)
    if role is not Role.LEAD and lead_in:
        role = Role.LEAD
        role_start, role_end, role_rule = *lead_in, Rule.HEADING_LEADS
    partners = partners_of(view, begins, stop)
    result = outcome_of(
        view, reader.masked, begins, stop, timed=any(_has_day(f) for f in deadlines)
    )
    draft = Draft(
        path=block.path,
        place=(at, stop),
        names=who.names,
        names_rule=who.rule,
        left_out=left_out(view, who.names[-1][1]) if who.names else (),
        role=role,
        role_place=(role_start, role_end),
        role_rule=role_rule,
        partners=partners,
        deadlines=deadlines,
        outcome=result,
        generic=not any(_has_day(f) for f in deadlines)
        and is_generic(
            view.key[at:stop],
            view.key[min(after_name, stop) : stop],
            closing=block.kind == "close",
        ),
    )
    return build(reader, with_cells(reader, draft, fields, rule=Rule.FIELD))


def _is_told_of(view: View, start: int, end: int) -> bool:
    """Tell what was found, or what a body does of itself: "Chính phủ sẽ phân công"."""
    if FINDINGS.match(view.key, start, end):
        return True
    names = names_at(view, start, end)
    return bool(names) and bool(STATED.match(view.key, names[-1][1], end))


def _headings(reader: Reader, blocks: tuple[Block, ...], index: int) -> list[Block]:
    """Return the points above a block with their lead-ins, the nearest last."""
    above: list[Block] = []
    for at in (*blocks[index].parents, index):
        lead_in = _lead_in_paragraph(reader, blocks, at)
        above += [lead_in] if lead_in else []
        above += [blocks[at]] if at != index else []
    return above


def _lead_in_paragraph(
    reader: Reader, blocks: tuple[Block, ...], index: int
) -> Block | None:
    """Return the paragraph "…đề nghị Thành phố tập trung:" that a list follows."""
    block = blocks[index]
    if block.kind == "close":
        return None
    depth = len(block.parents)
    for before in reversed(blocks[max(0, index - NEARBY) : index]):
        if before.kind == "paragraph" and before.parents == block.parents:
            return before if reader.view.shown[before.end - 1] == ":" else None
        if len(before.parents) < depth:
            return None
    return None


def _leads_in(reader: Reader, blocks: tuple[Block, ...], index: int) -> bool:
    """Tell a point or paragraph that only introduces those after it."""
    block = blocks[index]
    if block.has_children:
        return not is_whole_order(reader, block)
    follows = index + 1 < len(blocks) and blocks[index + 1].kind != "close"
    colon = reader.view.shown[block.end - 1] == ":"
    return block.kind == "paragraph" and follows and colon


def _has_day(found: Found) -> bool:
    return found.deadline.kind is not DeadlineKind.ONGOING


def _inherited(
    reader: Reader, above: Sequence[Block], preamble: tuple[int, int]
) -> actors.Actors:
    """Return who the nearest heading speaks to, else the end of the preamble."""
    for block in reversed(above):
        found = actors.introduced(reader.view, block.start, block.end)
        if found.names:
            return found
    return _preamble_actors(reader, *preamble)


def _preamble_actors(reader: Reader, start: int, end: int) -> actors.Actors:
    """Read "…, Ủy ban nhân dân tỉnh yêu cầu các sở, ngành:" before the first point."""
    view = reader.view
    start = sentence_start(view.key, start, max(start, end - 2))
    tells = list(PREAMBLE_TELLS.finditer(view.key, start, end))
    for told in reversed(tells):
        names = names_at(view, told.end(), end)
        if names:
            return actors.Actors(tuple(names), Rule.PREAMBLE)
    return actors.Actors()


PREAMBLE_TELLS = re.compile(r"(?<!\w)(?:yêu cầu|đề nghị|giao(?: cho)?) (?=\w)")


def _lead_in(reader: Reader, above: Sequence[Block]) -> tuple[int, int] | None:
    """Return the words of a heading that make its agency the lead."""
    for block in reversed(above):
        lead = LEAD.search(reader.view.key, block.start, block.end)
        if lead:
            return lead.span()
    return None


def _is_background(reader: Reader, chain: Sequence[Block]) -> bool:
    """Tell sections such as "MỤC ĐÍCH, YÊU CẦU" and "ĐÁNH GIÁ CHUNG"."""
    *above, own = chain
    view = reader.view
    ordered = view.shown[own.end - 1] in ".;:" and ORDERING.match(
        view.key, own.start, own.end
    )
    alone = own.end - own.start < HEADING and not ordered
    titled = reader.view.shown[own.start : own.start + TITLED].isupper()
    headings = above + ([own] if alone or titled else [])
    return any(BACKGROUND.match(reader.view.key, b.start, b.end) for b in headings)


def _is_funding(reader: Reader, above: Sequence[Block]) -> bool:
    return any(FUNDING.match(reader.view.key, block.start) for block in above)
