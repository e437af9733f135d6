"""Filters of the ledger of messages, from the address of a page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from office import naming
from store.mail_list import MailFilters
from web import query
from web.numbers import number_or_none
from web.query import Query

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

NAMES = {
    "state": "tình trạng",
    "kind": "loại",
    "channel": "kênh",
    "agency": "cơ quan",
    "day": "ngày làm việc",  # from and to are this one
    "from": "từ ngày",
    "to": "đến ngày",
    "ambiguous": "chỉ thư không rõ đã đến",
    "older": "trang sau",
    "newer": "trang trước",
}
_PLACES = ("older", "newer")
_AGENCY = re.compile(r"[\w.-]{1,60}")
_LONGEST = 60  # characters of a value that is said back
T = TypeVar("T")


def read(
    params: Mapping[str, str],
) -> tuple[MailFilters, Query, int | None, int | None]:
    """Read the query of an address; blank values and unknown names do not count.

    Returns:
        The filters, without any that cannot be understood; what was given, with those
        faults; the message that the page ends before, and the one it begins after.
    """
    given = {
        name: params[name].strip() for name in NAMES if params.get(name, "").strip()
    }
    faults: list[str] = []

    def one(name: str, read_: Callable[[str], T]) -> T | None:
        if name not in given:
            return None
        try:
            return read_(given[name])
        except ValueError:
            faults.append(name)
            return None

    on = one("day", query.day)
    filters = MailFilters(
        state=one("state", _among(naming.DELIVERIES)),
        kind=one("kind", _among(naming.MESSAGES)),
        channel=one("channel", _among(naming.CHANNELS)),
        day_from=one("from", query.day) or on,
        day_to=one("to", query.day) or on,
        agency=one("agency", _code),
        ambiguous=one("ambiguous", _among({"1": ""})) is not None,
    )
    older, newer = one("older", _number), one("newer", _number)
    asked = Query(
        given={name: value for name, value in given.items() if name not in _PLACES},
        faults=tuple((NAMES[name], given[name][:_LONGEST]) for name in faults),
    )
    return filters, asked, older, newer


def _among(known: Mapping[str, str]) -> Callable[[str], str]:
    def read_(text: str) -> str:
        if text not in known:
            raise ValueError(text)
        return text

    return read_


def _code(text: str) -> str:
    if not _AGENCY.fullmatch(text):
        raise ValueError(text)
    return text


def _number(text: str) -> int:
    found = number_or_none(text)
    if found is None:
        raise ValueError(text)
    return found
