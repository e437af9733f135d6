"""The only place that asks what time it is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")

_shift = timedelta()


def set_start(start: datetime | None, *, since: datetime | None = None) -> None:
    """Let the clock show `start` (aware) and run on; None is the real time.

    `since` is the real moment (aware) at which it showed `start`, now when None:
    processes that are given the same two agree on the time.
    """
    global _shift  # noqa: PLW0603 - the one piece of state of a program's clock
    _shift = start - (since or real_now()) if start else timedelta()


def is_shifted() -> bool:
    """Tell whether the clock shows another moment than the real one."""
    return bool(_shift)


def now() -> datetime:
    """Return the moment it is, aware, in UTC."""
    return real_now() + _shift


def real_now() -> datetime:
    """Return the real moment, aware, in UTC, for what is kept by real time.

    Prefect's book and the times of files know nothing of a shifted clock.
    """
    return datetime.now(UTC)  # noqa: TID251 - this is the one place
