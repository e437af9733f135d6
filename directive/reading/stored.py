"""Deadlines back from the contract's JSON, as the office keeps them."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

from directive.model import Deadline, DeadlineKind, Recurrence, Span

if TYPE_CHECKING:
    from directive.reading.contract import Json


def deadline_of(kept: Json) -> Deadline:
    """Return the deadline that `contract.deadline_as_json` wrote.

    Raises:
        KeyError: A field of the contract is missing.
        ValueError: A day or a kind cannot be understood.
    """
    recurrence, span = kept["recurrence"], kept["span"]
    return Deadline(
        kind=DeadlineKind(kept["kind"]),
        text=kept["text"],
        day=_day(kept["date"]),
        inclusive=kept["inclusive"],
        last_day=_day(kept["last_day"]),
        last_working_day=_day(kept["last_working_day"]),
        recurrence=Recurrence(**recurrence) if recurrence else None,
        hour=time.fromisoformat(kept["time"]) if kept["time"] else None,
        start=_day(kept["from"]),
        anchor=kept["anchor"],
        amount=kept["amount"],
        unit=kept["unit"],
        rule=kept["rule"],
        span=Span(*span) if span else None,
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
