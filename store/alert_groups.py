"""What is taken up to some posts, put together where it is one instruction."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from store.alerts import COLUMNS, E, Raised, highest_of, joined
from store.tables import AssignmentRow, ObligationRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class Pile:
    """What is taken up of one instruction.

    Attributes:
        instruction: Its id.
        agencies: How many agencies owe it.
        n: How many obligations.
        upto: The highest escalation of them, so that later ones can be told apart.
        raised: The most severe of them.
    """

    instruction: int
    agencies: int
    n: int
    upto: int
    raised: tuple[Raised, ...]


@dataclass(frozen=True, slots=True)
class Piles:
    """A page of piles, how many there are, and of how many obligations."""

    piles: tuple[Pile, ...]
    of: int
    total: int


def piled(
    session: Session, posts: Sequence[int], *, limit: int, listed: int, offset: int = 0
) -> Piles:
    """Return what needs an answer of one of the posts by instruction.

    The pile with the most severe obligation comes first, and within it this one.

    Args:
        session: The transaction.
        posts: Whom it was told to.
        limit: How many piles.
        listed: How many obligations of each.
        offset: How many piles to pass over.
    """
    highest = highest_of(posts)
    due = ObligationRow.due_on
    needed = (
        select(
            highest.c.id,
            highest.c.height,
            due,
            ObligationRow.agency_code,
            AssignmentRow.instruction_id,
        )
        .join(ObligationRow, ObligationRow.id == highest.c.obligation_id)
        .join(AssignmentRow, AssignmentRow.id == ObligationRow.assignment_id)
        .cte("needed")
    )
    one = needed.c
    size = func.count()
    top, first = func.max(one.height), func.min(one.due_on)
    piles = (
        select(
            one.instruction_id,
            func.count(one.agency_code.distinct()).label("agencies"),
            size.label("n"),
            func.max(one.id).label("upto"),
            func.row_number()
            .over(order_by=(top.desc(), first.asc().nulls_last(), func.min(one.id)))
            .label("place"),
            func.count().over().label("piles"),
            func.sum(size).over().label("total"),
        )
        .group_by(one.instruction_id)
        .order_by("place")
        .limit(limit)
        .offset(offset)
        .subquery()
    )
    within = func.row_number().over(
        partition_by=one.instruction_id,
        order_by=(one.height.desc(), one.due_on.asc().nulls_last(), one.id),
    )
    placed = (
        select(one.id, piles, within.label("within"))
        .join(piles, piles.c.instruction_id == one.instruction_id)
        .subquery()
    )
    at = placed.c
    keys = (at.instruction_id, at.agencies, at.n, at.upto)
    found = session.execute(
        joined(
            select(*COLUMNS, *keys, at.piles, at.total)
            .select_from(placed)
            .join(E, E.id == at.id)
        )
        .where(at.within <= listed)
        .order_by(at.place, at.within)
    ).all()
    wide = len(COLUMNS)
    return Piles(
        piles=tuple(
            Pile(number, agencies, n, upto, tuple(Raised(*row[:wide]) for row in rows))
            for (number, agencies, n, upto), rows in groupby(
                found, key=lambda row: tuple(row[wide : wide + len(keys)])
            )
        ),
        of=found[0][-2] if found else 0,
        total=int(found[0][-1]) if found else 0,
    )


def of_instruction(
    session: Session, posts: Sequence[int], instruction: int, *, upto: int, most: int
) -> list[tuple[int, str]]:
    """Return (escalation, code) of what needs an answer under an instruction.

    Args:
        session: The transaction.
        posts: Whom it was told to.
        instruction: Its id.
        upto: No escalation after this one.
        most: How many at most.
    """
    highest = highest_of(posts)
    found = session.execute(
        select(highest.c.id, AssignmentRow.code)
        .join(ObligationRow, ObligationRow.id == highest.c.obligation_id)
        .join(AssignmentRow, AssignmentRow.id == ObligationRow.assignment_id)
        .where(AssignmentRow.instruction_id == instruction, highest.c.id <= upto)
        .order_by(highest.c.id)
        .limit(most)
    )
    return list(found.tuples())
