"""Why a rung sounds: the rule, the days counted, and what comes next."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from directive.default_policy import DEFAULT_POLICY
from directive.policy import AUDIENCE_NAMES, TONES, Policy, Rung, Track, prefix
from directive.standing import (
    Standing,
    anchor,
    moved_from,
    rung_day,
    urgent_moment,
)

if TYPE_CHECKING:
    from datetime import date, datetime

    from directive.calendar import WorkCalendar

_UNLESS = {
    Track.DUE: "nếu chưa có báo cáo kết quả",
    Track.ACKNOWLEDGEMENT: "nếu vẫn chưa tiếp nhận",
    Track.NAMING: "nếu vẫn chưa phân công",
    Track.UNDATED: "nếu vẫn chưa có báo cáo",
    Track.CHECK: "nếu vẫn chưa duyệt",
    Track.URGENT: "nếu vẫn chưa tiếp nhận",
}


def explain(
    rung: Rung,
    standing: Standing,
    calendar: WorkCalendar,
    policy: Policy = DEFAULT_POLICY,
) -> str:
    """Say in Vietnamese which rung it is, by which rule, and what comes next.

    The text names every day counted from and to, and each day that was skipped
    with its reason, so that an agency can count again.
    """
    day = rung_day(rung, standing, calendar)
    head = f"Mốc {rung.key}: {rung.purpose}; báo {_asked(rung)}."
    if day is None:
        return f"{head} Mốc này không áp dụng: không có ngày để tính."
    counted = _counted(rung, standing, calendar, day)
    return f"{head} {counted} {_next(rung, standing, calendar, policy)}"


def _asked(rung: Rung) -> str:
    """Name who hears it, whether for action, and how it is asked for."""
    audience = AUDIENCE_NAMES[rung.audience]
    if not rung.action:
        return f"{audience} để biết"
    return f"{audience} để xử lý. {TONES[rung.tone].removesuffix('.')}"


def _counted(rung: Rung, standing: Standing, calendar: WorkCalendar, day: date) -> str:
    moment = urgent_moment(rung, standing)
    if moment and standing.issued_at:
        issued = standing.issued_at.astimezone(calendar.zone)
        sounds = moment.astimezone(calendar.zone)
        return (
            f"Tính {rung.offset} giờ liên tục từ lúc giao {issued:%H:%M %d/%m/%Y} "
            f"đến {sounds:%H:%M %d/%m/%Y}{_put_off(rung, moment, calendar)}."
        )
    start = anchor(rung.track, standing) or day
    if rung.track is Track.UNDATED:
        since = "lần báo cáo gần nhất" if standing.moved_on else "ngày giao"
        return (
            f"Tính {rung.offset} ngày từ {since} {_show(start)}, "
            f"vào ngày làm việc {_show(day)}"
            f"{_moved(moved_from(rung, standing, calendar), calendar)}."
        )
    if rung.track is Track.DUE:
        last = standing.last_working_day or calendar.last_working_day(start)
        origin = f"Hạn {_show(start)}, ngày làm việc cuối cùng {_show(last)}"
        start = last if rung.offset <= 0 else start
        origin += f"; tính từ {_show(start)}"
    else:
        since = "ngày nộp báo cáo" if rung.track is Track.CHECK else "ngày giao"
        origin = f"Tính từ {since} {_show(start)}"
    way = "ngược lại" if rung.offset < 0 else "đến"
    return (
        f"{origin} {way} {_show(day)} là {abs(rung.offset)} ngày làm việc"
        f"{_left_out(start, day, calendar)}."
    )


def _put_off(rung: Rung, moment: datetime, calendar: WorkCalendar) -> str:
    """Say that a moment outside office hours waits for the next session."""
    sounds = calendar.next_working_moment(moment)
    if rung.around_the_clock or sounds == moment:
        return ""
    return f"; ngoài giờ làm việc nên chuyển sang {sounds:%H:%M %d/%m/%Y}"


def _moved(falls: date | None, calendar: WorkCalendar) -> str:
    reason = calendar.why_off(falls) if falls else None
    return f" (chuyển từ {_show(falls)}: {reason})" if falls and reason else ""


def _left_out(start: date, day: date, calendar: WorkCalendar) -> str:
    skipped = calendar.skipped(start, day)
    if not skipped:
        return ""
    days = ", ".join(f"{_show(off)} ({reason})" for off, reason in skipped)
    return f", không tính {days}"


def _next(
    rung: Rung, standing: Standing, calendar: WorkCalendar, policy: Policy
) -> str:
    """Name the next higher rung of the track, with its day."""
    later = [
        coming
        for other in policy.rungs
        if other.track is rung.track and other.urgency is rung.urgency
        for coming in [_after(other, rung.offset)]
        if coming
    ]
    if not later:
        return "Đây là mốc cuối."
    coming = min(later, key=lambda other: (other.offset, not other.escalates))
    day = rung_day(coming, standing, calendar)
    when = f" ngày {_show(day)}" if day else ""
    audience = AUDIENCE_NAMES[coming.audience]
    return f"Tiếp theo: {coming.key}{when}, báo {audience}, {_UNLESS[rung.track]}."


def _after(rung: Rung, offset: int) -> Rung | None:
    """Return the rung, or its first return, that lies beyond `offset`."""
    if rung.offset > offset:
        return rung
    if not rung.repeats:
        return None
    beyond = (offset // rung.offset + 1) * rung.offset
    return replace(rung, key=f"{prefix(rung.track)}{beyond:+d}", offset=beyond)


def _show(day: date) -> str:
    return f"{day:%d/%m/%Y}"
