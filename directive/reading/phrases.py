"""Names of those who act: one phrase for one name, a group with its shared head.

Patterns run on the folded view; where a name goes on, only the capitals of the
letters as written can tell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from directive.reading.bodies import (
    ALL_OF,
    AND,
    COMMON_NOUN,
    COUNCIL_NAME,
    DOUBLE,
    FIELD,
    FIELD_HEAD,
    FIELD_TAIL,
    FIELDS_OF,
    HEAD,
    JOINERS,
    LOWER_TAILS,
    POST,
    SEPARATOR,
    STOPS,
    TAIL,
    WORD,
)

if TYPE_CHECKING:
    import re

    from directive.reading.text import View

MOST = 80  # names that one list may hold


def name_at(view: View, at: int, end: int) -> int | None:
    """Return where the name that begins at `at` ends, or None when there is none."""
    key = view.key
    post = POST.match(key, at, end)
    if post:
        rest = name_at(view, post.end(), end)
        if rest:
            return rest
        return _run(view, at, post.end() - (key[post.end() - 1] == " "), end)
    council = COUNCIL_NAME.match(key, at, end)
    if council:
        return _council(view, council, end)
    stop = _fields(key, at, end) or _group(key, at, end)
    if stop:
        return _proper(view, stop, end)
    head = HEAD.match(key, at, end)
    if head and _is_named(view, at, head.end(), end):
        return _run(view, at, head.end(), end)
    return None


def names_at(view: View, at: int, end: int) -> list[tuple[int, int]]:
    """Return the names listed from `at` on: "Sở A, Sở B và UBND các xã"."""
    names: list[tuple[int, int]] = []
    while len(names) < MOST and (stop := name_at(view, at, end)) is not None:
        names.append((at, stop))
        joint = SEPARATOR.match(view.key, stop, end)
        if joint is None:
            break
        at = joint.end()
    return names


def _fields(key: str, at: int, end: int) -> int | None:
    """Return the end of "Sở Nội vụ" or "Các Sở: Nội vụ, Tài chính"."""
    listed = FIELDS_OF.match(key, at, end)
    head = listed or FIELD_HEAD.match(key, at, end)
    field = FIELD.match(key, head.end(), end) if head else None
    if field is None:
        return None
    stop = field.end()
    if not listed:
        tail = FIELD_TAIL.match(key, stop, end)
        return tail.end() if tail else stop
    while (joint := AND.match(key, stop, end)) is not None:
        more = FIELD.match(key, joint.end(), end)
        if more is None:
            break
        stop = more.end()
    return stop


def _group(key: str, at: int, end: int) -> int | None:
    """Return the end of "các sở, ban, ngành tỉnh": "các" or a second noun makes it."""
    all_of = ALL_OF.match(key, at, end)
    noun = COMMON_NOUN.match(key, all_of.end() if all_of else at, end)
    if noun is None:
        return None
    stop, several = noun.end(), bool(all_of)
    while (joint := AND.match(key, stop, end)) is not None:
        more = COMMON_NOUN.match(key, joint.end(), end)
        if more is None:
            break
        stop, several = more.end(), True
    if not several:
        return None
    tail = TAIL.match(key, stop, end)
    return tail.end() if tail else stop


def _council(view: View, found: re.Match[str], end: int) -> int:
    """End a council's name: "các tỉnh: A, B và C" is one name, "xã Bảo Lâm" too."""
    at = found.end()
    listed = view.key[at - 2 : at] == ": "
    bare = at - 2 if listed else at
    bare -= view.key[bare - 1] == " "
    if listed and "các" not in found[0]:
        return bare
    if not listed:
        return _proper(view, at, end)
    stop = _proper(view, at - 1, end)
    if stop == at - 1:
        return bare
    while (joint := SEPARATOR.match(view.key, stop, end)) is not None:
        if name_at(view, joint.end(), end) is not None:
            break
        more = _proper(view, joint.end() - 1, end)
        if more == joint.end() - 1:
            break
        stop = more
    return stop


def _proper(view: View, at: int, end: int) -> int:
    """Go on over a place's name: capitalised words only."""
    while at < end and view.shown[at] == " ":
        word = WORD.match(view.shown, at + 1, end)
        if (
            word is None
            or not word[0][0].isupper()
            or HEAD.match(view.key, at + 1, end)
        ):
            break
        at = word.end()
    return at


def _is_named(view: View, at: int, head: int, end: int) -> bool:
    """Tell a body from a common noun: "Ban Quản lý", not "ban hành"."""
    if view.shown[at].isupper() and view.key[at:head] not in DOUBLE:
        return True
    tail = LOWER_TAILS.match(view.key, head, end)
    word = WORD.match(view.shown, head + 1, end)
    return bool(tail or (word and word[0][0].isupper()))


def _run(view: View, start: int, at: int, end: int) -> int:
    """Go on over a free name: up to punctuation, a verb or a function word."""
    while at < end and view.shown[at] == " ":
        tail = LOWER_TAILS.match(view.key, at, end)
        if tail:
            at = _proper(view, tail.end(), end)
            continue
        word = WORD.match(view.shown, at + 1, end)
        if word is None:
            break
        upper = word[0][0].isupper()
        if word[0] in JOINERS and not upper:
            after = WORD.match(view.shown, word.end() + 1, end)
            if (
                not after
                or not after[0][0].isupper()
                or name_at(view, word.end() + 1, end)
            ):
                break
        elif not upper and view.key[word.start() : word.end()] in STOPS:
            break
        at = word.end()
    return max(at, start)
