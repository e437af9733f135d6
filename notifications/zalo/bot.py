"""The Zalo Bot Platform: `sendMessage`, one POST for each message.

It knows no key against doubles, and a person must have written to the bot before
the bot may write to them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from notifications.channel import Outcome, Status
from notifications.zalo import codes
from notifications.zalo.client import MASK, Client, Silence
from notifications.zalo.codes import Verdict
from notifications.zalo.hours import ANY_WEEK, Hours
from notifications.zalo.payloads import PayloadError, text_of
from notifications.zalo.turns import in_turn, unreadable
from runtime import clock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from notifications.channel import Outgoing
    from notifications.zalo.client import Answer


@dataclass(frozen=True, slots=True)
class ZaloBot:
    """The bot of the office; the token is "digits:secret"."""

    token: str = field(repr=False)
    base_url: str = "https://bot-api.zaloplatforms.com"
    timeout_seconds: float = 15.0


class ZaloBotChannel:
    """Chats of persons paired with the bot; the address is the chat id.

    Only `Outgoing.short` is sent (else the subject): code, deadline and link,
    never the text of a directive.
    """

    name = "zalo_bot"

    def __init__(
        self,
        bot: ZaloBot,
        *,
        hours: Hours = ANY_WEEK,
        now: Callable[[], datetime] = clock.now,
    ) -> None:
        self._bot = bot
        self._hours = hours
        self._now = now

    def send(
        self,
        batch: Sequence[Outgoing],
        *,
        handing_over: Callable[[Outgoing], None],
    ) -> Iterator[Outcome]:
        """Send the batch; see `Channel.send`.

        When the platform cannot be reached twice in a row, or says 401 or 429, the
        rest is not tried: it shares that outcome.
        """
        with Client(
            self._bot.base_url,
            timeout_seconds=self._bot.timeout_seconds,
            in_path=self._bot.token,
        ) as client:
            yield from in_turn(
                batch, lambda outgoing: self._send_one(client, outgoing, handing_over)
            )

    def _send_one(
        self,
        client: Client,
        outgoing: Outgoing,
        handing_over: Callable[[Outgoing], None],
    ) -> tuple[Outcome, bool]:
        try:
            text = text_of(outgoing)
        except PayloadError as error:
            refused = Outcome(outgoing.id, Status.PERMANENT, "too_long", str(error))
            return refused, False
        handing_over(outgoing)
        answer = client.post(
            f"/bot{MASK}/sendMessage",
            json={"chat_id": outgoing.address, "text": text},
        )
        if isinstance(answer, Silence):
            return codes.unanswered(outgoing.id, answer), False
        return self._read(client, outgoing.id, answer)

    def _read(
        self, client: Client, number: int, answer: Answer
    ) -> tuple[Outcome, bool]:
        body = answer.body
        if answer.is_success and body.get("ok") is True:
            result = body.get("result")
            provider_id = result.get("message_id") if isinstance(result, dict) else None
            sent = Outcome(
                number,
                Status.SENT,
                str(answer.http),
                provider_id=None if provider_id is None else str(provider_id),
            )
            return sent, False
        if "ok" not in body and (answer.is_success or answer.http not in codes.BOT):
            return codes.unanswered(number, unreadable(answer)), False
        code = str(body.get("error_code") or answer.http)
        known = int(code) if code.isdecimal() else 0
        verdict = codes.BOT.get(known, Verdict.RETRY)
        outcome = codes.outcome(
            number,
            verdict,
            code=code,
            detail=client.masked(body.get("description") or answer.reason),
            hours=self._hours,
            now=self._now(),
            wait=answer.wait,
        )
        return outcome, codes.holds_for_the_rest(verdict)
