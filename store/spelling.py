"""How rows are spelled as JSON, in events and on their way to the server."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

import orjson
from sqlalchemy import Table, text

from store.errors import UnrecordedChangeError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import TextClause

    from store.ahead import Write
    from store.tables import Kept

_SPELLING = orjson.OPT_SORT_KEYS | orjson.OPT_PASSTHROUGH_DATETIME


@dataclass(frozen=True, slots=True)
class Written:
    """A row to write that no object stands for: one of the thousands of a walk.

    Attributes:
        kind: Its table.
        values: All that an event holds of it, as JSON text.
        changed: The columns to change of a row that exists; None makes a new row.
    """

    kind: type[Kept]
    values: str
    changed: tuple[str, ...] | None = None


def written(
    kind: type[Kept], values: Mapping[str, Any], *, changed: tuple[str, ...] | None
) -> Written:
    """Return a row to write; `values` name every column that an event holds.

    Raises:
        UnrecordedChangeError: A column is missing, or is none that an event holds.
    """
    if values.keys() != _names(kind):
        raise UnrecordedChangeError(kind.__name__)
    return Written(kind, canonical(values), changed)


def public_values(row: Kept) -> dict[str, Any]:
    """Return the columns of a row that may enter an event, JSON-safe."""
    return {
        column.name: _plain(getattr(row, key))
        for key, column in public_columns(type(row))
    }


@cache
def public_columns(kind: type[Kept]) -> tuple[tuple[str, Any], ...]:
    """Return (attribute, column) of what is neither personal nor a lease."""
    table = kind.__table__
    return tuple(
        (column.key, column)
        for column in (table.columns if isinstance(table, Table) else ())
        if not (column.info.get("personal") or column.info.get("lease"))
    )


def canonical(value: Any) -> str:  # noqa: ANN401 - any JSON value
    """Return the one JSON spelling of a value, so that a hash can be recomputed."""
    return orjson.dumps(value, _plain, _SPELLING).decode()


def told(row: Kept | Written) -> str:
    """Return a row as its event tells of it, as JSON text."""
    if isinstance(row, Written):
        name, values = row.kind.__tablename__, row.values
    else:
        name, values = type(row).__tablename__, canonical(public_values(row))
    return f'{{"table":"{name}","values":{values}}}'


def writes(rows: Sequence[Written]) -> list[Write]:
    """Return the few statements that write rows of few kinds, whatever their number.

    As JSON they are one parameter, whose text is the one that the event holds.
    """
    sorts: dict[tuple[type[Kept], tuple[str, ...] | None], list[str]] = {}
    for row in rows:
        sorts.setdefault((row.kind, row.changed), []).append(row.values)
    return [
        (_statement(kind, changed), {"rows": f"[{','.join(values)}]"})
        for (kind, changed), values in sorts.items()
    ]


@cache
def _statement(kind: type[Kept], changed: tuple[str, ...] | None) -> TextClause:
    """Return the statement that writes rows; all names in it are of our own tables."""
    name = kind.__tablename__
    given = f"json_populate_recordset(NULL::{name}, CAST(:rows AS json))"
    if changed is None:
        columns = ", ".join(column.name for _, column in public_columns(kind))
        return text(
            f"INSERT INTO {name} ({columns}) SELECT {columns} FROM {given}"  # noqa: S608 - our own names
        )
    news = ", ".join(f"{column} = given.{column}" for column in changed)
    keys = [column.name for column in kind.__table__.primary_key]
    same = " AND ".join(f"{name}.{key} = given.{key}" for key in keys)
    return text(
        f"UPDATE {name} SET {news} FROM {given} AS given WHERE {same}"  # noqa: S608 - our own names
    )


@cache
def _names(kind: type[Kept]) -> frozenset[str]:
    return frozenset(column.name for _, column in public_columns(kind))


def _plain(value: Any) -> Any:  # noqa: ANN401 - any column value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return value
