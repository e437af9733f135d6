"""The base of all tables: naming of constraints, typed columns, one sequence of ids."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import BigInteger, Date, ForeignKey, MetaData, Sequence, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, MappedAsDataclass, mapped_column

from store.types import UtcDateTime

NAMING = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

Json = dict[str, Any]
JsonList = list[Any]


class Base(MappedAsDataclass, DeclarativeBase, kw_only=True):
    """A row of ours: every column is named at construction, defaults included."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        int: BigInteger(),
        str: Text(),
        date: Date(),
        datetime: UtcDateTime(),
        Json: JSONB(),
        JsonList: JSONB(),
    }


class Kept(Base):
    """A row whose every state is also held by an event, see `store.trail`."""

    __abstract__ = True


IDS = Sequence("ids", metadata=Base.metadata)
"""One sequence numbers all rows, so that an event can name a row before it exists."""

PERSONAL = {"personal": True}
"""Mark of a column that stays beside the chain and can be erased by law."""


def refers_to(column: str) -> ForeignKey:
    """Return a reference that is checked at commit: rows are written in any order."""
    return ForeignKey(column, deferrable=True, initially="DEFERRED")


def personal() -> Any:  # noqa: ANN401 - what mapped_column returns
    """Return a nullable column whose value never enters an event."""
    return mapped_column(info=PERSONAL, default=None)
