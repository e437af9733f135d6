"""Names of groups: "các sở, ban, ngành tỉnh", one phrase with a shared head."""

from __future__ import annotations

from typing import TYPE_CHECKING

from directive.reading.bodies import (
    ALL_OF,
    AND,
    COMMON_NOUN,
    NO_BODY,
    TAIL,
    UNITED,
    WORD,
)

if TYPE_CHECKING:
    from directive.reading.text import View


def is_group(view: View, start: int, end: int) -> bool:
    """Tell "các cơ quan, đơn vị" from a body with a name of its own."""
    return group_end(view, start, end) is not None


def is_loose(view: View, start: int, end: int) -> bool:
    """Tell the rest of a list ("ban, ngành, địa phương") from a name of its own."""
    return not ALL_OF.match(view.key, start, end) and is_group(view, start, end)


def group_end(view: View, at: int, end: int) -> int | None:
    """Return the end of "các sở, ban, ngành tỉnh": "các" or a second noun makes it.

    So does whom it belongs to: "Doanh nghiệp nhà nước trực thuộc UBND tỉnh".
    """
    key = view.key
    all_of = ALL_OF.match(key, at, end)
    noun = COMMON_NOUN.match(key, all_of.end() if all_of else at, end)
    if noun is None or NO_BODY.match(key, noun.start(), end):
        return None
    stop, several = noun.end(), bool(all_of)
    while (joint := AND.match(key, stop, end)) is not None:
        more = COMMON_NOUN.match(key, joint.end(), end)
        if more is None or NO_BODY.match(key, more.start(), end):
            break
        if _has_name(view, more.start(), more.end(), end):
            break
        stop, several = more.end(), True
    tail = TAIL.match(key, stop, end)
    owned = tail is not None and "thuộc" in tail[0] and view.shown[at].isupper()
    if not (several or owned):
        return None
    return tail.end() if tail else stop


def _has_name(view: View, at: int, stop: int, end: int) -> bool:
    """Tell "Ban Chỉ đạo", a name of its own, from "ban" in "các sở, ban, ngành"."""
    follows = WORD.match(view.shown, stop + 1, end)
    return (
        view.shown[at].isupper()
        and follows is not None
        and follows[0][0].isupper()
        and not UNITED.match(view.key, stop + 1, end)
    )
