"""What falls due on each day of a stretch of days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from directive.lifecycle import Phase
from store.narrowing import within
from store.tables import FigureRow, ObligationRow
from store.timely import COUNTED, DOING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sqlalchemy.orm import Session


def due_by_day(
    session: Session,
    first: date,
    last: date,
    *,
    own: str | None,
    directive: int | None,
) -> Mapping[date, tuple[int, int]]:
    """Return (to be done, done) of each day from `first` to `last` that has any.

    Of all agencies they are the figures that are kept; of one, what it owes and
    collects is counted.

    Args:
        session: The transaction to read in.
        first: The first day.
        last: The last day.
        own: An agency, or None for all.
        directive: A document, or None for all.
    """
    source = FigureRow if own is None else ObligationRow
    n = FigureRow.n if own is None else 1
    doing = func.coalesce(func.sum(n).filter(source.phase.in_(DOING)), 0)
    done = func.coalesce(func.sum(n).filter(source.phase == Phase.ACCEPTED), 0)
    wanted = (
        select(source.due_on, doing, done)
        .where(source.due_on.between(first, last), source.phase.in_(COUNTED))
        .group_by(source.due_on)
    )
    if own is not None:
        wanted = wanted.where(ObligationRow.id.in_(within(own)))
    if directive is not None:
        wanted = wanted.where(source.directive_id == directive)
    return {
        day: (int(open_), int(accepted))
        for day, open_, accepted in session.execute(wanted)
        if open_ or accepted
    }
