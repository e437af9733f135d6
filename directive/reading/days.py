"""Days that are named: "trước ngày 15/12/2025", "chậm nhất ngày 25 hằng tháng"."""

from __future__ import annotations

import re
from datetime import time, timedelta
from typing import TYPE_CHECKING

from directive.model import Deadline, DeadlineKind, Recurrence
from directive.reading.dates import DAY, day_of
from directive.reading.found import found_at
from directive.reading.past import is_over, is_past, is_window
from directive.reading.rules import Rule, each
from directive.reading.text import matches, sentence_start

if TYPE_CHECKING:
    from collections.abc import Iterator

    from directive.reading.found import Found, Reader

BY = r"(?:chậm nhất|muộn nhất)(?: là)?(?: đến| vào| trong)?(?: hết)?"
BEFORE = rf"(?:(?:{BY} )?trước)"
UNTIL = (
    rf"(?:{BY}|hạn (?:cuối|chót)(?: cùng)?(?: là)?|(?:đến|tới)(?: hết)?|hết|vào"
    r"|xong trong|trong)"
)
HOUR = r"(?:(?P<hour>\d{1,2}) ?(?:giờ|h|g|:) ?(?P<minute>\d{2})?(?: phút)?,? )"
WEEKDAY = r"(?:thứ (?:hai|ba|tư|năm|sáu|bảy|\d)|chủ nhật),? ?"
YEARLY = r" (?:hằng|hàng|mỗi) năm"
MONTHLY = r" (?:hằng|hàng|mỗi) tháng"


# A fixed day. "ngày" may be missing only after "trước", "chậm nhất" or a full
# date, so that a ratio ("đạt 15/20 xã") stays a ratio.
FIXED = re.compile(
    rf"(?<!\w)(?P<how>{BEFORE}|{UNTIL}) (?:{HOUR}(?:,? )?)?(?:sáng |chiều )?"
    rf"(?:{WEEKDAY})?"
    rf"(?P<word>ngày )?{DAY}(?P<every>{YEARLY}|{MONTHLY})?"
)
# "trước ngày 20 hằng tháng": the day of a period, no month named.
DAY_OF_PERIOD = re.compile(
    rf"(?<!\w)(?P<how>{BEFORE}|{UNTIL}) ngày (?P<day>\d{{1,2}})"
    r"(?: của)? (?P<every>(?:hằng|hàng|mỗi) (?:tháng|quý)"
    r"|(?:của )?tháng (?:(?:đầu|cuối) (?:hằng |hàng |mỗi )?quý"
    r"|(?:tiếp theo|kế tiếp|liền kề|báo cáo)(?!\w)))"
)
NEXT = ("tháng tiếp", "tháng kế", "tháng liền", "tháng báo")
# "trước 16 giờ hằng ngày": an hour of every day.
HOUR_OF_DAY = re.compile(
    rf"(?<!\w)(?P<how>{BEFORE}|{UNTIL}|lúc) {HOUR}(?:của )?(?:hằng|hàng|mỗi) ngày(?!\w)"
)
EACH_YEAR = re.compile(
    r"(?<!\w)(?:định kỳ|(?:hằng|hàng) năm|0?6 tháng(?:,| và| \()"
    r"|báo cáo (?:tổng kết )?năm(?! 20| \d))(?!\w)"
)
# "hoàn thành trước 30/11": a day without its word and year, not a ratio.
ENDS = re.compile(r" ?(?:[.;,)]|$)| (?:để|và) ")
DECEMBER = 12
DUE_REACH = 60  # characters
DUE_VERB = re.compile(r"(?<!\w)(?:hoàn thành|xong|nộp|gửi|báo cáo)(?: [^.;,]{0,40})? $")


def fixed_days(reader: Reader, start: int, end: int) -> Iterator[Found]:
    """Yield "trước ngày 15/12/2025", and such a day of every year or month.

    Raises:
        ImpossibleDateError: The day does not exist.
    """
    signs = ("tháng ", "/", ".", "-")
    for match in matches(FIXED, reader.masked, start, end, *signs):
        begins = match.start()
        if is_past(reader.masked, begins, start) or is_window(reader.masked, begins):
            continue
        year = match["year"]
        if not (match["word"] or year or match["every"] or _is_due(reader, match)):
            continue
        if match["how"] in {"trong", "hết"} and not match["word"]:
            continue
        if match["every"] or (not year and _each_year(reader, match, start)):
            yield _yearly(reader, match)
            continue
        at = (match.start("day"), match.end("year") if year else match.end("month"))
        month, day = int(match["month"]), int(match["day"])
        named = day_of(reader.view, *at, (_year(reader, year, month, day), month, day))
        if not year and reader.issued_on is None:
            continue
        if is_over(reader.issued_on, named, match["how"]):
            continue
        before = "trước" in match["how"]
        hour = _hour(match)
        inclusive = not before
        last = named if inclusive or hour else named - timedelta(days=1)
        yield found_at(
            reader,
            match,
            Deadline(
                DeadlineKind.FIXED,
                day=named,
                inclusive=inclusive,
                last_day=last,
                last_working_day=reader.working_day(last),
                hour=hour,
                rule=Rule.BEFORE_DAY if before else Rule.BY_DAY,
            ),
        )


def _yearly(reader: Reader, match: re.Match[str]) -> Found:
    every = "month" if "tháng" in (match["every"] or "") else "year"
    before = "trước" in match["how"]
    return found_at(
        reader,
        match,
        Deadline(
            DeadlineKind.RECURRING,
            inclusive=not before,
            recurrence=Recurrence(every, int(match["day"])),
            rule=each(before, every),
        ),
    )


def _is_due(reader: Reader, match: re.Match[str]) -> bool:
    """Tell "hoàn thành trước 30/11." from a ratio ("hoàn thành trước 15/20 xã")."""
    before = reader.masked[max(0, match.start() - DUE_REACH) : match.start()]
    ends = ENDS.match(reader.masked, match.end())
    is_day = int(match["month"]) <= DECEMBER
    return "trước" in match["how"] and is_day and bool(ends and DUE_VERB.search(before))


def _each_year(reader: Reader, match: re.Match[str], start: int) -> bool:
    """Tell a yearless day of a report that comes back: "định kỳ hằng năm … 17/12"."""
    begin = sentence_start(reader.masked, start, match.start())
    return bool(EACH_YEAR.search(reader.masked, begin, match.start()))


def days_of_periods(reader: Reader, start: int, end: int) -> Iterator[Found]:
    """Yield "trước ngày 20 hằng tháng": a day in every period."""
    words = ("hằng ", "hàng ", "mỗi ", "tháng đầu", "tháng cuối", *NEXT)
    for match in matches(DAY_OF_PERIOD, reader.masked, start, end, *words):
        every = "quarter" if "quý" in match["every"] else "month"
        before = "trước" in match["how"]
        deadline = Deadline(
            DeadlineKind.RECURRING,
            inclusive=not before,
            recurrence=Recurrence(every, int(match["day"])),
            rule=each(before, every),
        )
        yield found_at(reader, match, deadline)


def hours_of_days(reader: Reader, start: int, end: int) -> Iterator[Found]:
    """Yield "trước 16 giờ hằng ngày": an hour of every day."""
    for match in matches(HOUR_OF_DAY, reader.masked, start, end, " ngày"):
        before = "trước" in match["how"]
        deadline = Deadline(
            DeadlineKind.RECURRING,
            inclusive=not before,
            recurrence=Recurrence("day"),
            hour=_hour(match),
            rule=Rule.BEFORE_HOUR_EACH_DAY if before else Rule.BY_HOUR_EACH_DAY,
        )
        yield found_at(reader, match, deadline)


def _year(reader: Reader, year: str | None, month: int, day: int) -> int:
    """Return the year named, else the first one in which the day is still to come."""
    if year:
        return int(year)
    if reader.issued_on is None:
        return 2000  # any leap year will do: only a day's existence is asked
    issued = reader.issued_on
    return issued.year + ((month, day) < (issued.month, issued.day))


def _hour(match: re.Match[str]) -> time | None:
    if not match["hour"]:
        return None
    try:
        return time(int(match["hour"]), int(match["minute"] or 0))
    except ValueError:
        return None
