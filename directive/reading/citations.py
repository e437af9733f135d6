"""Documents that are cited: their dates and numbers are nobody's deadline.

`mask` blanks every citation in the folded view, keeping its length, so that the
date rules cannot see it and offsets stay true.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from directive.reading.text import View

DOCUMENT = (
    r"(?:công văn|nghị định|nghị quyết|quyết định|chỉ thị|kế hoạch"
    r"|thông tư liên tịch|thông tư"
    r"|thông báo kết luận|thông báo|kết luận|công điện|tờ trình|báo cáo"
    r"|chương trình|hướng dẫn"
    r"|quy định|quy chế|đề án|phương án|văn bản|pháp lệnh|hiến pháp|luật|bộ luật"
    r"|giấy phép"
    r"|hợp đồng|biên bản|điện|phiếu chuyển|phiếu trình|công thư|thư|tb|cv|qđ|đơn"
    r"|giấy mời)"
)
# The number is wanted with its slash or dash: "số 20 hộ" counts households.
NUMBER = r"số:? ?(?P<number>\d{1,6}(?:[/-] ?[\w&đ]+(?:[-/] ?[\w&]+)*)+)"
DAY = (
    r"(?:(?:ký |ban hành )?(?:vào )?ngày )?(?P<day>\d{1,2})(?: tháng "
    r"|[/.-])(?P<month>\d{1,2})(?: năm |[/.-])(?P<year>\d{4})"
)
# A document with its number, and its date where one follows at once.
NUMBERED = re.compile(rf"(?:{DOCUMENT} )?(?<!\w){NUMBER}(?:[ ,(]+{DAY})?")
# A law goes by its name and date: at most a dozen words between the two.
NAMED = re.compile(
    r"(?<!\w)(?:luật|bộ luật|pháp lệnh|hiến pháp|nghị quyết|nghị định|chỉ thị)(?!\w)"
    rf"(?: (?!số )[^;.:() ]+){{0,14}}? {DAY}"
)
# A symbol alone, as in "39/2016/NĐ-CP" or "31-CT/TW".
SYMBOL = re.compile(r"(?<![\w/])\d{1,5}(?:/\d{4})?[/-][a-zđ]+(?:[-/][\w&]+)+")


@dataclass(frozen=True, slots=True)
class Citation:
    """One cited document: where it stands in the view, its number and day."""

    start: int
    end: int
    number: str | None
    dated: date | None


def citations(view: View) -> tuple[Citation, ...]:
    """Return the documents that the text cites, in reading order.

    A date that no calendar has stays None here: it is the cited document's.
    """
    found: list[Citation] = []
    taken = bytearray(len(view.key))
    for pattern in (NUMBERED, NAMED):
        for match in pattern.finditer(view.key):
            if pattern is NAMED and not _is_law(match[0]):
                continue
            place = slice(*match.span())
            if any(taken[place]):
                continue
            taken[place] = b"\1" * len(match[0])
            number = None
            if pattern is NUMBERED:
                number = view.shown[match.start("number") : match.end("number")]
            found.append(Citation(match.start(), match.end(), number, _day(match)))
    return tuple(sorted(found, key=lambda c: c.start))


def mask(view: View, cited: tuple[Citation, ...]) -> str:
    """Return the folded view with every citation blanked, at the same length."""
    pieces: list[str] = []
    last = 0
    for one in cited:
        pieces += [view.key[last : one.start], "·" * (one.end - one.start)]
        last = one.end
    text = "".join([*pieces, view.key[last:]])
    return SYMBOL.sub(lambda m: "·" * len(m[0]), text)


def _is_law(words: str) -> bool:
    """Tell a law's own date from a deadline: no "trước" between name and day."""
    return not re.search(
        r"(?<!\w)(?:trước|chậm nhất|đến|hết|từ|xong|hoàn thành|vào)(?!\w)", words
    )


def _day(match: re.Match[str]) -> date | None:
    if not match["day"]:
        return None
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None
