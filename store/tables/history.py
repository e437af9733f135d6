"""The audit trail: events, the head of each chain, daily checkpoints, the figures."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, Identity, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.base import Base, Json, refers_to


class EventRow(Base):
    """One change, for good: the full new values of the rows it wrote."""

    __tablename__ = "events"
    __table_args__ = (UniqueConstraint("aggregate", "aggregate_id", "seq"),)

    id: Mapped[int] = mapped_column(
        BigInteger, Identity(always=True), primary_key=True, init=False
    )
    aggregate: Mapped[str]
    aggregate_id: Mapped[str]
    seq: Mapped[int]
    act: Mapped[str]
    actor: Mapped[str]
    at: Mapped[datetime]
    schema_version: Mapped[int]
    policy_version: Mapped[str | None]
    calendar_version: Mapped[str | None]
    rows: Mapped[Json]
    previous: Mapped[str]
    hash: Mapped[str]


class HeadRow(Base):
    """The last event of each chain: its number and hash."""

    __tablename__ = "heads"

    aggregate: Mapped[str] = mapped_column(primary_key=True)
    aggregate_id: Mapped[str] = mapped_column(primary_key=True)
    seq: Mapped[int]
    hash: Mapped[str]


class CheckpointRow(Base):
    """A day's seal over all heads, chained to the seal before."""

    __tablename__ = "checkpoints"

    id: Mapped[int] = mapped_column(
        BigInteger, Identity(always=True), primary_key=True, init=False
    )
    day: Mapped[date] = mapped_column(unique=True)
    taken_at: Mapped[datetime]
    last_event_id: Mapped[int]
    chains: Mapped[int]
    heads_hash: Mapped[str]
    previous: Mapped[str]
    hash: Mapped[str]


class FigureRow(Base):
    """How many obligations stand alike; a trigger on `obligations` keeps it."""

    __tablename__ = "figures"
    __table_args__ = (
        UniqueConstraint(
            "agency_code",
            "directive_id",
            "phase",
            "due_on",
            "submitted_on",
            postgresql_nulls_not_distinct=True,
        ),
    )

    id: Mapped[int] = mapped_column(
        BigInteger, Identity(always=True), primary_key=True, init=False
    )
    agency_code: Mapped[str] = mapped_column(refers_to("agencies.code"))
    directive_id: Mapped[int] = mapped_column(refers_to("directives.id"))
    phase: Mapped[str]
    due_on: Mapped[date | None]
    submitted_on: Mapped[date | None]
    n: Mapped[int]
