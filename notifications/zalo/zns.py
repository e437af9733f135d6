"""ZNS: a template that Zalo approved, filled, to a phone number.

It reaches a person who never wrote to us, costs money, is rationed by the day, and
is silent at night.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from notifications.channel import Outcome, Status
from notifications.zalo import codes
from notifications.zalo.account_line import AccountLine, without_token
from notifications.zalo.client import Answer, Client
from notifications.zalo.codes import Verdict
from notifications.zalo.hours import ANY_WEEK, Hours
from notifications.zalo.payloads import PayloadError, facts_of, phone_of
from notifications.zalo.quota import Unlimited
from notifications.zalo.templates import fill
from notifications.zalo.tokens import NoTokenError
from notifications.zalo.turns import in_turn, verdict_of
from runtime import clock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from notifications.channel import Outgoing
    from notifications.zalo.quota import Quota
    from notifications.zalo.templates import Template, Templates
    from notifications.zalo.tokens import TokenSource

PATH = "/message/template"
LONGEST_TRACKING_ID = 48


@dataclass(frozen=True, slots=True)
class Zns:
    """How ZNS is reached and by which templates; `proof_secret` as for the account."""

    templates: Templates
    base_url: str = "https://business.openapi.zalo.me"
    timeout_seconds: float = 15.0
    proof_secret: str | None = field(default=None, repr=False)


class ZnsChannel:
    """Phone numbers; only the facts that a template asks for are sent.

    At night nothing is tried, unless the template may go out then. What the day's
    budget does not cover goes by the contact's next channel, and waits for another
    day where there is none. `tracking_id` stays the same on every try.
    """

    name = "zalo_zns"

    def __init__(
        self,
        zns: Zns,
        *,
        tokens: TokenSource,
        hours: Hours = ANY_WEEK,
        quota: Quota | None = None,
        now: Callable[[], datetime] = clock.now,
    ) -> None:
        self._zns = zns
        self._tokens = tokens
        self._hours = hours
        self._quota = quota or Unlimited()
        self._now = now

    def send(
        self,
        batch: Sequence[Outgoing],
        *,
        handing_over: Callable[[Outgoing], None],
    ) -> Iterator[Outcome]:
        """Send the batch; see `Channel.send`."""
        zns = self._zns
        with Client(zns.base_url, timeout_seconds=zns.timeout_seconds) as client:
            line = AccountLine(
                client, self._tokens, codes.ZNS, proof_secret=zns.proof_secret
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
            template = self._zns.templates.of_kind(outgoing.kind)
            phone = phone_of(outgoing.address)
            data = fill(template, facts_of(outgoing))
        except PayloadError as error:
            refused = Outcome(outgoing.id, Status.PERMANENT, "invalid", str(error))
            return refused, False
        barred = self._barred(outgoing.id, template)
        if barred is not None:
            return barred, False
        try:
            line.prepare()
        except NoTokenError as error:
            return without_token(outgoing.id, error), True
        if not self._quota.take():
            return self._spent(outgoing.id), False
        handing_over(outgoing)
        answer = line.post(
            PATH,
            {
                "phone": phone,
                "template_id": template.id,
                "template_data": data,
                "tracking_id": outgoing.tracking_id[:LONGEST_TRACKING_ID],
            },
        )
        outcome, for_all = line.read(
            outgoing.id,
            answer,
            provider_key="msg_id",
            hours=self._hours,
            now=self._now(),
        )
        self._account(outcome, answer if isinstance(answer, Answer) else None)
        return outcome, for_all

    def _barred(self, number: int, template: Template) -> Outcome | None:
        now = self._now()
        if template.at_night or not self._hours.is_night(now):
            return None
        return codes.outcome(
            number,
            Verdict.NIGHT,
            code="night",
            detail="nothing is sent between 22:00 and 6:00",
            hours=self._hours,
            now=now,
        )

    def _spent(self, number: int) -> Outcome:
        return codes.outcome(
            number,
            Verdict.SPENT,
            code="budget",
            detail="the ZNS budget of the day is spent",
            hours=self._hours,
            now=self._now(),
        )

    def _account(self, outcome: Outcome, answer: Answer | None) -> None:
        """Keep the budget: what was refused cost nothing, what Zalo counts is told."""
        if outcome.status is not Status.SENT:
            if not outcome.ambiguous:
                self._quota.give_back()
            if answer and verdict_of(answer, codes.ZNS) is Verdict.ALL_SPENT:
                self._quota.told(daily=None, remaining=0)
            return
        data = answer.body.get("data") if answer else None
        told = data.get("quota") if isinstance(data, dict) else None
        if not isinstance(told, dict):
            return
        remaining = _number(told.get("remainingQuota"))
        if remaining is not None:
            self._quota.told(daily=_number(told.get("dailyQuota")), remaining=remaining)


def _number(value: object) -> int | None:
    words = str(value)
    return int(words) if words.isdecimal() else None
