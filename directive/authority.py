"""The sixth clarity of the scheme "6 rõ", rõ thẩm quyền: who decides or approves."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from directive.model import Clarity, Evidence, Gap, Grade, Span
from directive.questions import AUTHORITY, AUTHORITY_OF
from directive.reading.text import View

if TYPE_CHECKING:
    from directive.model import Instruction

_WHO = (
    r"(?:chủ tịch |phó chủ tịch |thường trực |ban thường vụ )?"
    r"(?:ubnd|ủy ban nhân dân|hđnd|hội đồng nhân dân|tỉnh ủy|thành ủy|đảng ủy"
    r"|chủ tịch|thủ tướng|chính phủ|quốc hội|bộ(?: trưởng)?|giám đốc|sở|ban|cục)\b"
)
_DECIDES = r"(?:phê duyệt|quyết định|cho ý kiến|cho phép|chấp thuận|ban hành|thông qua)"
# "Quyết định này", "thi hành Quyết định" are documents, not acts.
_ACT = (
    r"(?<!thi hành )(?<!theo )(?<!tại )(?<!các )"
    rf"\b{_DECIDES}\b(?! (?:số|này|của|ngày|kèm))"
)
# "trình UBND tỉnh xem xét, phê duyệt"
NAMED = re.compile(
    rf"\b(?:trình|báo cáo|đề nghị|tham mưu)(?: cho)? {_WHO}[^.;]{{0,60}}?{_ACT}"
)
# "do Giám đốc Sở Y tế quyết định"
DECIDER = re.compile(rf"\bdo {_WHO}[^.;,]{{0,40}}? {_ACT}")
# "theo thẩm quyền", "cấp có thẩm quyền", "cơ quan có thẩm quyền": whose is not said.
VAGUE = re.compile(
    r"(?:(?:theo|đúng|thuộc|trong)(?: phạm vi)? thẩm quyền"
    r"|(?:cấp|cơ quan|người|nơi)(?: nhà nước)? có thẩm quyền)"
)


def with_authority(instruction: Instruction, source: str) -> Instruction:
    """Return the instruction graded for who decides, with the question it raises.

    Clear where the text says who decides or approves; vague for a bare "theo thẩm
    quyền" or "cấp có thẩm quyền"; else missing. Closing boilerplate raises no question.

    Args:
        instruction: Graded for the five clarities.
        source: The text that spans count in.
    """
    start = instruction.span.start
    view = View.of(source[start : instruction.span.end])
    named = NAMED.search(view.key) or DECIDER.search(view.key)
    vague = VAGUE.search(view.key)
    found = named if named and not VAGUE.search(named[0]) else vague
    if found is None:
        return _graded(instruction, Grade.MISSING, None, AUTHORITY)
    inside = view.span(*found.span())
    span = Span(start + inside.start, start + inside.end)
    evidence = Evidence(span, "who_decides" if found is named else "no_one_decides")
    made = replace(
        instruction, evidence=instruction.evidence | {"authority": (evidence,)}
    )
    if found is named:
        return _graded(made, Grade.CLEAR, None, "")
    words = view.shown[found.start() : found.end()]
    return _graded(made, Grade.VAGUE, span, AUTHORITY_OF.filled(words))


def _graded(
    instruction: Instruction, grade: Grade, span: Span | None, question: str
) -> Instruction:
    gaps = instruction.gaps
    if question and not instruction.generic:
        gaps = (*gaps, Gap(Clarity.AUTHORITY, question, span))
    clarity = instruction.clarity | {Clarity.AUTHORITY: grade}
    return replace(instruction, clarity=clarity, gaps=gaps)
