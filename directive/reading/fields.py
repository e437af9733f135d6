"""Points with fields: "- Cơ quan chủ trì: …", "- Thời gian thực hiện: …".

Fields cover every point of their list since the fields before; where there is no
such point, they belong to the heading above them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from directive.reading.outline import Block
    from directive.reading.text import View

Place = tuple[int, int]

BODY = r"(?:các )?(?:cơ quan|đơn vị|bộ phận)(?:, (?:cơ quan|đơn vị|địa phương))*"
LABELS = {
    "lead": rf"(?:{BODY} )?(?:được giao )?chủ trì(?: thực hiện| tham mưu)?",
    "partner": rf"(?:{BODY} )?phối hợp(?: thực hiện)?",
    "actor": rf"{BODY}(?: tổ chức| chịu trách nhiệm)? thực hiện|phân công thực hiện"
    r"|phân công|trách nhiệm thực hiện|đơn vị thực hiện",
    "time": r"thời (?:gian|hạn)(?: thực hiện| hoàn thành| tổ chức| dự kiến| báo cáo)*"
    r"|tiến độ(?: thực hiện| hoàn thành)?",
    "result": r"(?:dự kiến )?(?:sản phẩm|kết quả)"
    r"(?: đầu ra| dự kiến| hoàn thành| đạt được| thực hiện| cần đạt)*",
    "content": r"nội dung(?: thực hiện| công việc| nhiệm vụ)?|nhiệm vụ(?: cụ thể)?",
    "other": r"(?:nguồn )?kinh phí(?: thực hiện)?|địa điểm|hình thức|đối tượng|số lượng"
    r"|quy mô|thành phần|phạm vi|phương thức",
}
LABEL = re.compile("|".join(f"(?P<{name}>{words})" for name, words in LABELS.items()))
FIELDS = frozenset({"lead", "partner", "actor", "time", "result"})


@dataclass(frozen=True, slots=True)
class Fielded:
    """The blocks with labels cut off, and the fields that cover them by index."""

    blocks: tuple[Block, ...]
    fields: dict[int, dict[str, Place]] = field(default_factory=dict)
    skipped: frozenset[int] = frozenset()
    headings: frozenset[int] = frozenset()  # items although they have children

    def of(self, index: int) -> dict[str, Place]:
        """Return the fields that cover a block: its own, else the nearest above."""
        for at in (index, *reversed(self.blocks[index].parents)):
            if at in self.fields:
                return self.fields[at]
        return {}


def label_at(view: View, start: int, end: int) -> tuple[str, int] | None:
    """Return which field a label at `start` opens, and where its value begins."""
    found = LABEL.match(view.key, start, end)
    if (
        not found
        or not found.lastgroup
        or view.key[found.end() : found.end() + 1] not in ": "
    ):
        return None
    colon = view.key.find(":", found.end(), min(end, found.end() + 2))
    if colon < 0:
        return None
    return found.lastgroup, min(colon + 2, end)


def with_fields(view: View, blocks: tuple[Block, ...]) -> Fielded:
    """Return the blocks with their fields found and set apart."""
    changed = list(blocks)
    lists: dict[tuple[int, ...], list[int]] = {}
    for index, block in enumerate(blocks):
        lists.setdefault(block.parents, []).append(index)
    fields: dict[int, dict[str, Place]] = {}
    skipped: set[int] = set()
    headings: set[int] = set()
    for parents, children in lists.items():
        for covered, found in _runs(view, blocks, children, skipped):
            owners = covered or list(parents[-1:])
            fields.update(dict.fromkeys(owners, found))
            headings.update([] if covered else owners)
    for index, block in enumerate(blocks):
        label = label_at(view, block.start, block.end)
        if label and label[0] == "content":
            changed[index] = replace(block, start=label[1])
    return Fielded(tuple(changed), fields, frozenset(skipped), frozenset(headings))


def _runs(
    view: View, blocks: tuple[Block, ...], children: list[int], skipped: set[int]
) -> Iterator[tuple[list[int], dict[str, Place]]]:
    """Yield the points of a list with the fields that follow them."""
    covered: list[int] = []
    found: dict[str, Place] = {}
    for index in children:
        label = label_at(view, blocks[index].start, blocks[index].end)
        if label and label[0] in FIELDS:
            found[label[0]] = (label[1], blocks[index].end)
            skipped.add(index)
            continue
        if label and label[0] == "other":
            skipped.add(index)
            continue
        if found:
            yield covered, found
            covered, found = [], {}
        covered.append(index)
    if found:
        yield covered, found
