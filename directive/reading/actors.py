"""Who must act, in what role, with whom."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from directive.reading.bodies import COMMON_NOUN
from directive.reading.groups import is_group, is_loose
from directive.reading.labels import label_of
from directive.reading.phrases import names_at
from directive.reading.rules import Rule
from directive.reading.text import REACH
from directive.reading.words import FINDINGS, GROUNDS, ORDERING, either

if TYPE_CHECKING:
    from directive.reading.text import View

Places = tuple[tuple[int, int], ...]

# "Giao Sở X", "Đề nghị các cơ quan": who is told stands after it.
TELLS = re.compile(
    r"(?:(?:đồng thời|ngoài ra|trên cơ sở đó),? )?"
    r"(?:giao(?: cho)?|đề nghị|yêu cầu|riêng(?: đối với)?|đối với|phân công"
    r"|trách nhiệm(?: của)?|nhiệm vụ của):? "
)
# "Chủ tịch UBND tỉnh đề nghị các cơ quan …": the first name orders, the second acts.
TOLD = re.compile(
    r" (?:(?:xin )?(?:đề nghị|yêu cầu|giao(?: cho)?)"
    r"|(?:xin |trân trọng )*thông báo (?:để|đến)) "
)
# What may stand between the acting body and its verb.
BETWEEN = re.compile(
    r",? ?(?:\([^)]{1,80}\) ?)?(?:(?:trước|trong|chậm nhất|đến) [^,.;:]{3,40}?,? )?"
    r"(?:(?:căn cứ|theo|trong phạm vi"
    r"|trên cơ sở)[^.;:]{3,90}?,? )?"
    r"(?:(?:là|phải|cần|có trách nhiệm|chịu trách nhiệm) )?"
)
CLAUSE_END = re.compile(r"[.;:]")
# "Thực hiện mở tài khoản: Ủy ban nhân dân xã phối hợp …": a title, then who acts.
TITLED = re.compile(r"[^.;:,()]{3,100}: (?=\w)")
# In a title these words after a group define it: "các tổ chức cung cấp dịch vụ".
SERVING = re.compile(
    r" (?:cung cấp|tham gia|sử dụng|hoạt động|khai thác|sản xuất|kinh doanh)"
    r"(?: [^ .,;:()]+){1,10}$"
)
MOST_PLACES = 8  # where a subject may begin in one clause
SUBJECT_REACH = 120  # characters from a subject's name to its verb
PAST = re.compile(
    r" (?:mà|đã|sẽ|được|có thể|là(?! cơ quan)|có ý kiến"
    r"|thống nhất (?:chỉ|với|về))(?!\w)"
)
# In a heading the words after a name define it: "Các doanh nghiệp viễn thông".
DEFINED = re.compile(
    r" (?!theo|căn cứ|có |trong|được|nêu|tại|với|là |phải|cần|và |liên quan)"
    r"[^.,;:()]{3,60}?(?= có trách nhiệm|:|$)"
)
BRACKET = re.compile(r" ?\([^()]{1,160}\)")
NEXT_COMMA = re.compile(", ")
CLAUSE_STOP = re.compile(r"[.;]")
TELLS_LATER = re.compile(
    r"(?P<before>[.;:,] (?:(?:chủ tịch )?(?:ủy ban nhân dân|ubnd)"
    r" (?:tỉnh|thành phố) )?)"
    r"(?:giao|đề nghị|yêu cầu) "
)
# A closing or a consent first says something else: who is told comes after it.
AGREED = re.compile(
    r"trên đây là|(?:cơ bản )?(?:đồng ý|thống nhất|nhất trí|chấp thuận)(?!\w)"
    r"|trong quá trình"
)
COMMA = re.compile(r"[,:] | thì ")
# A title that says whose duties follow: its noun need not be a body's.
DUTY_OF = re.compile(
    r"(?:trách nhiệm|nhiệm vụ) của (?P<who>[^.;:()]{4,80}?)(?: ?\([^()]*\))?:?"
)
MUST = re.compile(r" (?:phải|cần|có trách nhiệm|chịu trách nhiệm)(?!\w)")
HAS_TO = re.compile(r"(?<!\w)(?:phải|có trách nhiệm) ")
# Opens a clause before the subject: its verbs order nothing.
OPENER = re.compile(
    r"(?:trên cơ sở|xét|tiếp theo|liên quan|phúc đáp|nhận được|thi hành|căn cứ"
    r"|theo(?! dõi)|để|trong|khi|sau khi|hằng|hàng|định kỳ|từ|đến|đối với"
    r"|trước|chậm nhất|không quá|nhằm|với|ngoài|bên cạnh|trường hợp|nếu"
    r"|thực hiện (?:luật|nghị|quyết|kế|chỉ)"
    r"|về|giao|đề nghị|yêu cầu|đồng thời)(?!\w)"
)
# After an opening clause these begin the order: no subject follows them.
DECISIVE = re.compile(
    either(
        "chủ trì", "phối hợp", "chỉ đạo", "tham mưu", "tổ chức", "khẩn trương",
        "chủ động", "tiếp tục", "xây dựng", "ban hành", "trình", "thực hiện",
        "triển khai", "bố trí", "có trách nhiệm", "tập trung", "gửi", "phải",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Actors:
    """Where the names stand (view positions), and what they are told to be."""

    names: Places = ()
    rule: str = ""
    heading_end: int | None = None  # where the words of the order begin after it


def subject_of(view: View, start: int, end: int) -> Actors:
    """Return who the order itself names: as heading, as told, or as its subject."""
    told = TELLS.match(view.key, start, end)
    at = told.end() if told else start
    names = names_at(view, at, end)
    if names:
        stop = names[-1][1]
        heading = _heading_end(view, stop, end)
        if heading is not None:
            return Actors(tuple(names), Rule.SECTION_HEADING, heading)
        longer = _defined(view, stop, end)
        if longer and longer < end and view.key[longer] == ":":
            names[-1] = (names[-1][0], longer)
            return Actors(tuple(names), Rule.SECTION_HEADING, min(longer + 2, end))
        passed_on = TOLD.match(view.key, stop, end)
        if passed_on and (others := names_at(view, passed_on.end(), end)):
            return Actors(tuple(others), Rule.TOLD_BY_SUPERIOR)
        if told or _acts(view, stop, end):
            return Actors(tuple(names), Rule.TOLD if told else Rule.SUBJECT)
    return _inner_subject(view, start, end)


def names_only(view: View, start: int, end: int) -> bool:
    """Tell an agency's heading ("4. Công an tỉnh") from a title."""
    told = TELLS.match(view.key, start, end)
    names = names_at(view, told.end() if told else start, end)
    return bool(names) and end - names[-1][1] <= 1


def introduced(view: View, start: int, end: int) -> Actors:
    """Return who a heading or lead-in speaks to: the names that it begins with."""
    label = label_of(view, start, end)
    for at in (start, label.end() if label else start):
        told = TELLS.match(view.key, at, end)
        names = names_at(view, told.end() if told else at, end)
        if names:
            passed_on = TOLD.match(view.key, names[-1][1], end)
            others = names_at(view, passed_on.end(), end) if passed_on else []
            longer = _defined(view, names[-1][1], end)
            serving = SERVING.match(view.key, names[-1][1], end)
            if longer or (serving and is_group(view, *names[-1])):
                names[-1] = (names[-1][0], longer or end)
            return Actors(tuple(others or names), Rule.SECTION_HEADING)
    found = _inner_subject(view, start, end)
    if not found.names:
        found = _told_at_last(view, start, end)
    return found if found.names else _duty_of(view, start, end)


def _duty_of(view: View, start: int, end: int) -> Actors:
    """Return the noun of "Trách nhiệm của đối tượng kiểm kê:", whatever it is."""
    duty = DUTY_OF.fullmatch(view.key, start, end)
    return Actors((duty.span("who"),), Rule.SECTION_HEADING) if duty else Actors()


def _told_at_last(view: View, start: int, end: int) -> Actors:
    """Return who a lead-in speaks to in its last clause: "…; do vậy, yêu cầu X:"."""
    for told in TELLS_LATER.finditer(view.key, start, end):
        names = names_at(view, told.end(), end)
        if names and view.key[names[-1][1] : names[-1][1] + 1] == ":":
            return Actors(tuple(names), Rule.SECTION_HEADING)
    return Actors()


def _defined(view: View, stop: int, end: int) -> int | None:
    """Return where the words that define a heading's name end, if no order is there."""
    found = DEFINED.match(view.key, stop, end)
    if not found or ORDERING.search(view.key, stop, found.end()):
        return None
    return found.end()


def _heading_end(view: View, stop: int, end: int) -> int | None:
    """Return where the order begins when the names before it are a heading."""
    if stop >= end:
        return None
    aside = BRACKET.match(view.key, stop, end)
    if aside and aside.end() < end and view.key[aside.end()] == ":":
        stop = aside.end()
    if view.key[stop] == ":":
        return stop + 1 + (view.key[stop + 1 : stop + 2] == " ")
    if stop + 1 in view.line_starts and view.shown[stop + 1].isupper():
        begins = stop + 1 in view.paragraphs or ORDERING.match(view.key, stop + 1, end)
        return stop + 1 if begins or GROUNDS.match(view.key, stop + 1, end) else None
    return None


def _acts(view: View, stop: int, end: int, soon: int | None = None) -> bool:
    """Tell whether an ordered verb follows the name, before `soon` where given."""
    if PAST.match(view.key, stop, end):
        return False
    between = BETWEEN.match(view.key, stop, end)
    at = between.end() if between else stop
    if ORDERING.match(view.key, at, end) or ORDERING.match(view.key, stop + 1, end):
        return True
    reach = min(end if soon is None else soon, stop + SUBJECT_REACH)
    clause = CLAUSE_END.search(view.key, stop, reach)
    limit = clause.start() if clause else reach
    return bool(ORDERING.search(view.key, stop, limit))


def _inner_subject(view: View, start: int, end: int) -> Actors:
    """Find the subject behind an opening clause: "Trên cơ sở …, Sở X chủ trì"."""
    label = label_of(view, start, end)
    start = label.end() if label else start
    titled = TITLED.match(view.key, start, end)
    if titled and view.shown[titled.end()].isupper():
        found = _told_at(view, titled.end(), end, end)
        if found.names:
            return found
    opener = OPENER.match(view.key, start, end)
    agreed = AGREED.match(view.key, start, end) or FINDINGS.match(view.key, start, end)
    if not (opener or agreed) and ORDERING.match(view.key, start, end):
        return Actors()
    stop = CLAUSE_STOP.search(view.key, start, end)
    stop_at = stop.start() if stop else end
    places, ordered = _subject_places(view, start, stop_at, opened=bool(opener))
    for at in [start, *places] if label else places:
        found = _told_at(view, at, stop_at, end)
        if found.names and (at <= ordered or not is_group(view, *found.names[0])):
            return found
    if label or agreed:
        return _told_later(view, start, end)
    return Actors()


def _subject_places(
    view: View, start: int, stop: int, *, opened: bool
) -> tuple[list[int], int]:
    """Return where a subject may begin, and where an order without one does."""
    places: list[int] = []
    ordered = stop
    commas = COMMA.finditer(view.key, start, min(stop, start + REACH))
    for comma in islice(commas, MOST_PLACES):
        since = places[-1] if places else start
        if not opened and ORDERING.search(view.key, since, comma.start()):
            break
        has_to = HAS_TO.search(view.key, since, comma.start())
        if has_to or DECISIVE.match(view.key, comma.end(), stop):
            break
        places.append(comma.end())
        if ordered == stop and ORDERING.match(view.key, comma.end(), stop):
            ordered = comma.end()
    return places, ordered


def _told_later(view: View, start: int, end: int) -> Actors:
    """Return who is told by a later clause: "…; giao Sở X", ". UBND tỉnh yêu cầu"."""
    for told in TELLS_LATER.finditer(view.key, start, end):
        found = _told_at(view, told.end("before"), end, end)
        if found.names:
            return found
    return Actors()


def _has_to(view: View, at: int, after: int) -> bool:
    """Tell a subject ("thì cơ quan, đơn vị liên quan phải") from the rest of a list."""
    return bool(MUST.match(view.key, after)) or view.key.endswith(" thì ", 0, at)


def _told_at(view: View, at: int, stop: int, end: int) -> Actors:
    """Return who is named at `at` and ordered to act."""
    told = TELLS.match(view.key, at, stop)
    names = names_at(view, told.end() if told else at, end)
    after = names[-1][1] if names else end
    reach = NEXT_COMMA.search(view.key, after + 1, end)
    listed = COMMON_NOUN.match(view.key, after + 2, end)  # a list of unknown names
    soon = reach.start() if reach and not (told or listed) else end
    if not names or not _acts(view, names[-1][1], end, soon):
        return Actors()
    if not told and is_loose(view, *names[0]) and not _has_to(view, at, names[-1][1]):
        return Actors()
    passed_on = TOLD.match(view.key, names[-1][1], end)
    others = names_at(view, passed_on.end(), end) if passed_on else []
    return Actors(tuple(others or names), Rule.SUBJECT_AFTER_CLAUSE)
