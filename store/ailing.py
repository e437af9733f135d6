"""What is broken or about to break in an installation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import exists, func, select

from directive.policy import Audience
from store.tables import (
    AgencyRow,
    CheckpointRow,
    ContactRow,
    DeliveryRow,
    OfficeTaskRow,
    PostRow,
    UserRow,
)

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy.orm import Session

STUCK = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Ailing:
    """Counts of what is wrong; `sealed_on` is the day of the last nightly seal."""

    undeliverable: int
    stuck: int  # messages whose time came more than STUCK ago
    without_way: int  # posts that no channel reaches
    without_desk: int  # agencies that have nobody to hear for them
    without_password: int  # accounts that can sign in by a mailed link only
    sealed_on: date | None


def of(session: Session, *, now: datetime) -> Ailing:
    """Return what is wrong at `now`, in one look at the database."""
    reached = exists().where(
        ContactRow.post_id == PostRow.id, ContactRow.ended_at.is_(None)
    )
    ended = exists().where(
        AgencyRow.code == PostRow.agency_code, AgencyRow.ended_at.is_not(None)
    )
    desk = exists().where(
        PostRow.agency_code == AgencyRow.code, PostRow.duty == Audience.FOCAL_POINT
    )
    counts = (
        select(func.count()).where(
            OfficeTaskRow.kind == "undeliverable", OfficeTaskRow.closed_at.is_(None)
        ),
        select(func.count()).where(
            DeliveryRow.state.in_(("pending", "handing_over")),
            DeliveryRow.next_try_at < now - STUCK,
        ),
        select(func.count()).select_from(PostRow).where(~reached, ~ended),
        select(func.count())
        .select_from(AgencyRow)
        .where(~desk, AgencyRow.ended_at.is_(None)),
        select(func.count()).where(
            UserRow.ended_at.is_(None), UserRow.password_hash.is_(None)
        ),
        select(func.max(CheckpointRow.day)),
    )
    found = session.execute(select(*(one.scalar_subquery() for one in counts))).one()
    return Ailing(*found)
