"""What `namro doctor` says of Zalo; nothing where Zalo is not set at all."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from notifications.zalo.client import MASK, Client, Silence
from office import opening, zalo_opening
from runtime import clock
from runtime.clock import HANOI
from runtime.settings import SettingsError
from store import engine
from store.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from office.zalo_tokens import Login
    from runtime.settings import Settings

Line = tuple[str, str, str, str]  # check, grade, what, to do
_WARN_AHEAD = timedelta(days=14)
_LOGIN = "run `namro zalo login`"


def findings(settings: Settings) -> Iterator[Line]:
    """Yield (check, grade, what is found, what to do) for each part of Zalo in use."""
    if settings.zalo_bot_token is not None:
        yield _bot(settings)
    if settings.zalo_app_id is not None or settings.zalo_app_secret is not None:
        yield _login(settings)
        yield _templates(settings)


def _bot(settings: Settings) -> Line:
    token = settings.zalo_bot_token
    with Client(
        settings.zalo_bot_base_url,
        timeout_seconds=10,
        in_path=token.get_secret_value() if token else "",
    ) as client:
        answer = client.post(f"/bot{MASK}/getMe", json={})
        if isinstance(answer, Silence):
            to_do = "open the way to it, or correct NAMRO_ZALO_BOT_BASE_URL"
            return "Zalo bot", "wrong", answer.detail, to_do
        if answer.body.get("ok") is True:
            return "Zalo bot", "ok", "it answers", ""
        said = client.masked(answer.body.get("description") or answer.reason)
    return "Zalo bot", "wrong", f"{answer.http}: {said}", "correct NAMRO_ZALO_BOT_TOKEN"


def _login(settings: Settings) -> Line:
    check = "Zalo OA"
    app = zalo_opening.app(settings)
    if app is None:
        to_do = "set both NAMRO_ZALO_APP_ID and NAMRO_ZALO_APP_SECRET"
        return check, "wrong", "half of the application is set", to_do
    try:
        engine.bind(opening.database_url(settings))
        login = zalo_opening.tokens(settings, app).login()
    except StoreError as fault:
        return check, "wrong", str(fault), _LOGIN
    finally:
        engine.release()
    return _standing(check, login)


def _standing(check: str, login: Login | None) -> Line:
    if login is None:
        return check, "wrong", "nobody logged in yet", _LOGIN
    if login.refusal is not None:
        return check, "wrong", f"Zalo gives no new token: {login.refusal}", _LOGIN
    ends = login.refresh_expires_at
    said = f"logged in, holds until {ends.astimezone(HANOI):%d/%m/%Y} unless renewed"
    if ends - clock.real_now() < _WARN_AHEAD:
        return check, "warning", said, f"{_LOGIN}, or start `namro up`: it renews it"
    return check, "ok", said, ""


def _templates(settings: Settings) -> Line:
    check = "Zalo ZNS"
    if settings.zalo_zns_templates is None:
        to_do = "set NAMRO_ZALO_ZNS_TEMPLATES to reach phones"
        return check, "warning", "no template is set", to_do
    try:
        found = zalo_opening.templates(settings)
    except SettingsError as fault:
        return check, "wrong", str(fault), "correct the file"
    per_day = settings.zalo_zns_per_day
    return check, "ok", f"{len(found.all)} templates, {per_day} messages a day", ""
