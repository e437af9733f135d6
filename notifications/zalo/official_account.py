"""Messages of the Official Account to people who wrote to it: `message/cs`.

Zalo lets an account write to a person for 7 days after the person's last word (48
hours of them free), so this suits answers more than cold reminders; those refused
go on by the contact's next channel.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from notifications.channel import Outcome, Status
from notifications.zalo import codes
from notifications.zalo.account_line import AccountLine, without_token
from notifications.zalo.client import Client
from notifications.zalo.hours import ANY_WEEK, Hours
from notifications.zalo.payloads import PayloadError, text_of
from notifications.zalo.tokens import NoTokenError
from notifications.zalo.turns import in_turn
from runtime import clock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from notifications.channel import Outgoing
    from notifications.zalo.tokens import TokenSource

PATH = "/v3.0/oa/message/cs"


@dataclass(frozen=True, slots=True)
class OfficialAccount:
    """How the account is reached.

    `proof_secret` is the app's secret where Zalo asks for an `appsecret_proof`, None
    where it does not.
    """

    base_url: str = "https://openapi.zalo.me"
    timeout_seconds: float = 15.0
    proof_secret: str | None = field(default=None, repr=False)


class OfficialAccountChannel:
    """People who wrote to the account; the address is their user id there.

    Only `Outgoing.short` is sent, else the subject.
    """

    name = "zalo_oa"

    def __init__(
        self,
        account: OfficialAccount,
        *,
        tokens: TokenSource,
        hours: Hours = ANY_WEEK,
        now: Callable[[], datetime] = clock.now,
    ) -> None:
        self._account = account
        self._tokens = tokens
        self._hours = hours
        self._now = now

    def send(
        self,
        batch: Sequence[Outgoing],
        *,
        handing_over: Callable[[Outgoing], None],
    ) -> Iterator[Outcome]:
        """Send the batch; see `Channel.send`."""
        account = self._account
        with Client(
            account.base_url, timeout_seconds=account.timeout_seconds
        ) as client:
            line = AccountLine(
                client,
                self._tokens,
                codes.OFFICIAL_ACCOUNT,
                proof_secret=account.proof_secret,
            )
            yield from in_turn(
                batch, lambda outgoing: self._send_one(line, outgoing, handing_over)
            )

    def _send_one(
        self,
        line: AccountLine,
        outgoing: Outgoing,
        handing_over: Callable[[Outgoing], None],
    ) -> tuple[Outcome, bool]:
        try:
            text = text_of(outgoing)
            line.prepare()
        except PayloadError as error:
            refused = Outcome(outgoing.id, Status.PERMANENT, "too_long", str(error))
            return refused, False
        except NoTokenError as error:
            return without_token(outgoing.id, error), True
        handing_over(outgoing)
        answer = line.post(
            PATH,
            {"recipient": {"user_id": outgoing.address}, "message": {"text": text}},
        )
        return line.read(
            outgoing.id,
            answer,
            provider_key="message_id",
            hours=self._hours,
            now=self._now(),
        )
