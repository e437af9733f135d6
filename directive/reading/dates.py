"""Days as documents write them; a day that no calendar has is an error."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING

from directive.errors import ImpossibleDateError

if TYPE_CHECKING:
    from directive.reading.text import View

# "15/12/2025", "15.12.2025", "15-12-2025", "15 tháng 12 năm 2025", "15/12".
# Not after a digit or slash, so that "1234/15/2025" and ratios stay out.
DAY = (
    r"(?<![\d/])(?P<day>\d{1,2})(?: ?[/.-] ?| tháng )(?P<month>\d{1,2})"
    r"(?:(?: ?[/.-] ?| năm )(?P<year>(?:19|20)\d\d)(?!\d))?(?![\d/]|[.,]\d)"
)


def day_of(view: View, start: int, end: int, numbers: tuple[int, int, int]) -> date:
    """Return the date of (year, month, day), read at [start, end) of the view.

    Raises:
        ImpossibleDateError: No calendar has it; says the words and where.
    """
    year, month, day = numbers
    try:
        return date(year, month, day)
    except ValueError:
        raise ImpossibleDateError(_complaint(view, start, end, numbers)) from None


def last_of_month(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def _complaint(view: View, start: int, end: int, numbers: tuple[int, int, int]) -> str:
    at = view.span(start, end)
    row = view.source.count("\n", 0, at.start) + 1
    year, month, day = numbers
    return (
        f"line {row}, characters {at.start}-{at.end}: "
        f"“{view.shown[start:end]}” names a day that does not exist "
        f"({day}/{month}/{year}); correct the document and read it again"
    )
