"""Open the office of this process: its database, files, calendar and channels."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from directive.ladder import DEFAULT_POLICY
from notifications import channels
from notifications.mailbox import MailboxConfig
from notifications.smtp_line import Security, SmtpServer
from office.fetching import Hosts
from office.house import House
from office.in_force import in_force
from runtime import clock
from store import engine, files
from store.calendar_file import load_calendar
from store.embedded import Cluster
from store.embedded.folders import secret

if TYPE_CHECKING:
    from pathlib import Path

    from pydantic import SecretStr

    from notifications.channel import Channel
    from notifications.zalo.tokens import TokenSource
    from runtime.settings import Settings


@dataclass(frozen=True, slots=True)
class Installation:
    """What the settings of one installation come to."""

    settled: House  # by the settings; the rules in force are asked for, see `house`
    channels: dict[str, Channel]
    mailbox: MailboxConfig | None
    drop_dir: Path | None
    rates: dict[str, int] = field(default_factory=dict)  # a minute, by channel
    deliverers: dict[str, int] = field(default_factory=dict)  # at once, by channel
    heartbeat_url: str | None = field(default=None, repr=False)
    file_hosts: Hosts = field(default_factory=Hosts)  # of what chats send
    zalo_tokens: TokenSource | None = field(default=None, repr=False)

    @property
    def house(self) -> House:
        """Return the house with the calendar and the ladder that hold now.

        Raises:
            StoreError: The database does not answer.
        """
        with engine.unit_of_work() as session:
            return in_force(session, self.settled)


def open_installation(settings: Settings) -> Installation:
    """Bind the process to its database and file store, and set its clock.

    Nothing is connected yet: what is down shows at its first use.

    Raises:
        EmbeddedDatabaseError: The embedded database was never started.
        DatabaseUnavailableError: NAMRO_DATABASE_URL is not one of PostgreSQL.
    """
    clock.set_start(settings.now, since=settings.now_since)
    engine.bind(database_url(settings))
    files.bind(settings.data_dir / "files")
    config = channels_config(settings)
    account = config.zalo_account
    return Installation(
        settled=house(settings),
        channels=channels.build(config),
        mailbox=mailbox_config(settings),
        rates=rates(settings),
        deliverers=dict(settings.deliverers),
        drop_dir=settings.drop_dir,
        heartbeat_url=_plain(settings.heartbeat_url),
        file_hosts=Hosts(settings.zalo_file_hosts),
        zalo_tokens=account.tokens if account else None,
    )


def rates(settings: Settings) -> dict[str, int]:
    """Return how many messages a minute each channel may be given, where limited."""
    named = {
        "email": settings.smtp_per_minute,
        "zalo_bot": settings.zalo_bot_per_minute,
        "zalo_oa": settings.zalo_oa_per_minute,
        "zalo_zns": settings.zalo_zns_per_minute,
    }
    return {name: most for name, most in named.items() if most is not None}


def database_url(settings: Settings) -> str:
    """Return the URL the program works with: the one given, or the embedded one."""
    if settings.database_url is not None:
        return settings.database_url.get_secret_value()
    return Cluster(settings.data_dir).url()


def house(settings: Settings) -> House:
    """Return the office's calendar, ladder, name and address."""
    return House(
        calendar=load_calendar(),
        policy=DEFAULT_POLICY,
        mail_domain=settings.mail_from.rpartition("@")[2],
        base_url=settings.base_url,
        virtual=settings.now is not None,
        link_secret=link_secret(settings),
    )


def channels_config(settings: Settings) -> channels.ChannelsConfig:
    """Return which channels the settings give, and what each of them needs."""
    smtp = None
    if settings.smtp_host is not None:
        smtp = SmtpServer(
            host=settings.smtp_host,
            port=settings.smtp_port,
            sender=settings.mail_from,
            reply_to=settings.mail_reply_to,
            reply_secret=reply_secret(settings),
            user=settings.smtp_user,
            password=_plain(settings.smtp_password),
            security=Security(settings.smtp_security),
        )
    bot = None
    if settings.zalo_bot_token is not None:
        from notifications.zalo.bot import ZaloBot  # noqa: PLC0415 - httpx costs 0.1 s

        bot = ZaloBot(
            token=settings.zalo_bot_token.get_secret_value(),
            base_url=settings.zalo_bot_base_url,
        )
    named = {
        name: url.get_secret_value() for name, url in settings.apprise_urls.items()
    }
    account = hours = None
    if settings.zalo_app_id is not None:
        from office import zalo_opening  # noqa: PLC0415 - httpx costs 0.1 s

        account = zalo_opening.account(settings)
        hours = zalo_opening.hours(house(settings))
    return channels.ChannelsConfig(
        smtp=smtp,
        zalo_bot=bot,
        zalo_account=account,
        zalo_hours=hours,
        apprise=named,
    )


def mailbox_config(settings: Settings) -> MailboxConfig | None:
    """Return where evidence comes by mail; None when the settings name no mailbox."""
    if settings.imap_host is None or settings.imap_user is None:
        return None
    return MailboxConfig(
        host=settings.imap_host,
        port=settings.imap_port,
        user=settings.imap_user,
        password=_plain(settings.imap_password) or "",
        security=settings.imap_security,
        folder=settings.imap_folder,
        reply_secret=reply_secret(settings),
    )


def link_secret(settings: Settings) -> str:
    """Return the key that links and forms are signed with.

    The one of the settings, which all machines of an installation share; else one
    that is made once in the data folder, mode 0600.
    """
    if settings.link_secret is not None:
        return settings.link_secret.get_secret_value()
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    return secret(settings.data_dir / "link.secret")


def reply_secret(settings: Settings) -> str | None:
    """Return the key that reply addresses are signed with; made once, mode 0600.

    None when the settings name no mailbox for replies.
    """
    if settings.mail_reply_to is None:
        return None
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    return secret(settings.data_dir / "reply.secret")


def _plain(secret: SecretStr | None) -> str | None:
    return secret.get_secret_value() if secret else None
