"""What an installation decides: the environment variables `NAMRO_…` and `.env`.

Read at the edges only (`cli`, `web.app`, tasks and flows) and passed inward as values.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import AwareDatetime, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from runtime import clock

PREFIX = "NAMRO_"


class SettingsError(ValueError):
    """A setting cannot be used; the message names the variable."""


def default_data_dir() -> Path:
    """Return where an embedded installation lies when nothing else is said."""
    if os.geteuid() == 0:
        return Path("/var/lib/namro")
    return Path.home() / ".local" / "share" / "namro"


class Settings(BaseSettings):
    """All settings. Secrets are `SecretStr`: they never show in a log or a repr."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
    )

    data_dir: Path = Field(default_factory=default_data_dir)
    database_url: SecretStr | None = None  # as the application; unset: embedded
    database_owner_url: SecretStr | None = None  # as the owner of the tables

    smtp_host: str | None = None
    smtp_port: int = Field(default=25, ge=1, le=65535)
    smtp_user: str | None = None
    smtp_password: SecretStr | None = None
    smtp_per_minute: int | None = Field(default=None, ge=1)  # None: as fast as it goes
    smtp_security: Literal["none", "starttls", "tls"] = "none"
    mail_from: str = "namro@vpubnd.cao-bang.example"
    mail_reply_to: str | None = None  # the mailbox that replies are collected from

    imap_host: str | None = None
    imap_port: int = Field(default=993, ge=1, le=65535)
    imap_user: str | None = None
    imap_password: SecretStr | None = None
    imap_folder: str = "INBOX"
    imap_security: Literal["tls", "none"] = "tls"

    zalo_bot_token: SecretStr | None = None
    zalo_bot_per_minute: int | None = Field(default=None, ge=1)
    zalo_bot_base_url: str = "https://bot-api.zaloplatforms.com"

    zalo_app_id: str | None = None  # of the application of the Official Account
    zalo_app_secret: SecretStr | None = None
    zalo_key: SecretStr | None = None  # seals its tokens; unset: made in data_dir
    zalo_redirect_url: str | None = None  # where Zalo sends whoever logs in
    zalo_proof: bool = False  # Zalo asks for an appsecret_proof
    zalo_oa_per_minute: int | None = Field(default=None, ge=1)
    zalo_zns_templates: Path | None = None  # a YAML file
    zalo_zns_per_day: int = Field(default=500, ge=0)
    zalo_zns_per_minute: int | None = Field(default=None, ge=1)
    zalo_hook_secret: SecretStr | None = None  # that the bot's calls carry
    zalo_oa_secret: SecretStr | None = None  # that the account's calls are signed with
    zalo_signer_id: str | None = None  # first in that signature; unset: zalo_app_id
    zalo_file_hosts: tuple[str, ...] = (
        "zalo.me",
        "zadn.vn",
        "zaloapp.com",
        "zaloplatforms.com",
    )  # from which photos and files of chats are fetched
    zalo_oa_base_url: str = "https://openapi.zalo.me"
    zalo_zns_base_url: str = "https://business.openapi.zalo.me"
    zalo_oauth_base_url: str = "https://oauth.zaloapp.com"

    deliverers: dict[str, Annotated[int, Field(ge=1)]] = Field(
        default_factory=dict
    )  # at once, by channel; without one, as many as there are

    apprise_urls: dict[str, SecretStr] = Field(default_factory=dict)  # by name

    heartbeat_url: SecretStr | None = None  # asked for while every promise is kept

    drop_dir: Path | None = None  # the folder that evidence is dropped into
    now: AwareDatetime | None = None  # begin at this moment: a demo or a rehearsal
    now_since: AwareDatetime = Field(default_factory=clock.real_now)  # of children
    timezone: ZoneInfo = ZoneInfo("Asia/Ho_Chi_Minh")

    clarity_scheme: Literal["5", "6"] = "5"  # "5 rõ", or "6 rõ" with rõ thẩm quyền

    base_url: str | None = None  # address of the site in messages, no slash at its end
    link_secret: SecretStr | None = None  # of links and forms; unset: made in data_dir
    web_host: str = "127.0.0.1"
    web_port: int = Field(default=8000, ge=0, le=65535)
    prefect_port: int = Field(default=4200, ge=0, le=65535)


@cache
def load() -> Settings:
    """Return the settings of this process, read once.

    A test that changes the environment calls `load.cache_clear()` first.

    Raises:
        SettingsError: A variable cannot be understood; names each of them.
    """
    try:
        return Settings()
    except ValidationError as error:
        faults = [
            f"{PREFIX}{'_'.join(map(str, fault['loc'])).upper()}: {fault['msg']}"
            for fault in error.errors(include_input=False, include_url=False)
        ]
        raise SettingsError("; ".join(faults)) from None
