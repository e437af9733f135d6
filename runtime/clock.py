"""The only place that asks what time it is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")

_shift = timedelta()


def set_start(start: datetime | None) -> None:
    """Let the clock begin at `start` (aware) and run on; None is the real time."""
    global _shift  # noqa: PLW0603 - the one piece of state of a program's clock
    _shift = start - _real_now() if start else timedelta()


def is_shifted() -> bool:
    """Tell whether the clock shows another moment than the real one."""
    return bool(_shift)


def now() -> datetime:
    """Return the moment it is, aware, in UTC."""
    return _real_now() + _shift


def _real_now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - this is the one place
