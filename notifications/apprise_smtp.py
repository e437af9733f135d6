"""Our SMTP channel as an Apprise plugin, for scripts that speak Apprise.

    namrosmtp://user:password@host:25/vanthu@snv.example?from=vp@tinh.example

`security` is none, starttls or tls. Apprise 1.13 takes no hyphen in a scheme.
"""

from __future__ import annotations

from email.utils import make_msgid
from functools import cache
from typing import TYPE_CHECKING, Any

from notifications.channel import Outgoing, Status
from notifications.smtp import Security, SmtpChannel, SmtpServer

if TYPE_CHECKING:
    from collections.abc import Mapping

SCHEME = "namrosmtp"


@cache
def register() -> None:
    """Let Apprise know the scheme; what it knows stays for the life of the process."""
    from apprise.decorators import notify  # noqa: PLC0415 - costs 0.4 s

    plugin = notify(on=SCHEME, name="namro SMTP")  # type: ignore[no-untyped-call] # Apprise has no types here
    plugin(_notify)


def _notify(
    body: str, title: str, *_: object, meta: Mapping[str, Any], **__: object
) -> bool:
    options = meta.get("qsd", {})
    address = str(meta.get("fullpath") or "").strip("/")
    server = SmtpServer(
        host=str(meta["host"]),
        port=int(meta.get("port") or 25),
        sender=str(options.get("from", "")),
        security=Security(options.get("security", "none")),
        user=meta.get("user"),
        password=meta.get("password"),
    )
    number = make_msgid(domain=server.sender.rpartition("@")[2] or None)
    outgoing = Outgoing(
        id=0,
        channel=SmtpChannel.name,
        address=address,
        subject=title,
        text=body,
        html=None,
        message_id=number,
        tracking_id=number.strip("<>"),
    )
    sent = SmtpChannel(server).send([outgoing], handing_over=lambda _: None)
    return [outcome.status for outcome in sent] == [Status.SENT]
