"""Log in to the Official Account, and swap its refresh token for a new pair.

A refresh token is good for one swap and for three months; used again, it is refused
(-14020). Refusals come with HTTP 200.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from notifications.zalo.client import Answer, Client, Silence

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

PATH = "/v4/oa/access_token"
PERMISSION_PATH = "/v4/oa/permission"
USED_BEFORE = "-14020"
_SHORTEST = 3600  # seconds; the shortest life of an access token that is told of


@dataclass(frozen=True, slots=True)
class App:
    """The application that the account gave its permission to."""

    id: str
    secret: str = field(repr=False)
    base_url: str = "https://oauth.zaloapp.com"
    timeout_seconds: float = 15.0


@dataclass(frozen=True, slots=True)
class Pair:
    """An access token, how many seconds it holds, and the token to swap next."""

    access: str = field(repr=False)
    refresh: str = field(repr=False)
    expires_in: int


@dataclass(frozen=True, slots=True)
class Refusal:
    """Zalo says no, by its code; the token that was shown is worth nothing."""

    code: str
    detail: str


def swap(
    app: App, refresh_token: str, *, sent: Callable[[], None] | None = None
) -> Pair | Refusal | Silence:
    """Ask for a new pair; the old refresh token is used up by the server's yes.

    `sent` is called between the last byte of the request and the first of the answer.
    """
    return _ask(
        app,
        {
            "refresh_token": refresh_token,
            "app_id": app.id,
            "grant_type": "refresh_token",
        },
        secret=refresh_token,
        sent=sent,
    )


def log_in(app: App, code: str, verifier: str) -> Pair | Refusal | Silence:
    """Ask for the first pair by the code that the account's owner was given."""
    return _ask(
        app,
        {
            "code": code,
            "app_id": app.id,
            "grant_type": "authorization_code",
            "code_verifier": verifier,
        },
        secret=code,
    )


def new_verifier() -> str:
    """Return a secret of 43 characters that ties a code to whoever asked for it."""
    return secrets.token_urlsafe(32)


def permission_url(app: App, *, redirect: str, verifier: str, state: str) -> str:
    """Return the page where the account's owner gives permission; it gives a code."""
    digest = hashlib.sha256(verifier.encode()).digest()
    challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
    asked = {
        "app_id": app.id,
        "redirect_uri": redirect,
        "code_challenge": challenge,
        "state": state,
    }
    return f"{app.base_url}{PERMISSION_PATH}?{urlencode(asked)}"


def _ask(
    app: App,
    form: Mapping[str, str],
    *,
    secret: str,
    sent: Callable[[], None] | None = None,
) -> Pair | Refusal | Silence:
    with Client(app.base_url, timeout_seconds=app.timeout_seconds) as client:
        client.hide(secret)
        client.hide(app.secret)
        answer = client.post(
            PATH, form=form, headers={"secret_key": app.secret}, sent=sent
        )
        if isinstance(answer, Silence):
            return answer
        return _read(answer, client)


def _read(answer: Answer, client: Client) -> Pair | Refusal | Silence:
    body = answer.body
    access, refresh = body.get("access_token"), body.get("refresh_token")
    if isinstance(access, str) and isinstance(refresh, str) and access and refresh:
        told = str(body.get("expires_in", ""))
        return Pair(access, refresh, int(told) if told.isdecimal() else _SHORTEST)
    if "error" not in body:
        detail = f"HTTP {answer.http}, and the answer is not Zalo's"
        return Silence("unreadable", detail, ambiguous=True)
    words = ("error_name", "error_reason", "error_description", "message")
    said = "; ".join(str(body[word]) for word in words if body.get(word))
    return Refusal(str(body["error"]), client.masked(said))
