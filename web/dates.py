"""Days and moments as officials write them; their words in the language of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notifications import wording
from web import tongue

if TYPE_CHECKING:
    from datetime import date, datetime


def weekday(day: date) -> str:
    """Return thứ Sáu, or Friday."""
    return tongue.say(wording.weekday(day))


def moment(when: datetime) -> str:
    """Return 07:30 ngày 26/12/2025, or 07:30, 26/12/2025 (Asia/Ho_Chi_Minh)."""
    return tongue.say(wording.moment(when))
