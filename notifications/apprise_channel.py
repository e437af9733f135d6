"""Every other way to send: any Apprise URL, named in the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notifications import apprise_smtp
from notifications.channel import Outcome, Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from notifications.channel import Outgoing

_MAIL = ("mailto:", "mailtos:", f"{apprise_smtp.SCHEME}:")


class AppriseChannel:
    """Apprise, one object for each message: one that is kept waits between calls.

    An address is "name" or "name/target": the URL that the settings have under the
    name, with the target behind it. So the secrets that such URLs hold stay out of
    the database. Apprise answers yes or no, so no is temporary; a name or a URL that
    nobody knows is permanent. Mail gets the whole text, everything else
    `Outgoing.short`: what leaves the government's own mail is the code, the deadline
    and a link.
    """

    name = "apprise"

    def __init__(self, services: Mapping[str, str]) -> None:
        self._services = services

    def send(
        self,
        batch: Sequence[Outgoing],
        *,
        handing_over: Callable[[Outgoing], None],
    ) -> Iterator[Outcome]:
        """Send the batch one by one; see `Channel.send`."""
        for outgoing in batch:
            yield self._send_one(outgoing, handing_over)

    def _send_one(
        self, outgoing: Outgoing, handing_over: Callable[[Outgoing], None]
    ) -> Outcome:
        from apprise import Apprise, NotifyFormat  # noqa: PLC0415 - costs 0.4 s

        from notifications.zalo import (  # noqa: PLC0415 - httpx costs 0.1 s
            apprise_plugins,
        )

        apprise_smtp.register()
        apprise_plugins.register()
        service = Apprise()
        name, slash, target = outgoing.address.partition("/")
        url = self._services.get(name, "").rstrip("/") + slash + target
        if name not in self._services or not service.add(url):
            detail = "Apprise does not know this kind of address, or it is incomplete"
            return Outcome(outgoing.id, Status.PERMANENT, "address", detail)
        is_mail = url.lower().startswith(_MAIL)
        body = outgoing.text if is_mail else outgoing.short or outgoing.subject
        handing_over(outgoing)
        if service.notify(
            body=body, title=outgoing.subject, body_format=NotifyFormat.TEXT
        ):
            return Outcome(outgoing.id, Status.SENT)
        detail = "Apprise could not deliver; its log says why"
        return Outcome(outgoing.id, Status.TEMPORARY, "refused", detail)
