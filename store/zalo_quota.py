"""The account of ZNS by the day, shared by all deliverers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert

from store.tables import AttemptRow, ZaloQuotaRow

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy.orm import Session

CHANNEL = "zalo_zns"


def read(session: Session, day: date) -> ZaloQuotaRow | None:
    """Return the account of a day; None when nothing was taken or told yet."""
    return session.get(ZaloQuotaRow, day, populate_existing=True)


def take(session: Session, day: date, *, budget: int) -> bool:
    """Take one message of a day; False when our budget or Zalo's quota is spent."""
    if budget < 1:
        return False
    made = insert(ZaloQuotaRow).values(day=day, taken=1)
    row = session.execute(
        made.on_conflict_do_update(
            index_elements=[ZaloQuotaRow.day],
            set_={"taken": ZaloQuotaRow.taken + 1},
            where=(ZaloQuotaRow.taken < budget)
            & (func.coalesce(ZaloQuotaRow.remaining, 1) > 0),
        ).returning(ZaloQuotaRow.day)
    )
    return row.one_or_none() is not None


def give_back(session: Session, day: date) -> None:
    """Give one message of a day back."""
    session.execute(
        update(ZaloQuotaRow)
        .where(ZaloQuotaRow.day == day, ZaloQuotaRow.taken > 0)
        .values(taken=ZaloQuotaRow.taken - 1)
    )


def tell(
    session: Session, day: date, *, daily: int | None, remaining: int, now: datetime
) -> None:
    """Keep what Zalo says of a day; a `daily` it did not name stays as it was."""
    told = {"remaining": remaining, "told_at": now}
    made = insert(ZaloQuotaRow).values(day=day, taken=0, daily=daily, **told)
    session.execute(
        made.on_conflict_do_update(
            index_elements=[ZaloQuotaRow.day],
            set_={**told, "daily": func.coalesce(daily, ZaloQuotaRow.daily)},
        )
    )


def tries(
    session: Session, channel: str, *, since: datetime, until: datetime
) -> dict[str, int]:
    """Count the tries of a channel by how they ended, handed over in [since, until)."""
    found = session.execute(
        select(AttemptRow.status, func.count())
        .where(
            AttemptRow.channel == channel,
            AttemptRow.handed_over_at >= since,
            AttemptRow.handed_over_at < until,
        )
        .group_by(AttemptRow.status)
    )
    return dict(found.tuples().all())
