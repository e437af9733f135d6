"""The top of a document (NĐ 30/2020): issuer, number, place and day, kind, title."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from directive.model import Urgency
from directive.reading.cells import Cell, words_of
from directive.reading.dates import day_of

if TYPE_CHECKING:
    from datetime import date

    from directive.reading.text import View

TOP = 12  # cells; below, "số 67/2006/QH11" without a colon is a cited document
BLANK = r"[ .…_]*"
# "Số: 4085/UBND-ĐT", "Số:      /UBND-VX" (blank), "Số 417-KH/TU", "39/2016/NĐ-CP".
NUMBER = re.compile(
    rf"số ?:?{BLANK}(?:(?P<number>\d{{1,6}}[a-z]?){BLANK})?"
    r"(?:(?P<slash>/)|(?P<dash>-)) ?"
    r"(?P<symbol>(?:\d{4} ?/ ?)?[a-zđ][\w&.]*(?: ?[-/] ?[\w&.]+)*)"
)
# "Cao Bằng, ngày … tháng 8 năm 2025": each number may be left blank in a draft.
PLACE_DAY = re.compile(
    r"(?P<place>[^\d,;:]{2,40}), ?"
    r"(?:(?:hồi |lúc )?\d{1,2} ?(?:giờ|h|:) ?(?:\d{2})?(?: ?phút)?,? )?"
    rf"ngày{BLANK}(?:(?P<day>\d{{1,2}}){BLANK})?"
    rf"(?:tháng|/){BLANK}(?:(?P<month>\d{{1,2}}){BLANK})?"
    rf"(?:năm|/){BLANK}(?P<year>\d{{4}})?"
)
MOTTO = "cộng hòa xã hội chủ nghĩa việt nam độc lập - tự do - hạnh phúc"
KINDS = {
    "nghị quyết": "NQ", "quyết định": "QĐ", "chỉ thị": "CT", "quy chế": "QC",
    "quy định": "QyĐ", "thông cáo": "TC", "thông báo": "TB", "hướng dẫn": "HD",
    "chương trình": "CTr", "kế hoạch": "KH", "phương án": "PA", "đề án": "ĐA",
    "dự án": "DA", "báo cáo": "BC", "biên bản": "BB", "tờ trình": "TTr",
    "công điện": "CĐ", "giấy mời": "GM", "thông báo kết luận": "TB", "kết luận": "KL",
}  # fmt: skip
CONCLUSION = "Thông báo kết luận"
LETTER = "Công văn"
URGENT = {
    "hỏa tốc": Urgency.HOA_TOC,
    "thượng khẩn": Urgency.THUONG_KHAN,
    "khẩn": Urgency.KHAN,
}
# A body under another one signs in its own name: the lower line is the issuer.
LOWER_BODY = re.compile(
    r"(?:sở|ban (?!nhân)|văn phòng|cục|chi cục|công an|thanh tra) ?"
)
SUBJECT = re.compile(r"(?:v/v|về việc|về(?= ?:)|trích yếu(?= ?:))[ .:]*")
SMALL = re.compile(
    r"nhân dân|ban nhân dân|chính phủ(?=!)|tỉnh|thành phố|xã|phường|đặc khu|và"
    r"|phòng(?= )"
)
PLACE_HEADS = re.compile(r"(?<!\w)(?:tỉnh|thành phố|xã|phường|đặc khu) ")


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where and when a document was issued, as far as it says."""

    place: str | None
    issued_on: date | None
    partial: str | None
    start: int
    end: int


def read_number(
    view: View, cells: tuple[Cell, ...]
) -> tuple[int, str | None, str] | None:
    """Return (index of the cell, number or None when blank, symbol), or None.

    A blank number looks like a gap between columns, so the whole line counts.
    """
    for index, cell in enumerate(cells):
        row = cell.row + (cell.key.strip() == "số:" and cell.row + 1 < len(view.lines))
        found = NUMBER.match(view.key, cell.start, view.lines[row].end)
        if found and (":" in found[0] or index < TOP):
            symbol = view.shown[found.start("symbol") : found.end("symbol")]
            number = found["number"]
            return index, number, symbol.replace(" ", "").rstrip(".")
    return None


def read_dateline(view: View, cells: tuple[Cell, ...]) -> Dateline | None:
    """Return place and day of issue; blank numbers stay None.

    Raises:
        ImpossibleDateError: Day, month and year are all there and no such day is.
    """
    for index, cell in enumerate(cells):
        if cell.key.strip(" -*") in MOTTO:
            continue
        start = cell.start
        if numbered := NUMBER.match(view.key, start, cell.end):
            start = min(numbered.end() + 1, cell.end)
        wrapped = index > 0 and not cell.gap and cell.row == cells[index - 1].row + 1
        if index and (cell.shown[:1].islower() or (wrapped and _is_tail(cells, index))):
            start = cells[index - 1].start
        limit = cells[min(index + 1, len(cells) - 1)].end
        found = PLACE_DAY.match(view.key, start, limit)
        if not found or not (found["month"] or found["year"]):
            continue
        day, month, year = (found[name] for name in ("day", "month", "year"))
        issued = partial = None
        if day and month and year:
            numbers = (int(year), int(month), int(day))
            issued = day_of(view, found.start("day"), found.end(), numbers)
        elif year:
            partial = f"{year}-{int(month):02d}" if month else year
        place = view.shown[found.start("place") : found.end("place")].strip()
        return Dateline(place, issued, partial, found.start(), found.end())
    return None


def read_issuer(cells: tuple[Cell, ...]) -> str | None:
    """Return the issuing body from the capitals above the number, as prose has it."""
    names = [
        cell
        for cell in map(_without_motto, cells)
        if cell.is_upper
        and cell.key.strip(" -*") not in MOTTO
        and cell.key not in URGENT
    ]
    if not names:
        return None
    first = max(
        (i for i, cell in enumerate(names) if LOWER_BODY.match(cell.key)), default=0
    )
    own = _prose(words_of(names[first:]))
    if own.lower() == "văn phòng" and first:
        above = _prose(words_of(names[:first]))
        return f"{own} {above}"
    return own


def _without_motto(cell: Cell) -> Cell:
    """Cut off the state's name and motto where they stand on the issuer's line."""
    at = max(cell.key.find(words) for words in ("cộng hòa xã hội", "độc lập - tự do"))
    if at <= 0:
        return cell
    shown, key = cell.shown[:at].rstrip(), cell.key[:at].rstrip()
    return replace(cell, shown=shown, key=key, end=cell.start + len(key))


def read_kind(cells: tuple[Cell, ...], symbol: str | None) -> tuple[str | None, int]:
    """Return the kind and the index of the cell that names it (-1: by its symbol)."""
    for index, cell in enumerate(cells):
        name = cell.key.strip(" :*")
        if cell.is_upper and name in KINDS:
            following = " ".join(c.key for c in cells[index + 1 : index + 3])
            if name == "thông báo" and following.startswith("kết luận"):
                name = "thông báo kết luận"
            return name.capitalize(), index
    kinds = [
        kind for kind, short in KINDS.items() if symbol and short in _parts(symbol)
    ]
    if kinds:
        return kinds[0].capitalize(), -1
    letter = any(SUBJECT.match(c.key) or c.key.startswith("kính gửi") for c in cells)
    return (LETTER if letter or symbol else None), -1


def read_title(
    cells: tuple[Cell, ...], kind_at: int, dateline: Dateline | None
) -> tuple[str | None, int]:
    """Return the trích yếu without "V/v", and the view position where it ends."""
    begin = kind_at + 1
    if kind_at < 0:
        begin = next((i for i, c in enumerate(cells) if SUBJECT.match(c.key)), -1)
        if begin < 0:
            return None, 0
    title: list[Cell] = []
    for cell in cells[begin:]:
        if dateline and cell.start < dateline.end and dateline.start < cell.end:
            continue
        if cell.key.strip(" -*") in MOTTO or cell.key.strip(" .:*-") in URGENT:
            continue
        if title and _ends_title(title, cell, named=kind_at >= 0):
            break
        if cell.key.startswith("kính gửi"):
            break
        title.append(cell)
    if not title:
        return None, 0
    words = words_of(title)
    if kind_at < 0:
        words = words[len(SUBJECT.match(title[0].key)[0]) :]  # type: ignore[index] # found above
    return words.strip(" .;:*") or None, title[-1].end if title else 0


def read_urgency(cells: tuple[Cell, ...]) -> Urgency:
    """Return the độ khẩn printed as a mark of its own."""
    for cell in cells:
        mark = cell.key.strip(" .:*-")
        if cell.is_upper and mark in URGENT:
            return URGENT[mark]
    return Urgency.NORMAL


def _ends_title(title: list[Cell], cell: Cell, *, named: bool) -> bool:
    if cell.key.startswith(("kính gửi", "căn cứ")) or NUMBER.match(cell.key):
        return True
    if cell.gap:
        return True
    return named and title[0].is_upper and not cell.is_upper


def _is_tail(cells: tuple[Cell, ...], index: int) -> bool:
    """Tell a place split over two lines ("Thành phố Hồ Chí / Minh, ngày")."""
    before = cells[index - 1]
    place = cells[index].key.split(",")[0]
    if before.key.endswith(place):
        return False  # the title's last words, not the place's first
    return before.key.startswith(("thành phố", "tỉnh", "tp")) and not before.is_upper


def _parts(symbol: str) -> list[str]:
    return re.split(r"[-/]", symbol)


def _prose(name: str) -> str:
    """Return capitals as running text writes them: "Ủy ban nhân dân tỉnh Cao Bằng"."""
    lower = name.lower()
    place = PLACE_HEADS.search(lower)
    if place:
        head, proper = lower[: place.end()], lower[place.end() :]
        if place[0] == "thành phố " and head.startswith("ủy"):
            head = head[: place.start()] + "Thành phố "
        return head[:1].upper() + head[1:] + proper.title()
    words = lower.split(" ")
    second = next(
        (i for i, w in enumerate(words) if w in {"chính", "xây", "nội"}), None
    )
    if second is not None:
        words[second] = words[second].capitalize()
    words[0] = words[0].capitalize()
    return " ".join(words)
