"""The days that a calendar adds to the law: in its document, and in a sheet of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from directive.calendar import SWAPPED
from store.calendar_file import with_days
from store.rows_file import read_rows

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

COLUMNS = {
    "day": ("Ngày",),
    "kind": ("Loại", "Nghỉ hay làm"),
    "name": ("Tên ngày", "Tên", "Lý do"),
}
_LISTS = ("off", "working")


@dataclass(frozen=True, slots=True)
class Added:
    """A day that is off, or worked, other than by the law and the weekend."""

    day: date
    rest: bool
    name: str  # of a day off


@dataclass(frozen=True, slots=True)
class DayLine:
    """One day as written; `places` by field."""

    day: date | None
    kind: str
    name: str
    places: Mapping[str, str]


def read_days(path: Path) -> tuple[DayLine, ...]:
    """Return the lines of an XLSX, CSV or YAML file; see `read_rows` for its columns.

    Raises:
        RowsFileError: The file cannot be used; says the row and column.
    """
    return tuple(
        DayLine(
            day=row["day"].day(),
            kind=row["kind"].text(),
            name=row["name"].text(),
            places={name: cell.where for name, cell in row.items()},
        )
        for row in read_rows(path, COLUMNS)
    )


def added_days(years: Mapping[str, Any]) -> list[Added]:
    """Return the days of a calendar document, the earliest first."""
    found: dict[date, Added] = {}
    for row in years.values():
        for key, name in (row.get("holidays") or {}).items():
            day = date.fromisoformat(str(key))
            found[day] = Added(day, rest=True, name=str(name))
        for listed in _LISTS:
            for one in row.get(listed) or ():
                day = date.fromisoformat(str(one))
                rest = listed == "off"
                found[day] = Added(day, rest=rest, name=SWAPPED if rest else "")
    return [found[day] for day in sorted(found)]


def with_added(years: Mapping[str, Any], days: Iterable[Added]) -> dict[str, Any]:
    """Return a calendar document with some days more, or other than they were."""
    changed = dict(years)
    for one in days:
        off, working = ([one.day], []) if one.rest else ([], [one.day])
        changed = with_days(changed, off=off, working=working, because=one.name)
    return changed


def without_days(years: Mapping[str, Any], days: Collection[date]) -> dict[str, Any]:
    """Return a calendar document in which days are again what the law makes them."""
    gone = {str(day) for day in days}
    changed = {}
    for year, row in years.items():
        kept: dict[str, object] = {
            name: [one for one in row.get(name) or () if str(one) not in gone]
            for name in _LISTS
        }
        named = row.get("holidays") or {}
        kept["holidays"] = {k: v for k, v in named.items() if str(k) not in gone}
        changed[year] = {**row, **{k: v for k, v in kept.items() if v or k in row}}
    return changed
