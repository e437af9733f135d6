"""The pair of Zalo's tokens as the office sees it; the swapper's side: `zalo_pair`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert

from store.tables import OfficeTaskRow, ZaloTokenRow

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, timedelta

    from sqlalchemy.orm import Session

LOGIN_TASK = "zalo_login"
_LOCK = 5_011_961  # our number among PostgreSQL's advisory locks


def read(session: Session, app_id: str) -> ZaloTokenRow | None:
    """Return the pair of an application."""
    return session.get(ZaloTokenRow, app_id, populate_existing=True)


def begin(
    session: Session,
    app_id: str,
    generation: int,
    *,
    now: datetime,
    patience: timedelta,
) -> bool:
    """Claim the swap of a pair; False when another claimed it within `patience`."""
    claimed = session.execute(
        update(ZaloTokenRow)
        .where(
            ZaloTokenRow.app_id == app_id,
            ZaloTokenRow.generation == generation,
            ZaloTokenRow.begun_at.is_(None) | (ZaloTokenRow.begun_at < now - patience),
        )
        .values(begun_at=now)
        .returning(ZaloTokenRow.app_id)
    )
    return claimed.one_or_none() is not None


def give_up(session: Session, app_id: str, generation: int) -> None:
    """Release the claim on a pair, if the pair is still that one."""
    session.execute(
        update(ZaloTokenRow)
        .where(ZaloTokenRow.app_id == app_id, ZaloTokenRow.generation == generation)
        .values(begun_at=None)
    )


def replace(
    session: Session,
    app_id: str,
    sealed: str,
    *,
    expires_at: datetime,
    now: datetime,
) -> None:
    """Put the pair of a login in the place of any other; a swap on its way is void."""
    fresh = {
        "sealed": sealed,
        "obtained_at": now,
        "access_expires_at": expires_at,
    }
    clean = dict.fromkeys(("begun_at", "asked_at", "refused_at", "refusal"))
    session.execute(
        insert(ZaloTokenRow)
        .values(app_id=app_id, generation=1, **fresh)
        .on_conflict_do_update(
            index_elements=[ZaloTokenRow.app_id],
            set_={**fresh, **clean, "generation": ZaloTokenRow.generation + 1},
        )
    )


def open_login_tasks(session: Session) -> Sequence[OfficeTaskRow]:
    """Return the office's tasks to log in again; nobody else opens one meanwhile."""
    session.execute(select(func.pg_advisory_xact_lock(_LOCK)))
    return session.scalars(
        select(OfficeTaskRow).where(
            OfficeTaskRow.kind == LOGIN_TASK, OfficeTaskRow.closed_at.is_(None)
        )
    ).all()
