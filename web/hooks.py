"""The keys that calls from Zalo are known by."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic import SecretStr

    from runtime.settings import Settings


@dataclass(frozen=True, slots=True)
class HookKeys:
    """What the bot's and the account's calls must carry; a blank key opens nothing."""

    bot: str = field(default="", repr=False)
    account: str = field(default="", repr=False)
    signer: str = ""


def keys(settings: Settings) -> HookKeys:
    """Return the keys that the settings give."""
    return HookKeys(
        bot=_plain(settings.zalo_hook_secret),
        account=_plain(settings.zalo_oa_secret),
        signer=settings.zalo_signer_id or settings.zalo_app_id or "",
    )


def _plain(secret: SecretStr | None) -> str:
    return secret.get_secret_value() if secret else ""
