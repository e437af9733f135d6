"""Which channels an installation has."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from notifications.apprise_channel import AppriseChannel
from notifications.smtp import SmtpChannel
from runtime import clock

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from notifications.channel import Channel
    from notifications.smtp_line import SmtpServer
    from notifications.zalo_bot import ZaloBot


@dataclass(frozen=True, slots=True)
class ChannelsConfig:
    """What the installation is given; None means that it has no such channel."""

    smtp: SmtpServer | None = None
    zalo_bot: ZaloBot | None = None
    apprise: Mapping[str, str] = field(default_factory=dict, repr=False)  # by name


def build(
    config: ChannelsConfig, *, now: Callable[[], datetime] = clock.now
) -> dict[str, Channel]:
    """Return the channels by name: "email", "zalo_bot", "apprise"."""
    channels: list[Channel] = []
    if config.smtp is not None:
        channels.append(SmtpChannel(config.smtp, now=now))
    if config.zalo_bot is not None:
        from notifications.zalo_bot import (  # noqa: PLC0415 - httpx costs 0.1 s
            ZaloBotChannel,
        )

        channels.append(ZaloBotChannel(config.zalo_bot, now=now))
    if config.apprise:
        channels.append(AppriseChannel(config.apprise))
    return {channel.name: channel for channel in channels}
