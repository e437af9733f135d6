"""Which earlier document an amendment speaks of: its number, symbol and day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from directive.reading.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from directive.model import Amendment

ACTS = {
    "replace": "thay thế",
    "extend": "gia hạn",
    "revoke": "bãi bỏ, thu hồi",
    "amend": "sửa đổi, bổ sung",
}
_DAY = re.compile(
    r"\s*ngày\s+(\d{1,2})(?:\s*/\s*|\s+tháng\s+)(\d{1,2})(?:\s*/\s*|\s+năm\s+)(\d{4})"
)
_REACH = 40  # characters; "ngày 24 tháng 12 năm 2021" and its blanks


@dataclass(frozen=True, slots=True)
class Cited:
    """A document that the office has, as it is cited."""

    id: int
    number: str | None
    symbol: str | None
    issued_on: date | None


def day_of(amendment: Amendment, source: str) -> date | None:
    """Return the day that stands with the number of an amended document."""
    at = amendment.span
    inside = _DAY.search(source, at.start, at.end)
    found = inside or _DAY.match(source, at.end, at.end + _REACH)
    if found is None:
        return None
    day, month, year = map(int, found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None


def earlier(
    amendment: Amendment, dated: date | None, known: Sequence[Cited]
) -> int | None:
    """Return the id of the one document that is meant; None when none or several are.

    Number and symbol must be the same, leading zeros, blanks and case apart. Where
    both days are known, they must be the same too.
    """
    number, _, symbol = amendment.number.partition("/")
    meant = [
        one.id
        for one in known
        if one.number is not None
        and _bare(one.number) == _bare(number)
        and _bare(one.symbol or "") == _bare(symbol)
        and (None in (dated, one.issued_on) or one.issued_on == dated)
    ]
    return meant[0] if len(meant) == 1 else None


def _bare(words: str) -> str:
    return "".join(fold(words).split()).lstrip("0")
