"""A stage for a rehearsal: a database, a mail catcher and an office of their own."""

from __future__ import annotations

import secrets
import shutil
import signal
import tempfile
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from directive.ladder import DEFAULT_POLICY
from notifications.catcher import LOOPBACK, MailCatcher
from notifications.smtp import SmtpChannel
from notifications.smtp_line import SmtpServer
from office.house import House
from office.registering import install_registry
from store import engine, files, migrate
from store.calendar_file import load_calendar
from store.embedded import Cluster, Role
from store.registry_file import load_registry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from types import FrameType
    from typing import Any

    from notifications.channel import Channel

    _Handler = Callable[[int, FrameType | None], Any] | int | signal.Handlers | None

DOMAIN = "cao-bang.example"
SENDER = f"namro@vpubnd.{DOMAIN}"


@dataclass(frozen=True, slots=True)
class Stage:
    """Where a rehearsal plays; gone when it ends."""

    folder: Path
    database_url: str
    house: House
    channels: dict[str, Channel]
    catcher: MailCatcher


@contextmanager
def opened(
    *, now: datetime, told: Callable[[str], None], base_url: str | None = None
) -> Iterator[Stage]:
    """Set up a throw-away installation with the registry of Cao Bằng.

    Args:
        now: The moment (aware) at which the registry enters the office.
        told: Hears the name of each step when it begins.
        base_url: Address of the site in messages; None leaves links out.
    """
    folder = Path(tempfile.mkdtemp(prefix="namro-stage-"))
    folder.chmod(0o711)  # as root the database runs as a user of its own
    with ExitStack() as closing:
        closing.callback(signal.signal, signal.SIGTERM, _end_on(signal.SIGTERM))
        closing.callback(shutil.rmtree, folder, ignore_errors=True)
        told("Khởi động cơ sở dữ liệu")
        cluster = Cluster(folder / "data")
        closing.callback(cluster.stop)
        cluster.start(fast=True)
        told("Tạo các bảng")
        migrate.upgrade(cluster.url(Role.OWNER), Role.APP)
        engine.bind(cluster.url())
        closing.callback(engine.release)
        files.bind(folder / "files")
        told("Mở hộp thư nhận thử")
        catcher = closing.enter_context(MailCatcher())
        server = SmtpServer(LOOPBACK, catcher.port, SENDER)
        house = House(
            load_calendar(),
            DEFAULT_POLICY,
            base_url=base_url,
            virtual=True,
            link_secret=secrets.token_urlsafe(32) if base_url else None,
        )
        told("Nạp danh bạ cơ quan của tỉnh Cao Bằng")
        install_registry(load_registry(), house=house, now=now, contact_domain=DOMAIN)
        told("Sẵn sàng")
        yield Stage(
            folder=folder,
            database_url=cluster.url(),
            house=house,
            channels={"email": SmtpChannel(server)},
            catcher=catcher,
        )


STEPS = 5


def _end_on(number: signal.Signals) -> _Handler:
    """Let a signal end the program as Ctrl-C does, and return what it did before."""

    def end(*_: object) -> None:
        raise SystemExit(128 + number)

    return signal.signal(number, end)
