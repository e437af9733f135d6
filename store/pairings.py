"""Queries about the chats that stand for posts, and the codes that pair them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select, update

from store.tables import ContactRow, PairingRow, PostRow

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session


def lock(session: Session, digest: str) -> PairingRow | None:
    """Return a code by its digest, locked until the transaction ends."""
    return session.get(PairingRow, digest, with_for_update=True)


def end_offers(session: Session, post: int, *, now: datetime) -> None:
    """Let no code that was offered for a post hold any longer."""
    session.execute(
        update(PairingRow)
        .where(PairingRow.post_id == post, PairingRow.used_at.is_(None))
        .values(used_at=now)
    )


def ways(session: Session, post: int) -> Sequence[ContactRow]:
    """Return every way to a post, those that ended too."""
    return session.scalars(select(ContactRow).where(ContactRow.post_id == post)).all()


def open_at(session: Session, channel: str, address: str) -> Sequence[ContactRow]:
    """Return the open contacts of an address on a channel."""
    return session.scalars(
        select(ContactRow).where(
            ContactRow.channel == channel,
            ContactRow.address == address,
            ContactRow.ended_at.is_(None),
        )
    ).all()


def post_of_chat(session: Session, channel: str, address: str) -> PostRow | None:
    """Return the post that a chat stands for."""
    found = open_at(session, channel, address)
    return session.get_one(PostRow, found[0].post_id) if found else None
