"""A line to Zalo that shows the Official Account's token: for its messages and ZNS."""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING, Any

from notifications.channel import NO_TOKEN, Outcome, Status
from notifications.zalo import codes
from notifications.zalo.client import Silence
from notifications.zalo.codes import Verdict
from notifications.zalo.tokens import NoTokenError
from notifications.zalo.turns import error_code, unreadable, verdict_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from notifications.zalo.client import Answer, Client
    from notifications.zalo.hours import Hours
    from notifications.zalo.tokens import TokenSource


class AccountLine:
    """Shows the account's token, and gets another one when it is refused.

    Args:
        client: To the host.
        tokens: Where tokens come from.
        table: What the host's codes mean.
        proof_secret: The app's secret where Zalo asks for `appsecret_proof`.
    """

    def __init__(
        self,
        client: Client,
        tokens: TokenSource,
        table: Mapping[int, Verdict],
        *,
        proof_secret: str | None = None,
    ) -> None:
        self._client = client
        self._tokens = tokens
        self._table = table
        self._proof_secret = proof_secret
        self._token: str | None = None

    def prepare(self) -> None:
        """Get a token, unless there is one.

        Raises:
            NoTokenError: Nobody is logged in, or the login was lost.
        """
        if self._token is None:
            self._take(self._tokens.access_token())

    def post(self, path: str, body: Mapping[str, Any]) -> Answer | Silence:
        """Send one POST; once more with another token when this one is refused.

        A refused token is no harm to the message: nothing of it was carried out.
        """
        answer = self._post(path, body)
        if isinstance(answer, Silence):
            return answer
        if verdict_of(answer, self._table) is Verdict.TOKEN:
            try:
                self._take(self._tokens.access_token(refused=self._token))
            except NoTokenError:
                return answer
            return self._post(path, body)
        return answer

    def read(
        self,
        number: int,
        answer: Answer | Silence,
        *,
        provider_key: str,
        hours: Hours,
        now: datetime,
    ) -> tuple[Outcome, bool]:
        """Return the outcome of an answer, and whether it holds for the rest.

        Args:
            number: Of the message.
            answer: What came back.
            provider_key: Where `data` has Zalo's own number of the message.
            hours: Knows the next working morning.
            now: The moment of the answer, aware.
        """
        if isinstance(answer, Silence):
            return codes.unanswered(number, answer), False
        code = error_code(answer)
        if code is None and answer.http != codes.TOO_MANY:
            return codes.unanswered(number, unreadable(answer)), False
        if code == 0:
            data = answer.body.get("data")
            provider_id = data.get(provider_key) if isinstance(data, dict) else None
            named = None if provider_id is None else str(provider_id)
            return Outcome(number, Status.SENT, "0", provider_id=named), False
        verdict = verdict_of(answer, self._table)
        outcome = codes.outcome(
            number,
            verdict,
            code=str(answer.http if code is None else code),
            detail=self._client.masked(answer.body.get("message") or answer.reason),
            hours=hours,
            now=now,
            wait=answer.wait,
        )
        return outcome, codes.holds_for_the_rest(verdict)

    def _take(self, token: str) -> None:
        self._token = token
        self._client.hide(token)

    def _post(self, path: str, body: Mapping[str, Any]) -> Answer | Silence:
        token = self._token or ""
        headers = {"access_token": token}
        if self._proof_secret is not None:
            headers["appsecret_proof"] = proof(token, self._proof_secret)
        return self._client.post(path, json=body, headers=headers)


def proof(token: str, secret: str) -> str:
    """Return `appsecret_proof`: HMAC-SHA256 of the token under the app's secret."""
    return hmac.new(secret.encode(), token.encode(), hashlib.sha256).hexdigest()


def without_token(number: int, error: NoTokenError) -> Outcome:
    """Return the outcome of a message that no token could be had for."""
    if error.passing:
        return Outcome(number, Status.TEMPORARY, "token later", str(error))
    return Outcome(number, Status.TEMPORARY, NO_TOKEN, str(error), elsewhere=True)
