"""Filters and places in a list, to and from the address of a page."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlencode

from directive.acts import Phase
from directive.timeliness import Timeliness
from store.groups import Group
from store.listing import Cursor, Filters

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

NAMES = {
    "q": "nội dung tìm",
    "agency": "cơ quan",
    "directive": "văn bản",
    "instruction": "mục của văn bản",
    "phase": "bước thực hiện",
    "timeliness": "thời hạn",
    "figure": "số liệu",
    "after": "trang sau",
    "before": "trang trước",
}
_PLACES = ("after", "before")
_PLACE = re.compile(r"([012])\.(\d{4}-\d\d-\d\d)\.(\d{1,18})")
_NUMBER = re.compile(r"\d{1,18}")
_LONGEST = 200  # characters of any value
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Query:
    """What an address asks for, and what in it cannot be understood."""

    filters: Filters = field(default_factory=Filters)
    cursor: Cursor | None = None
    given: Mapping[str, str] = field(default_factory=dict)
    faults: tuple[str, ...] = ()

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

    filters = Filters(
        agency=one("agency", str),
        directive=one("directive", _number),
        instruction=one("instruction", str),
        phase=one("phase", Phase),
        timeliness=one("timeliness", Timeliness),
        group=one("figure", Group),
        words=one("q", str) or "",
    )
    cursor = one("after", _place) or one("before", _place_before)
    return Query(
        filters=filters,
        cursor=cursor,
        given=given,
        faults=tuple(
            f"Không hiểu giá trị của bộ lọc “{NAMES[name]}”: {given[name][:60]}"
            for name in faults
        ),
    )


def place(cursor: Cursor) -> str:
    """Return a place in a list as an address holds it."""
    return f"{cursor.rank}.{cursor.due}.{cursor.obligation_id}"


def _place(text: str, *, backwards: bool = False) -> Cursor:
    found = _PLACE.fullmatch(text)
    if found is None:
        raise ValueError(text)
    return Cursor(int(found[1]), date.fromisoformat(found[2]), int(found[3]), backwards)


def _place_before(text: str) -> Cursor:
    return _place(text, backwards=True)


def _number(text: str) -> int:
    if not _NUMBER.fullmatch(text):
        raise ValueError(text)
    return int(text)


def _is_plain(value: str) -> bool:
    return len(value) <= _LONGEST and value.isprintable()
