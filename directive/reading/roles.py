"""In what role an actor is told to act: by "chủ trì", or by the first ordered verb."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from directive.model import Role
from directive.reading.phrases import names_at
from directive.reading.rules import Rule
from directive.reading.words import MANNERS, ORDERING

if TYPE_CHECKING:
    from directive.reading.text import View

LEAD = re.compile(
    r"(?<!cơ quan )(?<!đơn vị )(?<!phân công )(?<!giao )(?<!\w)chủ trì(?!\w)"
)
DIRECTS = re.compile(r"(?<!\w)chỉ đạo ")
DIRECTS_REACH = 120  # characters
TOGETHER = re.compile(r"(?<!\w)phối hợp(?!\w)")
OPENING = re.compile(
    r"(?:căn cứ|trên cơ sở|theo(?! dõi)|trong (?:phạm vi|quá trình)|để)"
    r" [^.;:,]{3,200}, "
)


def role_of(view: View, start: int, end: int) -> tuple[Role, int, int, Rule]:
    """Return the role with the words that give it (view positions) and the rule."""
    lead = next(
        (
            m
            for m in LEAD.finditer(view.key, start, end)
            if not _directed(view, start, m)
        ),
        None,
    )
    if lead:
        return Role.LEAD, lead.start(), lead.end(), Rule.TOLD_TO_LEAD
    verb = first_order(view, _after_grounds(view, start, end), end)
    if verb is None:
        return Role.PERFORM, start, start, Rule.FIRST_VERB
    if TOGETHER.match(view.key, verb[0], end):
        return Role.COORDINATE, *verb, Rule.TOLD_TO_COORDINATE
    return Role.PERFORM, *verb, Rule.FIRST_VERB


def _directed(view: View, start: int, lead: re.Match[str]) -> bool:
    """Tell "Chỉ đạo Sở Y tế chủ trì …": somebody else is told to lead."""
    begin = max(start, lead.start() - DIRECTS_REACH)
    for directs in DIRECTS.finditer(view.key, begin, lead.start()):
        names = names_at(view, directs.end(), lead.start())
        if names and names[-1][1] == lead.start() - 1:
            return True
    return False


def first_order(view: View, start: int, end: int) -> tuple[int, int] | None:
    """Return the first ordered verb: after the subject and the words of manner."""
    at = start
    while (found := ORDERING.search(view.key, at, end)) is not None:
        if view.key.endswith("được ", start, found.start()):
            at = found.end()  # "nhiệm vụ được giao": done to it, not by it
            continue
        if found[0] not in MANNERS or found[0] in {"chủ động", "tập trung"}:
            follows = ORDERING.match(view.key, found.end() + 1, end)
            if found[0] not in MANNERS or follows is None:
                return found.span()
        at = found.end()
    return None


def _after_grounds(view: View, start: int, end: int) -> int:
    """Return where the order begins after "Căn cứ …," or "Trong phạm vi …,"."""
    opened = OPENING.match(view.key, start, end)
    return opened.end() if opened else start
