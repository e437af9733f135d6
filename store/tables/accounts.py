"""Who may sign in, and what is open in their name."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from store.tables.base import Base, Kept, personal, refers_to


class UserRow(Kept):
    """An account of a post, never of a named person; an ended one stays for history."""

    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    login: Mapped[str] = mapped_column(unique=True)  # an address, in lower case
    title: Mapped[str]
    agency_code: Mapped[str] = mapped_column(refers_to("agencies.code"), index=True)
    role: Mapped[str]
    made_at: Mapped[datetime]
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    password_hash: Mapped[str | None] = personal()


class RevocationRow(Kept):
    """From `before` back, no link that was sent to an agency opens anything."""

    __tablename__ = "revocations"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    agency_code: Mapped[str] = mapped_column(refers_to("agencies.code"), index=True)
    before: Mapped[datetime]
    because: Mapped[str]


class SessionRow(Base):
    """A browser that has signed in; `digest` is the SHA-256 of its cookie."""

    __tablename__ = "sessions"

    digest: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(refers_to("users.id"), index=True)
    opened_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    used_at: Mapped[datetime | None] = mapped_column(default=None)
    by_link: Mapped[bool | None] = mapped_column(default=None)


class SignInRow(Base):
    """One failed sign-in, counted against the account or where it came from."""

    __tablename__ = "sign_ins"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    counted: Mapped[str] = mapped_column(index=True)  # digest of a login or an address
    at: Mapped[datetime]


class SpentRow(Base):
    """A form or a sign-in link that was used: it does nothing a second time."""

    __tablename__ = "spent"

    token: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
