"""The Zalo Bot Platform: `sendMessage` over HTTPS, one POST for each message.

What the answers mean is what the platform says of itself: `{"ok": true, "result":
{…}}` or `{"ok": false, "error_code": …, "description": …}`, with HTTP 200, 400,
401, 404, 408 or 429. It knows no key against doubles, and a person must have
written to the bot before the bot may write to them.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import httpx

from notifications.channel import Outcome, Status
from runtime import clock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from notifications.channel import Outgoing

LONGEST_TEXT = 2000  # characters, after NFC: decomposed Vietnamese counts for more
_TOO_MANY = 429
_PAUSE = timedelta(minutes=1)  # when 429 does not say how long
_PERMANENT = (400, 403, 404)
_BELIEVED_DOWN = 2  # failures to connect in a row
_MASK = "***"


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
        self, bot: ZaloBot, *, now: Callable[[], datetime] = clock.now
    ) -> None:
        self._bot = bot
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
        unreachable = 0
        rest: Outcome | None = None
        with httpx.Client(
            transport=_WithToken(self._bot.token),
            base_url=self._bot.base_url,
            timeout=self._bot.timeout_seconds,
        ) as client:
            for outgoing in batch:
                if rest is not None:
                    yield Outcome(
                        outgoing.id,
                        rest.status,
                        rest.code,
                        rest.detail,
                        retry_at=rest.retry_at,
                    )
                    continue
                outcome = self._send_one(client, outgoing, handing_over)
                unreachable = unreachable + 1 if outcome.code == "connect" else 0
                if unreachable == _BELIEVED_DOWN or outcome.code in ("401", "429"):
                    rest = outcome
                yield outcome

    def _send_one(
        self,
        client: httpx.Client,
        outgoing: Outgoing,
        handing_over: Callable[[Outgoing], None],
    ) -> Outcome:
        text = unicodedata.normalize("NFC", outgoing.short or outgoing.subject)
        if len(text) > LONGEST_TEXT:
            detail = f"text has {len(text)} characters, Zalo takes {LONGEST_TEXT}"
            return Outcome(outgoing.id, Status.PERMANENT, "too_long", detail)
        handing_over(outgoing)
        try:
            response = client.post(
                f"/bot{_MASK}/sendMessage",
                json={"chat_id": outgoing.address, "text": text},
            )
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            detail = f"Zalo cannot be reached: {self._masked(error)}"
            return Outcome(outgoing.id, Status.TEMPORARY, "connect", detail)
        except httpx.HTTPError as error:
            detail = f"no answer from Zalo: {self._masked(error)}"
            return Outcome(
                outgoing.id, Status.TEMPORARY, "lost", detail, ambiguous=True
            )
        return self._read(outgoing, response)

    def _read(self, outgoing: Outgoing, response: httpx.Response) -> Outcome:
        answer = _json(response)
        if response.is_success and answer.get("ok") is True:
            result = answer.get("result")
            provider_id = result.get("message_id") if isinstance(result, dict) else None
            return Outcome(
                outgoing.id,
                Status.SENT,
                str(response.status_code),
                provider_id=None if provider_id is None else str(provider_id),
            )
        if response.is_success and "ok" not in answer:
            detail = "the answer is not Zalo's: is a proxy in between?"
            return Outcome(
                outgoing.id, Status.TEMPORARY, "unreadable", detail, ambiguous=True
            )
        code = str(answer.get("error_code") or response.status_code)
        detail = self._masked(answer.get("description") or response.reason_phrase)
        if code == str(_TOO_MANY):
            wait = _seconds(response.headers.get("Retry-After")) or _PAUSE
            return Outcome(
                outgoing.id,
                Status.RESCHEDULE,
                code,
                detail,
                retry_at=self._now() + wait,
            )
        refused = code in map(str, _PERMANENT)
        status = Status.PERMANENT if refused else Status.TEMPORARY
        return Outcome(outgoing.id, status, code, detail)

    def _masked(self, words: object) -> str:
        return str(words).replace(self._bot.token, _MASK)


class _WithToken(httpx.BaseTransport):
    """Puts the token into the address below httpx, which logs addresses."""

    def __init__(self, token: str) -> None:
        self._token = token
        self._inner = httpx.HTTPTransport()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        path = request.url.path.replace(_MASK, self._token, 1)
        return self._inner.handle_request(
            httpx.Request(
                request.method,
                request.url.copy_with(path=path),
                headers=request.headers,
                stream=request.stream,
                extensions=request.extensions,
            )
        )

    def close(self) -> None:
        self._inner.close()


def _json(response: httpx.Response) -> dict[str, Any]:
    try:
        answer = response.json()
    except ValueError:
        return {}
    return answer if isinstance(answer, dict) else {}


def _seconds(header: str | None) -> timedelta | None:
    if header is None or not header.isdecimal():
        return None
    return timedelta(seconds=int(header))
