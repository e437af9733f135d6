"""Rows as the events tell them: what the tables must hold, and how to fill them."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Date, func, insert, select

from store.tables import Base, EventRow, Kept
from store.tables.base import IDS
from store.types import UtcDateTime

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

Key = tuple[Any, ...]
BATCH = 1000


def kept_kinds() -> Mapping[str, type[Kept]]:
    """Return the kinds of rows that events hold by table, parents before children."""
    kinds = {
        mapper.local_table: mapper.class_
        for mapper in Base.registry.mappers
        if issubclass(mapper.class_, Kept)
    }
    ordered = Base.metadata.sorted_tables
    return {table.name: kinds[table] for table in ordered if table in kinds}


def key_of(kind: type[Kept], values: Mapping[str, Any]) -> Key:
    """Return the primary key within a row's values."""
    return tuple(values[column.name] for column in kind.__table__.primary_key)


def last_values(
    session: Session, *, until: datetime | None = None
) -> dict[str, dict[Key, dict[str, Any]]]:
    """Return what the events leave in each table: table → key → values.

    Args:
        session: Where the events are.
        until: Stop after events of this moment, for the state as it was then.
    """
    kinds = kept_kinds()
    state: dict[str, dict[Key, dict[str, Any]]] = {name: {} for name in kinds}
    events = select(EventRow.rows).order_by(EventRow.id)
    if until is not None:
        events = events.where(EventRow.at <= until)
    for rows in session.scalars(events.execution_options(yield_per=BATCH)):
        for written in rows["written"]:
            name, values = written["table"], written["values"]
            state[name][key_of(kinds[name], values)] = values
    return state


def rebuild(source: Session, target: Session) -> int:
    """Fill the empty tables of `target` from the events of `source`; count the rows.

    New rows are numbered after the rebuilt ones, which only the owner of the tables
    may settle: `target` works as the owner.
    """
    state = last_values(source)
    total = 0
    for name, kind in kept_kinds().items():
        rows = [_typed(kind, values) for values in state[name].values()]
        if rows:
            target.execute(insert(kind), rows)
        total += len(rows)
    last = source.scalar(select(IDS.next_value()))
    target.execute(select(func.setval(IDS.name, last)))
    return total


def _typed(kind: type[Kept], values: Mapping[str, Any]) -> dict[str, Any]:
    columns = kind.__table__.columns
    return {name: _value(columns[name], value) for name, value in values.items()}


def _value(column: ColumnElement[Any], value: Any) -> Any:  # noqa: ANN401 - JSON
    if value is None:
        return None
    if isinstance(column.type, UtcDateTime):
        return datetime.fromisoformat(value)
    if isinstance(column.type, Date):
        return date.fromisoformat(value)
    return value
