"""Numbers for new rows, taken before the rows exist so that events can name them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from store.tables.base import IDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session


def take(session: Session) -> int:
    """Return one fresh id."""
    return next(take_many(session, 1))


def take_many(session: Session, count: int) -> Iterator[int]:
    """Return `count` fresh ids, ascending, in one round trip."""
    numbers = select(IDS.next_value()).select_from(func.generate_series(1, count))
    return iter(session.scalars(numbers).all())


def stream(session: Session, block: int = 200) -> Iterator[int]:
    """Yield fresh ids as long as they are asked for, a block in each round trip."""
    while True:
        yield from take_many(session, block)
