"""Time words without a single day: months, quarters, years, periods, "thường xuyên"."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from directive.model import DeadlineKind
from directive.reading.dates import last_of_month
from directive.reading.rules import Rule
from directive.reading.text import matches
from directive.reading.words import ORDERING

if TYPE_CHECKING:
    from collections.abc import Iterator

QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
# A period needs a word of time before it: "kế hoạch năm 2025" names a plan.
WITHIN = (
    r"(?<!\w)(?:(?:chậm nhất|muộn nhất)(?: là)? )?"
    r"(?:(?:đến|tới|vào)(?: hết| cuối)?|hết|cuối|xong trong|ngay trong|trong|xong) "
)
MONTH = re.compile(
    WITHIN + r"(?:cuối )?tháng (?:\d{1,2}(?:,| và| ?-) ?)?(?P<month>1[0-2]|0?[1-9])"
    r"(?:/| năm )(?P<year>20\d\d)(?![\d/])"
)
QUARTER = re.compile(
    WITHIN + r"(?:cuối )?qu[ýí] (?P<quarter>iv|i{1,3}|[1-4])"
    r"(?:/|,? năm )(?P<year>20\d\d)(?!\d)"
)
HALF_YEAR = re.compile(
    r"(?<!\w)(?:trong|hết|xong)(?: vòng)? 0?6 tháng (?P<half>đầu|cuối) năm"
    r" (?P<year>20\d\d)(?!\d)"
)
# "đến năm 2030" and "tầm nhìn 2050" name programmes: "hết" or "trong" is wanted.
YEAR = re.compile(
    r"(?<!\w)(?<!tháng )(?<!trong )(?:(?:đến )?(?:hết|cuối)|xong trong"
    r"|ngay trong|trong|xong)(?: \d{1,2} tháng cuối)? (?:cuối )?năm"
    r" (?P<year>20\d\d)(?![\d\w-])(?! và)"
)
# "tăng trưởng từ nay đến hết năm": the time that a plan covers.
FROM_NOW = re.compile(r"(?<!\w)từ nay (?:cho )?(?:đến |tới )?$")
COUNTED = (
    r"(?P<amount>\d{1,3})(?: \([^)]{2,20}\))? (?P<unit>ngày làm việc|ngày|tháng|giờ)"
)
SINCE = (
    r",? (?:kể|kê|tính)? ?(?:từ|sau) (?P<anchor>(?:ngày |khi "
    r"|thời điểm )?(?:(?! (?:phải|thì|có trách nhiệm|nhưng|mà) )[^.;,():]){4,90}(?!\w))"
)
# "trong 30 ngày" alone may be how long a notice hangs: an anchor or "thời hạn".
RELATIVE = re.compile(
    r"(?<!\w)(?:chậm nhất(?: là)?(?: trong| sau)?|trong(?: thời hạn| thời gian| vòng)?"
    r"|không quá|tối đa|sau)"
    rf"(?: vòng| thời hạn)? {COUNTED}{SINCE}"
)
AFTER = re.compile(
    r"(?<!\w)(?:ngay )?sau khi (?P<anchor>(?:có|được|nhận)[^.;,():]{4,90}(?!\w))"
)
# "Sau khi Chính phủ ban hành Nghị định, Sở X …": only as a clause of its own.
ONCE = re.compile(
    r"(?<!\w)(?:ngay )?sau khi (?P<anchor>[^.;,():]{4,90}? (?:ban hành|phê duyệt"
    r"|thông qua|hướng dẫn|có hiệu lực|kết thúc|hoàn thành|tổng kết)"
    r"(?: [^.;,():]{1,60})?)(?=,)"
)
# A feast is an event: its day is found in no calendar of ours. "trước, trong và sau
# Tết" is a time of its own.
FEAST = re.compile(
    r"(?<!\w)(?<!dịp )(?<!trong )(?<!và )(?:trước|(?:ngay )?sau) (?:dịp |kỳ nghỉ )?"
    r"(?P<anchor>tết (?:nguyên đán|dương lịch|âm lịch)(?: [^ .;,():]+){0,4})"
    r"(?=[ .;,]*(?:$|[.;,)]))"
)
# Working days without an anchor still count from something; what follows in
# brackets ("trong 10 ngày làm việc (từ ngày …)") makes them a length.
UNANCHORED = re.compile(
    r"(?<!\w)(?:chậm nhất(?: là)?|trong|không quá)(?: thời hạn| vòng)? "
    r"(?P<amount>\d{1,3}) (?P<unit>ngày làm việc)(?!\w)(?! ?\()"
)
# "Chậm nhất là 30 ngày, trước ngày khai mạc kỳ họp": counts backwards.
AHEAD = re.compile(
    r"(?<!\w)(?:chậm nhất|ít nhất|tối thiểu)(?: là)?(?: trước)? (?P<amount>\d{1,3})"
    r" (?P<unit>ngày làm việc|ngày)"
    r",? trước (?P<anchor>(?:ngày|khi) [^.;,():]{3,90}(?!\w))"
)
EVERY = {
    "ngày": "day",
    "tuần": "week",
    "tháng": "month",
    "quý": "quarter",
    "năm": "year",
}
EACH = re.compile(
    r"(?<!\w)(?:định kỳ,? )?(?P<aside>\()?(?:hằng|hàng|mỗi)"
    r" (?P<every>ngày|tuần|tháng|quý|năm)(?!\w)(?(aside)\))"
    r"(?! (?:đạt|giảm|tăng|tối thiểu|ít nhất|khoảng|\d))"
    r"(?: và đột xuất| hoặc đột xuất)?"
)
# "dự toán ngân sách hằng năm", "kế hoạch hằng năm" are things of each year.
YEARLY_THING = re.compile(
    r"(?<!\w)(?:ngân sách|dự toán|kinh phí|kế hoạch|chương trình|chất lượng|mục tiêu"
    r"|chỉ tiêu|danh mục|định mức|nhu cầu|nghị quyết|vốn)(?: [^ ,;.:]+){0,5} $"
)
NEAR = 60  # characters
HALF = re.compile(
    r"(?<!\w)định kỳ (?P<months>\d{1,2})(?: \([^)]{2,10}\))? tháng"
    r"(?:(?:,| và)? (?:hằng|hàng) năm)?(?: và đột xuất| hoặc đột xuất)?"
)
# "định kỳ báo cáo" says again and again, "báo cáo định kỳ" is a kind of report.
AT_TIMES = re.compile(
    r"(?<!\w)(?:(?:theo )?định kỳ(?: và| hoặc|,) đột xuất"
    rf"|định kỳ(?= {ORDERING.pattern}))"
)
# "thường xuyên" as adverb of an ordered verb; not "chi thường xuyên" (money),
# "bồi dưỡng thường xuyên" (a course), "hoạt động thường xuyên" (a noun).
ONGOING = re.compile(
    r"(?<!chi )(?<!bồi dưỡng )(?<!đào tạo )(?<!hoạt động )(?<!\w)thường xuyên(?!\w)"
)
HOW_ELSE = re.compile(r"(?:,? (?:và )?(?:liên tục|kịp thời|chủ động))*,? ")
DONE_SO = ("thực hiện ", "cập nhật ")
PASSIVE = ("được thực hiện ", "được cập nhật ")


def find(
    text: str, start: int, end: int
) -> Iterator[tuple[re.Match[str], DeadlineKind, date, Rule]]:
    """Yield months, quarters and years as (match, kind, last day, rule)."""
    if text.find("20", start, end) < 0:
        return  # no year of this century is named
    for match in matches(MONTH, text, start, end, "tháng "):
        last = last_of_month(int(match["year"]), int(match["month"]))
        yield match, DeadlineKind.MONTH, last, Rule.END_OF_MONTH
    for match in matches(QUARTER, text, start, end, "quý", "quí"):
        last = last_of_month(int(match["year"]), QUARTERS[match["quarter"]] * 3)
        yield match, DeadlineKind.QUARTER, last, Rule.END_OF_QUARTER
    for match in matches(HALF_YEAR, text, start, end, "tháng "):
        month = 6 if match["half"] == "đầu" else 12
        last = last_of_month(int(match["year"]), month)
        yield match, DeadlineKind.HALF_YEAR, last, Rule.END_OF_HALF_YEAR
    for match in matches(YEAR, text, start, end, "năm 20"):
        if FROM_NOW.search(text, max(start, match.start() - NEAR), match.start()):
            continue
        yield (
            match,
            DeadlineKind.YEAR,
            date(int(match["year"]), 12, 31),
            Rule.END_OF_YEAR,
        )


def find_relative(
    text: str, start: int, end: int
) -> Iterator[tuple[re.Match[str], int | None, str | None, bool]]:
    """Yield (match, amount, unit, whether an anchor is named)."""
    units = {"ngày làm việc": "working_day", "ngày": "day", "tháng": "month"}
    patterns = {
        RELATIVE: ("từ ", "sau "),
        AHEAD: ("trước ",),
        UNANCHORED: ("ngày làm việc",),
    }
    for pattern, words in patterns.items():
        for match in matches(pattern, text, start, end, *words):
            unit = units.get(match["unit"], "hour")
            yield match, int(match["amount"]), unit, pattern is not UNANCHORED
    for match in matches(FEAST, text, start, end, "tết "):
        yield match, None, None, True
    for match in matches(ONCE, text, start, end, "sau khi "):
        before = text[start : match.start()].rstrip()
        if not before or before.endswith((".", ";", ":", ",")):
            yield match, None, None, True
    for match in matches(AFTER, text, start, end, "sau khi"):
        if not text.startswith("(", max(match.start() - 1, 0)):
            yield match, None, None, True


def find_recurring(
    text: str, start: int, end: int
) -> Iterator[tuple[re.Match[str], str | None]]:
    """Yield (match, period or None when none is named)."""
    for match in matches(HALF, text, start, end, "định kỳ"):
        yield match, {"6": "half_year", "06": "half_year"}.get(match["months"], "month")
    for match in matches(EACH, text, start, end, "hằng ", "hàng ", "mỗi "):
        before = text[max(start, match.start() - NEAR) : match.start()]
        if YEARLY_THING.search(before) and "định kỳ" not in match[0]:
            continue
        yield match, EVERY[match["every"]]
    for match in matches(AT_TIMES, text, start, end, "định kỳ"):
        yield match, None


def find_ongoing(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield "thường xuyên" where it says how an ordered act is done."""
    for match in matches(ONGOING, text, start, end, "thường xuyên"):
        more = HOW_ELSE.match(text, match.end(), end)
        ordered = more and ORDERING.match(text, more.end(), end)
        done = text.endswith(DONE_SO, 0, match.start())
        if ordered or (done and not text.endswith(PASSIVE, 0, match.start())):
            yield match
