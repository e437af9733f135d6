"""How fast a channel may go: what all deliverers gave it in the last minute."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from store.tables import AttemptRow, DeliveryRow

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

MINUTE = timedelta(minutes=1)
_LOCK = 5_011_950  # our number among PostgreSQL's advisory locks


def room(session: Session, channel: str, *, per_minute: int, now: datetime) -> int:
    """Return how many messages may still be claimed for a channel, 0 or more.

    What left within the last minute counts, and what another deliverer has claimed
    and not handed over yet. Claims of channels with a limit follow each other: the
    transaction holds a lock.
    """
    session.execute(select(func.pg_advisory_xact_lock(_LOCK)))
    left = session.scalar(
        select(func.count()).where(
            AttemptRow.channel == channel, AttemptRow.handed_over_at > now - MINUTE
        )
    )
    claimed = session.scalar(
        select(func.count()).where(
            DeliveryRow.channel == channel,
            DeliveryRow.state == "pending",
            DeliveryRow.leased_until >= now,
        )
    )
    return max(0, per_minute - (left or 0) - (claimed or 0))
