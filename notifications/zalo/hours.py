"""When Zalo may be used: not at night; what must wait goes out on a working morning."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from directive.calendar import WorkCalendar
from runtime.clock import HANOI

if TYPE_CHECKING:
    from collections.abc import Callable

NIGHT_BEGINS = time(22)
NIGHT_ENDS = time(6)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Hours:
    """The hours of Zalo (Asia/Ho_Chi_Minh) and the working days of the office.

    `calendar` is asked when it is needed, since another may come into force.
    """

    calendar: Callable[[], WorkCalendar] = WorkCalendar

    def is_night(self, now: datetime) -> bool:
        """Tell whether an aware `now` lies in 22:00-6:00, when nobody is disturbed."""
        local = now.astimezone(HANOI).time()
        return local >= NIGHT_BEGINS or local < NIGHT_ENDS

    def next_morning(self, now: datetime) -> datetime:
        """Return the start of the next working day's hours after this night, aware.

        Before 6:00 that may be the same day.
        """
        local = now.astimezone(HANOI)
        return self._morning(local if local.time() < NIGHT_ENDS else local + _DAY)

    def morning_of_another_day(self, now: datetime) -> datetime:
        """Return the start of the next working day after the day of `now`, aware."""
        return self._morning(now.astimezone(HANOI) + _DAY)

    def _morning(self, earliest: datetime) -> datetime:
        calendar = self.calendar()
        day = calendar.next_working_day(earliest.date())
        return datetime.combine(day, calendar.office_hours[0].start, HANOI)


ANY_WEEK = Hours()
"""The hours of an office that set no calendar: weekends and holidays as by law."""
