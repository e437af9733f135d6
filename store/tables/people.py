"""Who can be told: agencies, groups, posts and the ways to reach them."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.base import JsonList, Kept, personal, refers_to


class AgencyRow(Kept):
    """An agency; `by_request` says it is not under the chairman.

    One that was merged or dissolved has `ended_at` and stays for history.
    """

    __tablename__ = "agencies"

    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    kind: Mapped[str] = mapped_column(index=True)
    abbrev: Mapped[str | None]
    aliases: Mapped[JsonList]
    by_request: Mapped[bool]
    sort_key: Mapped[str] = mapped_column(index=True)
    search_text: Mapped[str]
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    ended_because: Mapped[str | None] = mapped_column(default=None)


class AgencyGroupRow(Kept):
    """Phrases of "Kính gửi" that stand for all agencies of some kinds, and named ones.

    One that has ended stands for nobody any more.
    """

    __tablename__ = "agency_groups"

    code: Mapped[str] = mapped_column(primary_key=True)
    phrases: Mapped[JsonList]
    kinds: Mapped[JsonList]
    codes: Mapped[JsonList | None] = mapped_column(  # of the agencies that are named
        JSONB(none_as_null=True), default=None
    )
    ended_at: Mapped[datetime | None] = mapped_column(default=None)


class PostRow(Kept):
    """A post that hears and answers, whoever holds it: `duty` is a ladder audience."""

    __tablename__ = "posts"
    __table_args__ = (UniqueConstraint("agency_code", "duty"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    agency_code: Mapped[str] = mapped_column(refers_to("agencies.code"))
    duty: Mapped[str]
    title: Mapped[str]


class ContactRow(Kept):
    """One way to reach a post; the lowest rank is tried first."""

    __tablename__ = "contacts"
    __table_args__ = (UniqueConstraint("post_id", "channel"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    post_id: Mapped[int] = mapped_column(refers_to("posts.id"))
    channel: Mapped[str]
    address: Mapped[str] = mapped_column(index=True)
    rank: Mapped[int]
    ended_at: Mapped[datetime | None] = mapped_column(default=None)  # no way any more


class AbsenceRow(Kept):
    """A post whose holder is away, or that nobody holds; who hears in its place."""

    __tablename__ = "absences"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    post_id: Mapped[int] = mapped_column(refers_to("posts.id"), index=True)
    substitute_id: Mapped[int | None] = mapped_column(refers_to("posts.id"))
    first_day: Mapped[date]
    last_day: Mapped[date | None]  # None: until somebody says that it ended
    entered_at: Mapped[datetime]
    ended_at: Mapped[datetime | None] = mapped_column(default=None)


class PersonRow(Kept):
    """A person named as responsible: the chain keeps only the digest."""

    __tablename__ = "people"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    digest: Mapped[str]
    salt: Mapped[str | None] = personal()
    name: Mapped[str | None] = personal()
    post: Mapped[str | None] = personal()
    phone: Mapped[str | None] = personal()
