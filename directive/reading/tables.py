"""Tables of tasks that a portal flattened: one paragraph for each cell.

STT | Nhiệm vụ | Chủ trì | Phối hợp | Thời gian | Sản phẩm. A row begins at a
number that stands alone; its cells are told apart by their order, and by what a
time or a name looks like where one is missing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from directive.reading.bodies import COMMON_NOUN
from directive.reading.phrases import name_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from directive.reading.text import View

Place = tuple[int, int]

NUMBER_HEAD = re.compile(r"(?:tt|stt|số tt|số thứ tự)\.?$")
# What a column's head says, the narrower before the wider.
COLUMNS = {
    "partner": re.compile(r".*phối hợp"),
    "lead": re.compile(r".*chủ trì"),
    "actor": re.compile(
        r"(?:cơ quan|đơn vị|đơn vị,? địa phương).{0,20}(?:thực hiện)?$"
    ),
    "time": re.compile(r".*(?:thời gian|thời hạn|tiến độ|hoàn thành)"),
    "result": re.compile(r".*(?:sản phẩm|kết quả)"),
    "money": re.compile(r".*kinh phí"),
    "note": re.compile(r"ghi chú|căn cứ|.*văn bản giao"),
    "task": re.compile(r".*(?:nhiệm vụ|nội dung|công việc|giải pháp|hoạt động)"),
}
HEAD_LENGTH = 60
ROW = re.compile(r"(?P<number>\d{1,3}(?:\.\d{1,2})*)\.?$")
GROUP = re.compile(r"(?P<group>[ivx]{1,5}|[a-h])\.?(?: (?P<title>.+))?$")
# A cell of time: short, and nothing but when.
TIME = re.compile(
    r"(?:trước|sau|trong|chậm nhất|đến|hết|từ|quý|tháng|năm|hằng|hàng|thường xuyên"
    r"|định kỳ|theo (?:kế hoạch|lộ trình|tiến độ|yêu cầu)|giai đoạn|khi có|ngày"
    r"|20\d\d|\d{1,2}/20\d\d)(?!\w)"
)
TIME_LENGTH = 90
END = re.compile(r"(?:nơi nhận|phụ lục|./.)")


@dataclass(slots=True)
class Row:
    """One task of a table: where its cells stand in the view."""

    path: str
    task: Place
    leads: bool
    cells: dict[str, Place] = field(default_factory=dict)


def paragraphs(view: View, start: int, end: int) -> list[Place]:
    """Return the paragraphs of [start, end): lines with no blank line between."""
    places: list[Place] = []
    for line in view.lines:
        if not start <= line.start < end:
            continue
        if places and not line.gap:
            places[-1] = (places[-1][0], line.end)
        else:
            places.append((line.start, line.end))
    return places


def find_tables(view: View, start: int, end: int) -> list[tuple[Place, list[Row]]]:
    """Return the tables of tasks in [start, end) with their rows."""
    places = paragraphs(view, start, end)
    tables: list[tuple[Place, list[Row]]] = []
    index = 0
    while index < len(places):
        columns = _head(view, places, index)
        if not columns:
            index += 1
            continue
        first = index
        index += len(columns) + 1
        last = index
        while last < len(places) and not _ends(view, places, last):
            last += 1
        rows = list(_rows(view, places[index:last], columns))
        if rows:
            tables.append(((places[first][0], places[last - 1][1]), rows))
        index = max(last, index)
    return tables


def _head(view: View, places: Sequence[Place], index: int) -> list[str]:
    """Return the columns when a table's head begins at `index`, else nothing."""
    if not NUMBER_HEAD.match(_words(view, places[index])):
        return []
    columns: list[str] = []
    for place in places[index + 1 : index + 9]:
        words = _words(view, place)
        name = next((n for n, p in COLUMNS.items() if p.match(words)), None)
        if name is None or len(words) > HEAD_LENGTH or ROW.match(words):
            break
        if name in columns:
            break
        columns.append(name)
    wanted = {"lead", "actor", "time", "partner"}
    return columns if "task" in columns and wanted & set(columns) else []


def _ends(view: View, places: Sequence[Place], index: int) -> bool:
    words = _words(view, places[index])
    return bool(END.match(words) or NUMBER_HEAD.match(words))


def _rows(view: View, places: Sequence[Place], columns: list[str]) -> Iterator[Row]:
    """Yield the rows: the paragraphs between one lone number and the next."""
    group = ""
    number: str | None = None
    cells: list[Place] = []
    for place in [*places, None]:
        words = _words(view, place) if place else ""
        starts = ROW.match(words) if place else None
        heading = GROUP.match(words) if place and not starts else None
        if place and not starts and not heading:
            cells.append(place)
            continue
        if number is not None and cells:
            yield _row(view, f"PL.{group}{number}", cells, columns)
        number, cells = None, []
        if heading:
            group = f"{heading['group'].upper()}."
        elif starts:
            number = starts["number"]


def _row(view: View, path: str, cells: list[Place], columns: list[str]) -> Row:
    """Give each cell its column; the task takes what comes before the first name."""
    wanted = [c for c in columns if c != "task"]
    first = next(
        (i for i in range(1, len(cells)) if _fits(view, cells[i], wanted[0])), 1
    )
    row = Row(path, (cells[0][0], cells[first - 1][1]), leads="lead" in columns)
    rest = list(cells[first:])
    for at, name in enumerate(wanted):
        if not rest:
            break
        spare = len(wanted) - at > len(rest)
        if spare and not _fits(view, rest[0], name):
            continue
        row.cells[name] = rest.pop(0)
    return row


def _fits(view: View, place: Place, column: str) -> bool:
    """Tell whether a cell looks like what its column holds."""
    is_time = is_time_cell(view, place)
    if column == "time":
        return is_time
    if column in {"lead", "actor", "partner"}:
        return not is_time and _is_name(view, place)
    return not is_time


def is_time_cell(view: View, place: Place) -> bool:
    """Tell a cell that says nothing but when."""
    short = place[1] - place[0] <= TIME_LENGTH
    return short and bool(TIME.match(view.key, *place))


def _is_name(view: View, place: Place) -> bool:
    named = name_at(view, *place) or COMMON_NOUN.match(view.key, *place)
    return bool(named)


def _words(view: View, place: Place) -> str:
    return view.key[place[0] : place[1]].strip()
