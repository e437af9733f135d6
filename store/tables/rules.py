"""The rules an office has put in force: ladders and calendars, every version kept."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.base import Json, Kept, refers_to


class PolicyRow(Kept):
    """One version of the ladder; the highest `n` holds for what is issued now."""

    __tablename__ = "policies"

    version: Mapped[str] = mapped_column(primary_key=True)
    n: Mapped[int] = mapped_column(unique=True)
    document: Mapped[Json]  # as the policy file has it
    set_at: Mapped[datetime]


class CalendarRow(Kept):
    """One version of the working days; the highest `n` holds for everything open."""

    __tablename__ = "calendars"

    version: Mapped[str] = mapped_column(primary_key=True)
    n: Mapped[int] = mapped_column(unique=True)
    document: Mapped[Json]  # as the calendar file has it
    because: Mapped[str]
    set_at: Mapped[datetime]


class ShiftRow(Kept):
    """What a new calendar did to the dates of one obligation, and why."""

    __tablename__ = "shifts"
    __table_args__ = (UniqueConstraint("obligation_id", "calendar_version"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    obligation_id: Mapped[int] = mapped_column(refers_to("obligations.id"))
    calendar_version: Mapped[str] = mapped_column(refers_to("calendars.version"))
    due_before: Mapped[date]
    due_after: Mapped[date]
    last_working_day_before: Mapped[date | None]
    last_working_day_after: Mapped[date]
    because: Mapped[str]
    shifted_at: Mapped[datetime]
