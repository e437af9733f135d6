"""When a rung sounds, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from directive.policy import Track

if TYPE_CHECKING:
    from directive.policy import Rung

UNITS = {Track.UNDATED: "ngày", Track.URGENT: "giờ"}
WORKING_DAYS = "ngày làm việc"
SINCE = {
    Track.DUE: "hạn",
    Track.ACKNOWLEDGEMENT: "lúc giao, chưa tiếp nhận",
    Track.NAMING: "lúc giao, chưa phân công",
    Track.UNDATED: "chuyển biến gần nhất, không thời hạn",
    Track.CHECK: "lúc nộp, chờ duyệt",
    Track.URGENT: "lúc giao, văn bản khẩn",
}
BEFORE, AFTER, EVERY = "trước", "sau", "mỗi"


def when(rung: Rung) -> str:
    """Return when a rung sounds, such as "3 ngày làm việc sau hạn"."""
    side = BEFORE if rung.offset < 0 else AFTER
    every = f"{EVERY} " if rung.repeats else ""
    unit = UNITS.get(rung.track, WORKING_DAYS)
    return f"{every}{abs(rung.offset)} {unit} {side} {SINCE[rung.track]}"
