"""Names of those who act: one phrase for one name, a group with its shared head.

Patterns run on the folded view; where a name goes on, only the capitals of the
letters as written can tell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from directive.reading.bodies import (
    AND,
    ASIDE,
    BRANCH,
    COUNCIL_NAME,
    DEFINITION,
    DOUBLE,
    FIELD,
    FIELD_HEAD,
    FIELD_TAIL,
    FIELDS_OF,
    HEAD,
    JOINERS,
    LOWER_TAILS,
    MORE_GROUPS,
    MORE_POSTS,
    OFFICE,
    PLACE,
    POST,
    PROVINCES,
    SECOND_OFFICE,
    SEPARATOR,
    SHARED_POST,
    SORTS,
    UNITED,
    WORD,
)
from directive.reading.groups import group_end
from directive.reading.remembering import remembered, remembered_with_tails
from directive.reading.syllables import is_thing, stops
from directive.reading.words import GROUNDS, ORDERING

if TYPE_CHECKING:
    import re

    from directive.reading.text import View

LONGEST = 400  # characters of one name; keeps names within names shallow
MOST = 80  # names that one list may hold


@remembered(LONGEST)
def name_at(view: View, at: int, end: int) -> int | None:
    """Return where the name that begins at `at` ends, or None when there is none."""
    key = view.key
    post = POST.match(key, at, end)
    if post:
        return _second(view, _posts(view, post, end), end)
    office = OFFICE.match(key, at, end)
    if office:
        return proper_end(view, office.end(), end)
    council = COUNCIL_NAME.match(key, at, end)
    if council:
        return _council(view, council, end)
    place = PROVINCES.match(key, at, end)
    if place and view.shown[place.end() : place.end() + 1].isupper():
        return _listed(view, place.end() - 1, end)
    return _body(view, at, end)


def _body(view: View, at: int, end: int) -> int | None:
    """Return the end of a body's name that is no post, council or place."""
    key = view.key
    stop = _fields(key, at, end) or _sorts(view, at, end) or group_end(view, at, end)
    if stop:
        stop = _second(view, proper_end(view, stop, end), end)
        defined = DEFINITION.match(key, stop, end)
        return defined.end() if defined else stop
    alone = PLACE.match(key, at, end)
    if alone and view.shown[at].isupper() and _acts_next(view, alone.end() + 1, end):
        return alone.end()
    head = HEAD.match(key, at, end)
    named = head and _is_named(view, at, head.end(), end)
    return _run(view, at, head.end(), end) if head and named else None


@remembered_with_tails(MOST)
def names_at(view: View, at: int, end: int) -> list[tuple[int, int]]:
    """Return the names listed from `at` on: "Sở A, Sở B và UBND các xã"."""
    names: list[tuple[int, int]] = []
    while len(names) < MOST and (stop := name_at(view, at, end)) is not None:
        names.append((at, stop))
        aside = ASIDE.match(view.key, stop, end)
        joint = SEPARATOR.match(view.key, aside.end() if aside else stop, end)
        if joint is None:
            break
        at = joint.end()
    return names


def _posts(view: View, post: re.Match[str], end: int) -> int:
    """End a post's name, with the bodies and further posts that share its head."""
    key = view.key
    bare = post.end() - (key[post.end() - 1] == " ")
    beside = MORE_GROUPS.match(key, bare, end)
    if beside and (other := POST.match(key, beside.end(), end)):
        return _posts(view, other, end)  # "Giám đốc, Thủ trưởng các sở"
    if key.startswith(": ", bare) and (named := names_at(view, bare + 2, end)):
        return named[-1][1]  # "Giám đốc: Sở A, Sở B"
    stop = name_at(view, post.end(), end) or _run(view, post.start(), bare, end)
    shared = SHARED_POST.match(post[0])
    while shared and stop < end:
        more = MORE_POSTS.match(key, stop, end) if shared[0] == "các " else None
        joint = more or MORE_GROUPS.match(key, stop, end)
        if joint is None or not (more or group_end(view, joint.end(), end)):
            break
        stop = name_at(view, joint.end(), end) or stop
        if stop <= joint.end():
            break
    return stop


def _turns(view: View, at: int) -> bool:
    """Tell a name's end: a new paragraph, or a line that begins with an order."""
    if at + 1 in view.paragraphs:
        return True
    return (
        at + 1 in view.line_starts
        and view.shown[at + 1].isupper()
        and _acts_next(view, at + 1, len(view.key))
    )


def _acts_next(view: View, at: int, end: int) -> bool:
    """Tell whether an order, or the clause before one, begins at `at`."""
    return bool(ORDERING.match(view.key, at, end) or GROUNDS.match(view.key, at, end))


def _sorts(view: View, at: int, end: int) -> int | None:
    """Return the end of "Các Tập đoàn: A, B": names of one sort under one head."""
    head = SORTS.match(view.key, at, end)
    if head is None or not view.shown[head.end() : head.end() + 1].isupper():
        return None
    if _acts_next(view, head.end(), end):
        return None
    stop = _run(view, head.end(), head.end() - 1, end)
    while (joint := AND.match(view.key, stop, end)) is not None:
        first = view.shown[joint.end() : joint.end() + 1]
        if not first.isupper() or name_at(view, joint.end(), end) is not None:
            break
        stop = _run(view, joint.end(), joint.end() - 1, end)
    return stop


def _second(view: View, stop: int, end: int) -> int:
    """Go on over the second office of a body: "- Cơ quan thường trực Ban Chỉ đạo"."""
    office = SECOND_OFFICE.match(view.key, stop, end)
    return _run(view, office.end(), office.end(), end) if office else stop


def _fields(key: str, at: int, end: int) -> int | None:
    """Return the end of "Sở Nội vụ", "Các Sở: Nội vụ, Tài chính", "các Bộ Y tế, …"."""
    listed = FIELDS_OF.match(key, at, end)
    head = listed or FIELD_HEAD.match(key, at, end)
    field = FIELD.match(key, head.end(), end) if head else None
    if head is None or field is None:
        return None
    stop = field.end()
    if not (listed or head[0].startswith("các ")):
        tail = FIELD_TAIL.match(key, stop, end)
        return tail.end() if tail else stop
    while (joint := AND.match(key, stop, end)) is not None:
        more = FIELD.match(key, joint.end(), end)
        if more is None or FIELD_TAIL.match(key, more.end(), end):
            break
        stop = more.end()
    return stop


def _council(view: View, found: re.Match[str], end: int) -> int:
    """End a council's name: "các tỉnh: A, B và C" is one name, "xã Bảo Lâm" too."""
    at = found.end()
    listed = view.key[at - 2 : at] == ": "
    bare = at - 2 if listed else at
    bare -= view.key[bare - 1] == " "
    if listed and ("các" not in found[0] or _acts_next(view, at, end)):
        return bare
    if not listed:
        return proper_end(view, at, end)
    stop = _listed(view, at - 1, end)
    return bare if stop == at - 1 else stop


def _listed(view: View, at: int, end: int) -> int:
    """Go on over a list of places: "A, B và C"."""
    stop = proper_end(view, at, end)
    while stop > at and (joint := SEPARATOR.match(view.key, stop, end)) is not None:
        if name_at(view, joint.end(), end) is not None:
            break
        more = proper_end(view, joint.end() - 1, end)
        if more == joint.end() - 1:
            break
        stop = more
    return stop


def proper_end(view: View, at: int, end: int) -> int:
    """Go on over a place's name: capitalised words only."""
    while at < end and view.shown[at] == " ":
        word = WORD.match(view.shown, at + 1, end)
        if (
            word is None
            or _turns(view, at)
            or not word[0][0].isupper()
            or UNITED.match(view.key, at + 1, end)
            or _heads_a_name(view, at + 1, end)
        ):
            break
        at = word.end()
    return at


def _heads_a_name(view: View, at: int, end: int) -> bool:
    """Tell "Công an tỉnh" after a place from the end of "Hải Phòng"."""
    head = HEAD.match(view.key, at, end)
    return head is not None and _is_named(view, at, head.end(), end)


def _is_named(view: View, at: int, head: int, end: int) -> bool:
    """Tell a body from a common noun: "Ban Quản lý", not "ban hành"."""
    if view.shown[at].isupper() and view.key[at:head] not in DOUBLE:
        return True
    tail = LOWER_TAILS.match(view.key, head, end)
    word = WORD.match(view.shown, head + 1, end)
    return bool(tail or (word and word[0][0].isupper()))


def _run(view: View, start: int, at: int, end: int) -> int:
    """Go on over a free name: up to punctuation, a verb or a function word."""
    placed = False  # after "tỉnh" or "cấp xã" a name is over
    while at < end and view.shown[at] == " " and not _turns(view, at):
        tail = LOWER_TAILS.match(view.key, at, end)
        if tail:
            at, placed = proper_end(view, tail.end(), end), True
            continue
        branch = BRANCH.match(view.key, at, end)
        if branch and view.shown[branch.end()].isupper():
            at, placed = branch.end() - 1, False
            continue
        word = WORD.match(view.shown, at + 1, end)
        if word is None or placed:
            break
        upper = word[0][0].isupper()
        if word[0] in JOINERS and not upper:
            after = WORD.match(view.shown, word.end() + 1, end)
            if (
                not after
                or not after[0][0].isupper()
                or (word[0] != "của" and name_at(view, word.end() + 1, end))
            ):
                break
        elif is_thing(view, word, end) or (
            not upper and stops(view.key, word.start(), word.end())
        ):
            break
        at = word.end()
    return max(at, start)
