"""The ledger of what was sent: one line for each message, with how its tries went."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from store.tables import AgencyRow, AttemptRow, DeliveryRow, MessageRow, PostRow

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message: to whom, by what, where it stands and what was said last.

    `ambiguous` counts the tries of which nobody knows whether they arrived; each was
    followed by another under the same `header_id`.
    """

    id: int
    kind: str
    subject: str
    header_id: str
    agency: str
    post: str
    channel: str
    address: str
    state: str
    tries: int
    ambiguous: int
    created_at: datetime
    sent_at: datetime | None
    next_try_at: datetime
    said: str | None


def deliveries(
    session: Session, *, ambiguous: bool, failed: bool, limit: int
) -> tuple[tuple[Delivery, ...], int]:
    """Return the newest messages and how many there are in all.

    Args:
        session: The transaction to read in.
        ambiguous: Only those with a try of which nobody knows whether it arrived.
        failed: Only those that failed for good; with `ambiguous`, both kinds.
        limit: How many to return at most.
    """
    unclear = (
        select(AttemptRow.message_id, func.count().label("times"))
        .where(AttemptRow.ambiguous)
        .group_by(AttemptRow.message_id)
        .subquery()
    )
    last = (
        select(func.concat_ws(" ", AttemptRow.code, AttemptRow.detail))
        .where(AttemptRow.message_id == MessageRow.id)
        .order_by(AttemptRow.n.desc())
        .limit(1)
        .scalar_subquery()
    )
    wanted = (
        select(
            MessageRow.id,
            MessageRow.kind,
            MessageRow.subject,
            MessageRow.header_id,
            AgencyRow.name,
            PostRow.title,
            DeliveryRow.channel,
            DeliveryRow.address,
            DeliveryRow.state,
            DeliveryRow.tries,
            func.coalesce(unclear.c.times, 0),
            MessageRow.created_at,
            DeliveryRow.sent_at,
            DeliveryRow.next_try_at,
            last,
            func.count().over(),
        )
        .join(DeliveryRow, DeliveryRow.message_id == MessageRow.id)
        .join(PostRow, PostRow.id == MessageRow.post_id)
        .join(AgencyRow, AgencyRow.code == PostRow.agency_code)
        .outerjoin(unclear, unclear.c.message_id == MessageRow.id)
        .order_by(MessageRow.id.desc())
        .limit(limit)
    )
    kinds: list[ColumnElement[bool]] = []
    if ambiguous:
        kinds.append(unclear.c.times.is_not(None))
    if failed:
        kinds.append(DeliveryRow.state == "failed")
    if kinds:
        wanted = wanted.where(kinds[0] if len(kinds) == 1 else kinds[0] | kinds[1])
    found = session.execute(wanted).all()
    return tuple(Delivery(*row[:-1]) for row in found), found[0][-1] if found else 0
