"""Filters and places in a list, to and from the address of a page."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import parse_qsl, urlencode

from directive.acts import Phase
from directive.in_charge import LEADERS
from directive.timeliness import Timeliness
from store.groups import Group
from store.listing import Cursor, Filters, Sort

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

NAMES = {
    "q": "nội dung tìm",
    "agency": "cơ quan",
    "group": "nhóm cơ quan",
    "directive": "văn bản",
    "instruction": "mục của văn bản",
    "phase": "bước thực hiện",
    "timeliness": "thời hạn",
    "leader": "lãnh đạo",
    "charge": "lãnh đạo phụ trách",
    "from": "hạn từ ngày",
    "to": "hạn đến ngày",
    "figure": "số liệu",
    "collects": "gửi về cơ quan tổng hợp",
    "sort": "thứ tự",
    "after": "trang sau",
    "before": "trang trước",
}
_PLACES = ("after", "before")
_PLACE = re.compile(r"([012])\.(\d{4}-\d\d-\d\d)\.(\d{1,18})\.(.{0,60})")
_NUMBER = re.compile(r"\d{1,18}")
_WRITTEN = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_LONGEST = 200  # characters of any value
T = TypeVar("T")
SORTS = {
    Sort.URGENT: "việc phải làm trước, hạn gần nhất trước",
    Sort.DUE: "thời hạn",
    Sort.AGENCY: "cơ quan",
    Sort.NEWEST: "mới giao trước",
}


@dataclass(frozen=True, slots=True)
class Query:
    """What an address asks for, and what in it cannot be understood."""

    filters: Filters = field(default_factory=Filters)
    cursor: Cursor | None = None
    sort: Sort = Sort.URGENT
    given: Mapping[str, str] = field(default_factory=dict)
    faults: tuple[tuple[str, str], ...] = ()  # name of a filter, what it was given

    def link(self, path: str, **changes: str | None) -> str:
        """Return the address of the first page with some filters changed.

        None takes a filter away.
        """
        kept = {k: v for k, v in self.given.items() if k not in _PLACES} | changes
        asked = urlencode({name: value for name, value in kept.items() if value})
        return f"{path}?{asked}" if asked else path


def read(params: Mapping[str, str]) -> Query:
    """Read the query of an address; blank values and unknown names do not count."""
    given = {
        name: params[name].strip() for name in NAMES if params.get(name, "").strip()
    }
    faults = [name for name, value in given.items() if not _is_plain(value)]

    def one(name: str, read_: Callable[[str], T]) -> T | None:
        if name not in given or name in faults:
            return None
        try:
            return read_(given[name])
        except ValueError:
            faults.append(name)
            return None

    sort = one("sort", Sort)
    filters = Filters(
        agency=one("agency", str),
        agencies=one("group", str),
        directive=one("directive", _number),
        instruction=one("instruction", str),
        phase=one("phase", Phase),
        timeliness=one("timeliness", Timeliness),
        group=one("figure", Group),
        leader=one("leader", _number),
        in_charge=one("charge", _leader),
        due_from=one("from", day),
        due_to=one("to", day),
        words=one("q", str) or "",
        collects=bool(one("collects", _yes)),
    )
    cursor = one("after", _place) or one("before", _place_before)
    return Query(
        filters=filters,
        cursor=cursor,
        sort=sort or Sort.URGENT,
        given=given,
        faults=tuple((NAMES[name], given[name][:60]) for name in faults),
    )


def of_link(link: str) -> Query:
    """Read the query of a link that `Query.link` made."""
    return read(dict(parse_qsl(link.partition("?")[2])))


def place(cursor: Cursor) -> str:
    """Return a place in a list as an address holds it."""
    return f"{cursor.rank}.{cursor.due}.{cursor.obligation_id}.{cursor.agency}"


def _place(text: str, *, backwards: bool = False) -> Cursor:
    found = _PLACE.fullmatch(text)
    if found is None:
        raise ValueError(text)
    return Cursor(
        int(found[1]),
        date.fromisoformat(found[2]),
        int(found[3]),
        backwards,
        agency=found[4],
    )


def _place_before(text: str) -> Cursor:
    return _place(text, backwards=True)


def day(text: str) -> date:
    """Return a day as a field for days gives it, or as people write it."""
    if found := _WRITTEN.fullmatch(text):
        return date(int(found[3]), int(found[2]), int(found[1]))
    if not _ISO.fullmatch(text):
        raise ValueError(text)
    return date.fromisoformat(text)


def _number(text: str) -> int:
    if not _NUMBER.fullmatch(text):
        raise ValueError(text)
    return int(text)


def _yes(text: str) -> bool:
    if text != "1":
        raise ValueError(text)
    return True


def _leader(text: str) -> str:
    if text not in LEADERS:
        raise ValueError(text)
    return text


def _is_plain(value: str) -> bool:
    return len(value) <= _LONGEST and value.isprintable()
