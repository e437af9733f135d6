"""Who read a document last: took it in, or corrected its reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from store.tables import EventRow, UserRow

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy.orm import Session

READING = ("receive", "correct")


def last(session: Session, directive_id: int) -> str | None:
    """Return who read a document last, as its event names him; None without one."""
    return session.scalar(
        select(EventRow.actor)
        .where(
            EventRow.aggregate == "directive",
            EventRow.aggregate_id == str(directive_id),
            EventRow.act.in_(READING),
        )
        .order_by(EventRow.seq.desc())
        .limit(1)
    )


def titles(session: Session, actors: Collection[str]) -> dict[str, str]:
    """Return the titles of the accounts that some actors acted with, by actor."""
    users = {one: int(one.partition("#")[2]) for one in actors if "#" in one}
    if not users:
        return {}
    found = dict(
        session.execute(
            select(UserRow.id, UserRow.title).where(UserRow.id.in_(users.values()))
        )
        .tuples()
        .all()
    )
    return {one: found[number] for one, number in users.items() if number in found}
