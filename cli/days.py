"""Days and moments as people type them on a command line."""

from __future__ import annotations

from datetime import date, datetime

from cli.errors import RefusedError
from runtime.clock import HANOI

_DAYS = ("%Y-%m-%d", "%d/%m/%Y")
_MOMENTS = ("%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%H:%M %d/%m/%Y")


def read_day(given: str, *, option: str) -> date:
    """Return a day written as 2025-08-20 or 20/08/2025.

    Raises:
        RefusedError: It is no day; names the option that it was given to.
    """
    found = _read(given, _DAYS)
    if found is None:
        raise RefusedError(
            f"{option} {given} is not a day: write it as 2025-08-20 or 20/08/2025"
        )
    return found.date()


def read_moment(given: str, *, option: str) -> date:
    """Return a day, or a moment in Asia/Ho_Chi_Minh when an hour is given too.

    Raises:
        RefusedError: It is neither; names the option that it was given to.
    """
    at = _read(given, _MOMENTS)
    return at.replace(tzinfo=HANOI) if at else read_day(given, option=option)


def _read(given: str, forms: tuple[str, ...]) -> datetime | None:
    for form in forms:
        try:
            return datetime.strptime(given, form)  # noqa: DTZ007 - the caller's zone
        except ValueError:
            continue
    return None
