"""Queries about accounts, what is open in their name, and what was spent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert

from store import ids
from store.tables import (
    AgencyRow,
    ContactRow,
    PostRow,
    RevocationRow,
    SessionRow,
    SignInRow,
    SpentRow,
    UserRow,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session


def find(session: Session, user: int) -> UserRow | None:
    """Return an account, ended or not."""
    return session.get(UserRow, user)


def by_login(session: Session, login: str) -> UserRow | None:
    """Return the account of an address, ended or not."""
    return session.scalars(select(UserRow).where(UserRow.login == login)).one_or_none()


def every(session: Session) -> Sequence[UserRow]:
    """Return all accounts, the open ones first, by address."""
    return session.scalars(
        select(UserRow).order_by(UserRow.ended_at.nulls_first(), UserRow.login)
    ).all()


def held_of_role(session: Session, role: str) -> Sequence[int]:
    """Lock the open accounts of a role and return their numbers.

    Two who take the role from each other at once follow each other.
    """
    return session.scalars(
        select(UserRow.id)
        .where(UserRow.role == role, UserRow.ended_at.is_(None))
        .order_by(UserRow.id)
        .with_for_update()
    ).all()


def with_sessions(
    session: Session, *, now: datetime, user: int | None = None
) -> Sequence[tuple[UserRow, str, int]]:
    """Return accounts or one, with the agency's name and the count of open sessions."""
    opened = (
        select(func.count())
        .where(
            SessionRow.user_id == UserRow.id,
            SessionRow.ended_at.is_(None),
            SessionRow.expires_at > now,
        )
        .scalar_subquery()
    )
    asked = (
        select(UserRow, AgencyRow.name, opened)
        .join(AgencyRow, AgencyRow.code == UserRow.agency_code)
        .order_by(UserRow.ended_at.nulls_first(), AgencyRow.sort_key, UserRow.login)
    )
    if user is not None:
        asked = asked.where(UserRow.id == user)
    return session.execute(asked).tuples().all()


def signed_in(
    session: Session, digest: str, *, now: datetime
) -> tuple[UserRow, str, SessionRow] | None:
    """Return whose open session this is, with the name of the agency."""
    return (
        session.execute(
            select(UserRow, AgencyRow.name, SessionRow)
            .join(SessionRow, SessionRow.user_id == UserRow.id)
            .join(AgencyRow, AgencyRow.code == UserRow.agency_code)
            .where(
                SessionRow.digest == digest,
                SessionRow.ended_at.is_(None),
                SessionRow.expires_at > now,
                UserRow.ended_at.is_(None),
            )
        )
        .tuples()
        .one_or_none()
    )


def end_session(session: Session, digest: str, *, now: datetime) -> None:
    """End one session; one that is not open stays as it is."""
    session.execute(
        update(SessionRow)
        .where(SessionRow.digest == digest, SessionRow.ended_at.is_(None))
        .values(ended_at=now)
    )


def end_sessions(
    session: Session, user: int, *, now: datetime, but: str | None = None
) -> None:
    """End every open session of an account, `but` for the one of a digest."""
    session.execute(
        update(SessionRow)
        .where(
            SessionRow.user_id == user,
            SessionRow.ended_at.is_(None),
            SessionRow.digest != (but or ""),
        )
        .values(ended_at=now)
    )


def open_sessions(
    session: Session, user: int, *, now: datetime
) -> Sequence[SessionRow]:
    """Return the open sessions of an account, the newest first."""
    return session.scalars(
        select(SessionRow)
        .where(
            SessionRow.user_id == user,
            SessionRow.ended_at.is_(None),
            SessionRow.expires_at > now,
        )
        .order_by(SessionRow.opened_at.desc(), SessionRow.digest)
    ).all()


def post_for(session: Session, account: UserRow) -> PostRow | None:
    """Return the post whose mail the account's address is, or any of its agency."""
    return session.scalars(
        select(PostRow)
        .outerjoin(ContactRow, ContactRow.post_id == PostRow.id)
        .where(PostRow.agency_code == account.agency_code)
        .order_by((ContactRow.address == account.login).desc().nulls_last(), PostRow.id)
        .limit(1)
    ).one_or_none()


def failures(
    session: Session, counted: Collection[str], *, since: datetime
) -> Mapping[str, int]:
    """Return how many sign-ins failed since a moment, of those that are counted."""
    return dict(
        session.execute(
            select(SignInRow.counted, func.count())
            .where(SignInRow.counted.in_(counted), SignInRow.at > since)
            .group_by(SignInRow.counted)
        )
        .tuples()
        .all()
    )


def count_failure(session: Session, counted: Collection[str], *, now: datetime) -> None:
    """Write down that a sign-in failed, for each of what is counted."""
    numbers = ids.take_many(session, len(counted))
    session.add_all(
        SignInRow(id=number, counted=one, at=now)
        for number, one in zip(numbers, counted, strict=True)
    )


def spend(session: Session, token: str, *, now: datetime) -> bool:
    """Mark a token as used; False when it was used before."""
    written = insert(SpentRow).values(token=token, at=now).on_conflict_do_nothing()
    return bool(session.execute(written.returning(SpentRow.token)).all())


def links_void_before(session: Session, agency: str) -> datetime | None:
    """Return the moment up to which an agency's links were called back."""
    return session.scalar(
        select(func.max(RevocationRow.before)).where(
            RevocationRow.agency_code == agency
        )
    )
