"""What the ledger and the tables hold of one obligation, and what judges it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from directive.promises import Ladder, Span
    from directive.reckoning import Told, Walks
    from directive.seats import Seats


@dataclass(frozen=True, slots=True)
class Raised:
    """An escalation as the ledger has it."""

    id: int
    rung: str
    due_revision: int
    post_id: int
    audience: str
    opened_at: datetime
    closed_at: datetime | None
    acknowledged_at: datetime | None = None
    answered_at: datetime | None = None
    returned_at: datetime | None = None
    closing_told_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """An obligation as its tables have it now, to be compared with its history."""

    due_on: date | None
    revision_due_on: date | None
    phase: str
    policy: str


@dataclass(frozen=True, slots=True)
class Owed:
    """One obligation: what its history says, and what the ledger and tables hold."""

    where: str
    spans: Sequence[Span]
    told: Sequence[Told]
    raised: Sequence[Raised]
    acts: Sequence[datetime]
    promised_under: Sequence[tuple[datetime, str | None]]
    row: Row


@dataclass(frozen=True, slots=True)
class Rules:
    """What all obligations are judged by.

    `returns_after` gives by policy the working days after which an escalation that
    was acknowledged, and followed by nothing, is told again.
    """

    policies: Mapping[str, Ladder]
    returns_after: Mapping[str, int]
    seats: Seats
    walks: Walks
