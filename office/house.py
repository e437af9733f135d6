"""What an office is set up with: its calendar, its ladder, its name and address."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from runtime.clock import HANOI

if TYPE_CHECKING:
    from datetime import date, datetime

    from directive.calendar import WorkCalendar
    from directive.ladder import Policy


@dataclass(frozen=True, slots=True)
class House:
    """The values that rules and messages of one office need; given, never looked up.

    `virtual` says that the clock is not the real one: every message then says so.
    """

    calendar: WorkCalendar
    policy: Policy
    office_name: str = "Văn phòng UBND tỉnh Cao Bằng"
    office_code: str = "VPUB"  # the agency whose posts monitor
    chair_code: str = "UBND"  # the agency whose posts decide
    mail_domain: str = "vpubnd.cao-bang.example"
    base_url: str | None = None
    virtual: bool = False
    link_secret: str | None = field(default=None, repr=False)  # None: no links


def office_day(now: datetime) -> date:
    """Return the day it is at the office (Asia/Ho_Chi_Minh)."""
    return now.astimezone(HANOI).date()
