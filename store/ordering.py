"""The orders of the list of obligations, and the places between its rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import Date, Integer, literal, literal_column, select, tuple_

from store.tables import AgencyRow, ObligationRow
from store.tables.work import PLACE, RANK

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement
    from sqlalchemy.sql.elements import SQLCoreOperations

NEVER = date(9999, 12, 31)
"""Where what has no date stands in the order: after everything that has one."""
ranked: ColumnElement[int] = literal_column(
    RANK.replace("phase", "obligations.phase"), Integer()
)
"""0 for what is to be done, 1 done, 2 not counted; an index knows it by these words."""
placed: ColumnElement[date] = literal_column(
    PLACE.replace("due_on", "obligations.due_on"), Date()
)
"""The due day, NEVER without one; an index knows it by these words."""


class Sort(StrEnum):
    """An order of the list."""

    URGENT = "urgent"  # to be done first, by due day
    DUE = "due"
    NEWEST = "newest"
    AGENCY = "agency"  # by name, then by due day


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place between two rows of the list: where the row beside it stands."""

    rank: int
    due: date
    obligation_id: int
    backwards: bool = False
    agency: str = ""


_KEYS: dict[Sort, tuple[SQLCoreOperations[Any], ...]] = {
    Sort.URGENT: (ranked, placed, ObligationRow.id),
    Sort.DUE: (placed, ObligationRow.id),
    Sort.NEWEST: (ObligationRow.id,),
    Sort.AGENCY: (AgencyRow.sort_key, AgencyRow.code, placed, ObligationRow.id),
}


def order(sort: Sort, *, backwards: bool) -> list[ColumnElement[Any]]:
    """Return what to order by."""
    down = (sort is Sort.NEWEST) != backwards
    return [key.desc() if down else key.asc() for key in _KEYS[sort]]


def beside(sort: Sort, cursor: Cursor) -> ColumnElement[bool]:
    """Return the condition that a row stands after the place, or before it."""
    due, number = literal(cursor.due, Date()), literal(cursor.obligation_id)
    names = select(AgencyRow.sort_key).where(AgencyRow.code == cursor.agency)
    places: dict[Sort, tuple[ColumnElement[Any], ...]] = {
        Sort.URGENT: (literal(cursor.rank, Integer()), due, number),
        Sort.DUE: (due, number),
        Sort.NEWEST: (number,),
        Sort.AGENCY: (
            names.scalar_subquery(),
            literal(cursor.agency),
            due,
            number,
        ),
    }
    key, place = tuple_(*_KEYS[sort]), tuple_(*places[sort])
    down = (sort is Sort.NEWEST) != cursor.backwards
    return key < place if down else key > place
