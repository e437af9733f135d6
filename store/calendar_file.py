"""Read the yearly file of working days into a calendar."""

from __future__ import annotations

from datetime import date
from importlib import resources
from typing import TYPE_CHECKING

import yaml

from directive.calendar import SHIPPED_VERSION, WorkCalendar
from directive.statutory import STATUTORY_DAYS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path
    from typing import Any

SHIPPED = "vn_working_days.yaml"
_BARE_OFF = False  # YAML 1.1 reads the key `off` without quotes as a boolean


class CalendarFileError(ValueError):
    """The calendar file cannot be used; one sentence says where and why."""


def load_calendar(path: Path | None = None) -> WorkCalendar:
    """Return the calendar of the file at `path`, or of the one that ships.

    Raises:
        CalendarFileError: The file is missing, unreadable or holds a wrong row.
    """
    where = str(path) if path else SHIPPED
    return calendar_of(_read(path, where), SHIPPED_VERSION, where)


def read_document(path: Path | None = None) -> dict[str, object]:
    """Return a calendar file as the database keeps it, years as text.

    Raises:
        CalendarFileError: The file is missing, unreadable or holds a wrong row.
    """
    where = str(path) if path else SHIPPED
    years = _read(path, where)
    calendar_of(years, SHIPPED_VERSION, where)
    return {str(year): _plain(row) for year, row in years.items()}


def calendar_of(
    years: Mapping[Any, object], version: str, where: str = "calendar"
) -> WorkCalendar:
    """Return the calendar of a document.

    It maps a year to `confirmed` (bool), `off` and `working` (lists of ISO days
    within that year), `holidays` (day to name: what is no statutory day or became
    one later), and may hold `source` and `note`.

    Raises:
        CalendarFileError: A row is wrong; the sentence begins with `where`.
    """
    confirmed: set[int] = set()
    off: set[date] = set()
    working: set[date] = set()
    named: dict[date, str] = {}
    for key, row in years.items():
        year = int(key) if isinstance(key, str) and key.isdecimal() else key
        if type(year) is not int or not isinstance(row, dict):
            raise CalendarFileError(f"{where}: {key!r} is not a year with its days")
        if row.get("confirmed") is True:
            confirmed.add(year)
        free = row.get("off", row.get(_BARE_OFF))
        off.update(_days(free, year, where))
        working.update(_days(row.get("working"), year, where))
        holidays = row.get("holidays") or {}
        if not isinstance(holidays, dict):
            raise CalendarFileError(f"{where}: the holidays of {year} have no names")
        days = _days(list(holidays), year, where)
        named.update(zip(days, map(str, holidays.values()), strict=True))
    if both := (off | named.keys()) & working:
        raise CalendarFileError(f"{where}: {min(both)} is both off and worked")
    return WorkCalendar(
        statutory=STATUTORY_DAYS | named,
        extra_off=frozenset(off),
        extra_working=frozenset(working),
        confirmed_years=frozenset(confirmed),
        version=version,
    )


def with_days(
    years: Mapping[str, Any],
    *,
    off: Sequence[date],
    working: Sequence[date],
    because: str,
) -> dict[str, Any]:
    """Return a calendar document with more days off and more days worked.

    Args:
        years: The document so far.
        off: Days nobody works, such as a holiday announced later.
        working: Days that are worked, such as a Saturday in exchange.
        because: The name of the days off.

    Raises:
        CalendarFileError: A day is to be both.
    """
    if both := set(off) & set(working):
        raise CalendarFileError(f"{min(both)} cannot be both off and worked")
    changed = {year: dict(row) for year, row in years.items()}
    for day in (*off, *working):
        row = changed.setdefault(str(day.year), {"confirmed": False})
        rest = day in off
        row["working"] = _without(row.get("working"), day) + (
            [] if rest else [str(day)]
        )
        row["off"] = _without(row.get("off"), day)
        names = {k: v for k, v in (row.get("holidays") or {}).items() if k != str(day)}
        row["holidays"] = names | ({str(day): because} if rest else {})
    return changed


def _without(days: Sequence[object] | None, day: date) -> list[object]:
    return [one for one in days or () if str(one) != str(day)]


def _plain(row: object) -> object:
    """Return a year's row JSON-safe: days as text, the bare `off` named."""
    if isinstance(row, dict):
        return {
            "off" if key is _BARE_OFF else str(key): _plain(value)
            for key, value in row.items()
        }
    if isinstance(row, list):
        return [_plain(value) for value in row]
    return row if isinstance(row, bool | int | None) else str(row)


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
