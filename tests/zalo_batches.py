"""Messages to send by Zalo, and the channels to send them by."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from fake_zalo import APP_SECRET, BOT_TOKEN

from notifications.channel import Outgoing
from notifications.zalo.bot import ZaloBot, ZaloBotChannel
from notifications.zalo.official_account import OfficialAccount, OfficialAccountChannel
from notifications.zalo.templates import Param, Template, Templates
from notifications.zalo.tokens import FixedToken
from notifications.zalo.zns import Zns, ZnsChannel

if TYPE_CHECKING:
    from fake_zalo import FakeZalo

    from notifications.channel import Channel, Outcome
    from notifications.zalo.quota import Quota
    from notifications.zalo.tokens import TokenSource

NOW = datetime(2025, 12, 17, 2, 0, tzinfo=UTC)  # Wednesday, 9:00 in Cao Bằng
SHORT = (
    "[NV-2025-000123] Đôn đốc: quá hạn 03 ngày làm việc\n"
    "NV-2025-000123: hạn 14/12/2025 (Chủ nhật)\n"
    "https://nhiemvu.cao-bang.example/assignments/NV-2025-000123"
)
REMINDER = Template(
    id="312",
    params={
        "ma_nhiem_vu": Param(fact="code"),
        "thoi_han": Param(fact="deadline", type="date", otherwise="31/12/2025"),
        "so_luong": Param(fact="count", type="number", max=4),
        "duong_dan": Param(fact="path", max=60),
    },
)
KNOWN = {"ma_nhiem_vu": 30, "thoi_han": 20, "so_luong": 4, "duong_dan": 60}
ADDRESSES = {"zalo_bot": "chat-1", "zalo_oa": "2468", "zalo_zns": "0912345678"}
RECIPIENTS = ADDRESSES | {"zalo_zns": "84912345678"}  # as Zalo is told


def outgoing(
    channel: str,
    number: int = 1,
    *,
    address: str | None = None,
    short: str | None = SHORT,
) -> Outgoing:
    return Outgoing(
        id=number,
        channel=channel,
        address=address or ADDRESSES[channel],
        subject="[NV-2025-000123] Đôn đốc",
        text="Nội dung của văn bản chỉ đạo",
        html="<p>Nội dung của văn bản chỉ đạo</p>",
        message_id="<m1@vpubnd.example>",
        tracking_id=f"m{number}",
        short=short,
        kind="overdue_digest",
    )


def channels(
    zalo: FakeZalo,
    *,
    now: datetime = NOW,
    tokens: TokenSource | None = None,
    quota: Quota | None = None,
    template: Template = REMINDER,
) -> dict[str, Channel]:
    """Return the three channels of Zalo at the fake, which knows the template."""
    zalo.templates.setdefault(template.id, KNOWN)
    held = tokens or FixedToken("access-0")
    found: tuple[Channel, ...] = (
        ZaloBotChannel(ZaloBot(BOT_TOKEN, zalo.url, 1), now=lambda: now),
        OfficialAccountChannel(
            OfficialAccount(zalo.url, 1, APP_SECRET), tokens=held, now=lambda: now
        ),
        ZnsChannel(
            Zns(Templates((template,)), zalo.url, 1),
            tokens=held,
            quota=quota,
            now=lambda: now,
        ),
    )
    return {channel.name: channel for channel in found}


def send(channel: Channel, *batch: Outgoing) -> list[Outcome]:
    return list(channel.send(batch, handing_over=lambda _: None))
