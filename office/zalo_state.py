"""How Zalo stands, for a page: the login, the templates, the quota of the day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from office import zalo_opening, zalo_quota
from office.house import office_day
from runtime.settings import SettingsError
from store.sealing import SealError

if TYPE_CHECKING:
    from datetime import datetime

    from office.zalo_quota import Usage
    from office.zalo_tokens import Login
    from runtime.settings import Settings


@dataclass(frozen=True, slots=True)
class ZaloState:
    """What is set, who is logged in, and what was used today.

    `templates` is None when no file of them is set or it cannot be used.
    """

    bot: bool
    account: bool
    login: Login | None
    sealed_otherwise: bool
    templates: int | None
    usage: Usage


def state(settings: Settings, *, now: datetime) -> ZaloState:
    """Return how Zalo stands; Zalo itself is not asked."""
    application = zalo_opening.app(settings)
    login, otherwise = None, False
    if application is not None:
        try:
            login = zalo_opening.tokens(settings, application).login()
        except SealError:
            otherwise = True
    return ZaloState(
        bot=settings.zalo_bot_token is not None,
        account=application is not None,
        login=login,
        sealed_otherwise=otherwise,
        templates=_templates(settings),
        usage=zalo_quota.usage(office_day(now), per_day=settings.zalo_zns_per_day),
    )


def _templates(settings: Settings) -> int | None:
    if settings.zalo_zns_templates is None:
        return None
    try:
        return len(zalo_opening.templates(settings).all)
    except SettingsError:
        return None
