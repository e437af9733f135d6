"""Our Zalo channels as Apprise plugins, for scripts that speak Apprise.

    zalobot://123456:secret@to/chat-id
    zalooa://access-token@to/user-id
    zalozns://access-token@312345/84912345678?ma_nhiem_vu=NV-2025-000123

The host of zalozns is the template, and the query its parameters; a script brings a
token that holds. `?base=` names another server than Zalo's. What they answer is told
as yes or no; where that is too little, use the channels.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote
from uuid import uuid4

from notifications.channel import Outgoing, Status
from notifications.zalo.bot import ZaloBot, ZaloBotChannel
from notifications.zalo.official_account import OfficialAccount, OfficialAccountChannel
from notifications.zalo.templates import Param, Template, Templates
from notifications.zalo.tokens import FixedToken
from notifications.zalo.zns import Zns, ZnsChannel

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from notifications.channel import Channel

SCHEMES = ("zalobot", "zalooa", "zalozns")
_BASE = "base"
_LONGEST = 400
_NOT_OURS = frozenset(
    (_BASE, "verify", "format", "overflow", "emojis", "tz", "rto", "cto", "store")
)


@cache
def register() -> None:
    """Let Apprise know the schemes; what it knows stays for the life of the process."""
    from apprise.decorators import notify  # noqa: PLC0415 - costs 0.4 s

    for scheme, channel in zip(SCHEMES, (_bot, _account, _zns), strict=True):
        plugin = notify(on=scheme, name=f"namro {scheme}")  # type: ignore[no-untyped-call] # Apprise has no types here
        plugin(_notify_by(channel))


def _notify_by(make: Callable[[Mapping[str, Any]], Channel]) -> Callable[..., bool]:
    def send(
        body: str, title: str, *_: object, meta: Mapping[str, Any], **__: object
    ) -> bool:
        channel = make(meta)
        said = "\n".join(words for words in (title, body) if words)
        number = uuid4().hex
        outgoing = Outgoing(
            id=0,
            channel=channel.name,
            address=unquote(str(meta.get("fullpath") or "").strip("/")),
            subject=title,
            text=body,
            html=None,
            message_id=f"<{number}@apprise>",
            tracking_id=number,
            short=said,
        )
        outcomes = channel.send([outgoing], handing_over=lambda _: None)
        return [outcome.status for outcome in outcomes] == [Status.SENT]

    return send


def _bot(meta: Mapping[str, Any]) -> Channel:
    token = f"{_user(meta)}:{unquote(str(meta.get('password') or ''))}"
    base = _options(meta).get(_BASE)
    return ZaloBotChannel(ZaloBot(token, base) if base else ZaloBot(token))


def _account(meta: Mapping[str, Any]) -> Channel:
    base = _options(meta).get(_BASE)
    return OfficialAccountChannel(
        OfficialAccount(base) if base else OfficialAccount(),
        tokens=FixedToken(_user(meta)),
    )


def _zns(meta: Mapping[str, Any]) -> Channel:
    options = _options(meta)
    given = {name: options[name] for name in options if name not in _NOT_OURS}
    template = Template(
        id=str(meta["host"]),
        at_night=True,  # the script was called now
        params={
            name: Param(value=value, max=_LONGEST) for name, value in given.items()
        },
    )
    base = options.get(_BASE)
    templates = Templates((template,))
    return ZnsChannel(
        Zns(templates, base) if base else Zns(templates),
        tokens=FixedToken(_user(meta)),
    )


def _user(meta: Mapping[str, Any]) -> str:
    return unquote(str(meta.get("user") or ""))


def _options(meta: Mapping[str, Any]) -> dict[str, str]:
    return {str(name): str(value) for name, value in meta.get("qsd", {}).items()}
