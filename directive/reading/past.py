"""Days that look like deadlines: what has happened, was counted, or lasts between."""

from __future__ import annotations

import re
from datetime import date, timedelta

from directive.reading.dates import DAY
from directive.reading.text import sentence_start

# A day that far before the day of issue was set by an earlier order.
LONG_PAST = timedelta(days=21)
# "đã … trước ngày", "tính đến ngày", "giai đoạn": told, not ordered.
PAST = re.compile(
    r"(?<!\w)(?:thời gian báo cáo (?:định kỳ )?(?:hằng|hàng) năm tính"
    r"|đã (?!được giao|nêu|ban|đề ra|ký|cấp|có|hoàn)|tính ?$|hiện có ?$|có mặt ?$"
    r"|·[^.;,]{0,20}ban hành ?$|số liệu ?$|kể ?$|được giao ?$|có hiệu lực"
    r"|hết hiệu lực|từng |giai đoạn ?$|chốt ?$|lũy kế ?$"
    r"|đối với [^,;.:]{3,80} (?:tiếp nhận|phát sinh|phê duyệt|ban hành|được cấp|ký kết"
    r"|khởi công) ?$)"
)
DONE = re.compile(
    r"(?<!\w)(?:hoàn thành|xong|thời gian|thời hạn|kết thúc)(?: [^.;,]{0,20})? ?:? ?$"
)
# "từ ngày 08 đến ngày 09 tháng 11": the first day may lack its month.
OPENED = re.compile(rf"(?<!\w)từ (?:ngày )?(?:{DAY}|\d{{1,2}}) ?$")
WINDOW = 60  # characters before "đến ngày" in which "từ ngày" stands


def is_over(issued_on: date | None, named: date, how: str) -> bool:
    """Tell a day set by an earlier order, or up to which something is counted."""
    if issued_on is None:
        return False
    counted = how.startswith(("đến", "tới", "hết"))
    return named < issued_on - (timedelta() if counted else LONG_PAST)


def is_past(text: str, at: int, start: int) -> bool:
    """Tell what has happened: "đã … trước ngày", "tính đến ngày", a statistic."""
    return bool(PAST.search(text[sentence_start(text, start, at) : at]))


def is_window(text: str, at: int) -> bool:
    """Tell the end of "từ ngày … đến ngày …" of something else from a deadline."""
    words = text[max(0, at - WINDOW) : at]
    opened = OPENED.search(words)
    return bool(opened) and not DONE.search(words[: opened.start()] if opened else "")
