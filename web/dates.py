"""Days and moments as officials write them; their words in the language of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notifications import wording
from runtime.clock import HANOI
from web import tongue

if TYPE_CHECKING:
    from datetime import date, datetime

_WEEKDAYS = (
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
)


def weekday(day: date) -> str:
    """Return thứ Sáu, or Friday."""
    if tongue.spoken.get() == tongue.ENGLISH:
        return _WEEKDAYS[day.weekday()]
    return wording.weekday(day)


def moment(when: datetime) -> str:
    """Return 07:30 ngày 26/12/2025, or 07:30, 26/12/2025 (Asia/Ho_Chi_Minh)."""
    if tongue.spoken.get() == tongue.ENGLISH:
        there = when.astimezone(HANOI)
        return f"{there:%H:%M}, {wording.day(there.date())}"
    return wording.moment(when)
