"""One request to Zalo, and what came back; no token is ever logged."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import httpx

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Self

MASK = "***"
_TIMED = "Retry-After"
_SENT = "http11.receive_response_headers.started"  # as httpcore calls it


@dataclass(frozen=True, slots=True)
class Answer:
    """What the platform said. `body` is {} when it was no JSON object."""

    http: int
    reason: str
    body: Mapping[str, Any] = field(repr=False)
    wait: timedelta | None = None  # by Retry-After

    @property
    def is_success(self) -> bool:
        """Tell whether the HTTP status is one of success; the body may still refuse."""
        return httpx.codes.is_success(self.http)


@dataclass(frozen=True, slots=True)
class Silence:
    """No answer. `ambiguous`: the request left, and may have been carried out."""

    code: str  # connect, lost
    detail: str
    ambiguous: bool


class Client:
    """A line to one host of Zalo, kept open between requests.

    httpx logs addresses, and the Bot Platform has its token in them: `in_path` is
    put into the address below httpx, in the place of MASK. What servers say is
    shown with every secret masked.
    """

    def __init__(
        self,
        base_url: str,
        *,
        timeout_seconds: float,
        in_path: str | None = None,
    ) -> None:
        self._secrets = {in_path} if in_path else set()
        self._http = httpx.Client(
            transport=_Filling(in_path) if in_path else None,
            base_url=base_url,
            timeout=timeout_seconds,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def post(
        self,
        path: str,
        *,
        json: Mapping[str, Any] | None = None,
        form: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        sent: Callable[[], None] | None = None,
    ) -> Answer | Silence:
        """Send one POST; a failure to reach Zalo is an answer too, never an error.

        `sent` is called when all of it was sent and nothing of the answer was read.
        """
        extensions: dict[str, Any] = {}
        if sent is not None:
            extensions["trace"] = lambda event, _: sent() if event == _SENT else None
        return self._ask(
            "POST", path, json=json, data=form, headers=headers, extensions=extensions
        )

    def get(
        self, path: str, *, headers: Mapping[str, str] | None = None
    ) -> Answer | Silence:
        """Send one GET; see `post`."""
        return self._ask("GET", path, headers=headers)

    def hide(self, secret: str) -> None:
        """Mask `secret` in what servers say from now on."""
        self._secrets.add(secret)

    def masked(self, words: object) -> str:
        """Return what a server said without our secrets."""
        said = str(words)
        for secret in self._secrets:
            said = said.replace(secret, MASK)
        return said

    def _ask(self, method: str, path: str, **content: Any) -> Answer | Silence:  # noqa: ANN401 - as httpx takes it
        try:
            response = self._http.request(method, path, **content)
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            detail = f"Zalo cannot be reached: {self.masked(error)}"
            return Silence("connect", detail, ambiguous=False)
        except httpx.HTTPError as error:
            detail = f"no answer from Zalo: {self.masked(error)}"
            return Silence("lost", detail, ambiguous=True)
        return Answer(
            response.status_code,
            response.reason_phrase,
            _json(response),
            _seconds(response.headers.get(_TIMED)),
        )


class _Filling(httpx.BaseTransport):
    """Puts the token into the address below httpx."""

    def __init__(self, token: str) -> None:
        self._token = token
        self._inner = httpx.HTTPTransport()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        path = request.url.path.replace(MASK, self._token, 1)
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
