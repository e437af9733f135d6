"""Which channels an installation has."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from notifications.apprise_channel import AppriseChannel
from notifications.smtp import SmtpChannel
from runtime import clock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime

    from notifications.channel import Channel
    from notifications.smtp_line import SmtpServer
    from notifications.zalo.bot import ZaloBot
    from notifications.zalo.hours import Hours
    from notifications.zalo.official_account import OfficialAccount
    from notifications.zalo.quota import Quota
    from notifications.zalo.tokens import TokenSource
    from notifications.zalo.zns import Zns


@dataclass(frozen=True, slots=True)
class ZaloAccount:
    """The Official Account: its tokens, and what is sent in its name."""

    tokens: TokenSource
    messages: OfficialAccount
    zns: Zns | None = None  # None: no template is set
    quota: Quota | None = None  # of ZNS


@dataclass(frozen=True, slots=True)
class ChannelsConfig:
    """What the installation is given; None means that it has no such channel."""

    smtp: SmtpServer | None = None
    zalo_bot: ZaloBot | None = None
    zalo_account: ZaloAccount | None = None
    zalo_hours: Hours | None = None
    apprise: Mapping[str, str] = field(default_factory=dict, repr=False)  # by name


def build(
    config: ChannelsConfig, *, now: Callable[[], datetime] = clock.now
) -> dict[str, Channel]:
    """Return the channels by name.

    "email", "zalo_bot", "zalo_oa", "zalo_zns", "apprise", those that are set.
    """
    channels: list[Channel] = []
    if config.smtp is not None:
        channels.append(SmtpChannel(config.smtp, now=now))
    if config.zalo_bot is not None or config.zalo_account is not None:
        channels += _zalo(config, now)
    if config.apprise:
        channels.append(AppriseChannel(config.apprise))
    return {channel.name: channel for channel in channels}


def _zalo(config: ChannelsConfig, now: Callable[[], datetime]) -> Iterator[Channel]:
    from notifications.zalo import (  # noqa: PLC0415 - httpx costs 0.1 s
        bot,
        hours,
        official_account,
        zns,
    )

    kept = config.zalo_hours or hours.ANY_WEEK
    if config.zalo_bot is not None:
        yield bot.ZaloBotChannel(config.zalo_bot, hours=kept, now=now)
    if (account := config.zalo_account) is None:
        return
    yield official_account.OfficialAccountChannel(
        account.messages, tokens=account.tokens, hours=kept, now=now
    )
    if account.zns is not None:
        yield zns.ZnsChannel(
            account.zns,
            tokens=account.tokens,
            hours=kept,
            quota=account.quota,
            now=now,
        )
