"""Read the yearly file of working days into a calendar."""

from __future__ import annotations

from datetime import date
from importlib import resources
from typing import TYPE_CHECKING

import yaml

from directive.calendar import WorkCalendar

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SHIPPED = "vn_working_days.yaml"
_BARE_OFF = False  # YAML 1.1 reads the key `off` without quotes as a boolean


class CalendarFileError(ValueError):
    """The calendar file cannot be used; one sentence says where and why."""


def load_calendar(path: Path | None = None) -> WorkCalendar:
    """Return the calendar of the file at `path`, or of the one that ships.

    The file maps a year to `confirmed` (bool), `off` and `working` (lists of ISO
    days within that year), and may hold `source` and `note`.

    Raises:
        CalendarFileError: The file is missing, unreadable or holds a wrong row.
    """
    where = str(path) if path else SHIPPED
    years = _read(path, where)
    confirmed: set[int] = set()
    off: set[date] = set()
    working: set[date] = set()
    for year, row in years.items():
        if type(year) is not int or not isinstance(row, dict):
            raise CalendarFileError(f"{where}: {year!r} is not a year with its days")
        if row.get("confirmed") is True:
            confirmed.add(year)
        free = row.get("off", row.get(_BARE_OFF))
        off.update(_days(free, year, where))
        working.update(_days(row.get("working"), year, where))
    if both := off & working:
        raise CalendarFileError(f"{where}: {min(both)} is both off and worked")
    return WorkCalendar(
        extra_off=frozenset(off),
        extra_working=frozenset(working),
        confirmed_years=frozenset(confirmed),
    )


def _read(path: Path | None, where: str) -> dict[object, object]:
    source = path or resources.files("store.data").joinpath(SHIPPED)
    try:
        content = yaml.safe_load(source.read_text(encoding="utf-8"))
    except OSError as fault:
        raise CalendarFileError(
            f"{where}: cannot be read ({fault.strerror})"
        ) from fault
    except (UnicodeDecodeError, yaml.YAMLError) as fault:
        raise CalendarFileError(f"{where}: is not a YAML file in UTF-8") from fault
    if not isinstance(content, dict) or not content:
        raise CalendarFileError(f"{where}: holds no years")
    return content


def _days(listed: object, year: int, where: str) -> Iterator[date]:
    if listed is not None and not isinstance(listed, list):
        raise CalendarFileError(f"{where}: the days of {year} are not a list")
    for item in listed or ():
        try:
            day = date.fromisoformat(str(item))
        except ValueError as fault:
            raise CalendarFileError(f"{where}: {item} is not a day") from fault
        if day.year != year:
            raise CalendarFileError(f"{where}: {day} stands under {year}")
        yield day
