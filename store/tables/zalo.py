"""What Zalo needs to be remembered: the pair of tokens, and the day's quota of ZNS.

Neither enters an event: the one is secret, the other counts what `attempts` hold.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Mapped, mapped_column

from store.tables.base import Base


class ZaloTokenRow(Base):
    """The pair that holds now; `generation` counts the pairs there were.

    `begun_at` says that somebody is about to swap it, `asked_at` that Zalo was asked
    to: when no answer was kept after that, nobody knows whether the pair still holds.
    """

    __tablename__ = "zalo_tokens"

    app_id: Mapped[str] = mapped_column(primary_key=True)
    generation: Mapped[int]
    sealed: Mapped[str]  # access and refresh token, encrypted
    obtained_at: Mapped[datetime]
    access_expires_at: Mapped[datetime]
    begun_at: Mapped[datetime | None] = mapped_column(default=None)
    asked_at: Mapped[datetime | None] = mapped_column(default=None)
    refused_at: Mapped[datetime | None] = mapped_column(default=None)
    refusal: Mapped[str | None] = mapped_column(default=None)  # Zalo's code and words


class ZaloQuotaRow(Base):
    """ZNS of one day (Asia/Ho_Chi_Minh): what we took, and what Zalo says is left."""

    __tablename__ = "zalo_quota"

    day: Mapped[date] = mapped_column(primary_key=True)
    taken: Mapped[int] = mapped_column(default=0)
    daily: Mapped[int | None] = mapped_column(default=None)  # Zalo's own quota
    remaining: Mapped[int | None] = mapped_column(default=None)
    told_at: Mapped[datetime | None] = mapped_column(default=None)
