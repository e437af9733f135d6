"""Working days and office hours of state offices in Viet Nam.

Weekends, statutory holidays and the yearly swaps come in as data; the calendar
only counts. All days are days in the calendar's time zone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from directive.sentence import Sentence
from directive.statutory import STATUTORY_DAYS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ONE_DAY = timedelta(days=1)
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
WEEKEND = "cuối tuần"
SWAPPED = "nghỉ hoán đổi"
SHIPPED_VERSION = "shipped-1"
_SATURDAY = 5
_LONGEST_BREAK = 60


class Session(NamedTuple):
    """One half of a working day: [start, end)."""

    start: time
    end: time


OFFICE_HOURS = (Session(time(7, 30), time(11, 30)), Session(time(13, 30), time(17)))


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Which days and hours are worked.

    Attributes:
        statutory: Public holidays with their names.
        extra_off: Weekdays set free in exchange for a weekend day.
        extra_working: Weekend days worked in exchange.
        confirmed_years: Years whose official notice is in the data.
        zone: Where the days begin and end.
        office_hours: The sessions of a working day, in order.
        version: Names it in the history.
    """

    statutory: Mapping[date, str] = field(default_factory=lambda: STATUTORY_DAYS)
    extra_off: frozenset[date] = frozenset()
    extra_working: frozenset[date] = frozenset()
    confirmed_years: frozenset[int] = frozenset()
    zone: ZoneInfo = HANOI
    office_hours: tuple[Session, ...] = OFFICE_HOURS
    version: str = SHIPPED_VERSION

    def why_off(self, day: date) -> str | None:
        """Return why `day` is not worked, in Vietnamese; None for a working day."""
        if day in self.extra_working:
            return None
        if day in self.extra_off:
            return SWAPPED
        return self.statutory.get(day) or (
            WEEKEND if day.weekday() >= _SATURDAY else None
        )

    def is_working_day(self, day: date) -> bool:
        """Tell whether offices work on `day`."""
        return self.why_off(day) is None

    def last_working_day(self, day: date) -> date:
        """Return the working day on or before `day`."""
        return self._nearest(day, -ONE_DAY)

    def next_working_day(self, day: date) -> date:
        """Return the working day on or after `day`."""
        return self._nearest(day, ONE_DAY)

    def add_working_days(self, day: date, count: int) -> date:
        """Return the `count`-th working day after `day`, before it when negative.

        `day` itself is never counted (BLDS 2015, art. 147); 0 gives `day` back.
        """
        step = ONE_DAY if count > 0 else -ONE_DAY
        for _ in range(abs(count)):
            day = self._nearest(day + step, step)
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """Count the working days in (start, end]; negative when `end` is earlier."""
        if end < start:
            return -self.working_days_between(end, start)
        return sum(map(self.is_working_day, _days(start, end)))

    def skipped(self, start: date, end: date) -> tuple[tuple[date, str], ...]:
        """List the days in (start, end] that are not worked, each with its reason."""
        first, last = sorted((start, end))
        return tuple(
            (day, reason) for day in _days(first, last) if (reason := self.why_off(day))
        )

    def day_of(self, moment: datetime) -> date:
        """Return the day that an aware `moment` falls on.

        Raises:
            ValueError: `moment` has no time zone.
        """
        return self._local(moment).date()

    def end_of(self, day: date) -> datetime:
        """Return the moment `day` ends (24:00; BLDS 2015, art. 148), aware."""
        return datetime.combine(day + ONE_DAY, time(), self.zone)

    def is_working_time(self, now: datetime) -> bool:
        """Tell whether an aware `now` lies within office hours of a working day."""
        local = self._local(now)
        return self.is_working_day(local.date()) and any(
            session.start <= local.time() < session.end for session in self.office_hours
        )

    def next_working_moment(self, now: datetime) -> datetime:
        """Return `now` within office hours, else the start of the next session.

        Raises:
            ValueError: `now` has no time zone.
        """
        if self.is_working_time(now):
            return now
        local = self._local(now)
        if self.is_working_day(local.date()):
            for session in self.office_hours:
                if local.time() < session.start:
                    return datetime.combine(local.date(), session.start, self.zone)
        morning = self.next_working_day(local.date() + ONE_DAY)
        return datetime.combine(morning, self.office_hours[0].start, self.zone)

    def warn_if_unconfirmed(self, year: int) -> str | None:
        """Return a warning in Vietnamese when the data of `year` are not official."""
        if year in self.confirmed_years:
            return None
        if not any(day.year == year for day in self.statutory):
            return Sentence(
                "Lịch làm việc năm {year} chưa có ngày nghỉ lễ nào: hãy bổ sung trước"
                " khi tính thời hạn.",
                year=year,
            )
        return Sentence(
            "Lịch làm việc năm {year} chưa có thông báo chính thức: ngày nghỉ lễ và"
            " ngày hoán đổi chỉ là dự kiến.",
            year=year,
        )

    def _nearest(self, day: date, step: timedelta) -> date:
        for _ in range(_LONGEST_BREAK):
            if self.is_working_day(day):
                return day
            day += step
        raise ValueError(f"no working day within {_LONGEST_BREAK} days of {day}")

    def _local(self, moment: datetime) -> datetime:
        if moment.tzinfo is None:
            raise ValueError(f"a moment needs a time zone: {moment.isoformat()}")
        return moment.astimezone(self.zone)


def _days(start: date, end: date) -> Iterator[date]:
    """Yield the days in (start, end]."""
    for number in range(start.toordinal() + 1, end.toordinal() + 1):
        yield date.fromordinal(number)
