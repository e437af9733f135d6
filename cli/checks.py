"""What `namro doctor` looks at: each check is a line, and says what to do."""

from __future__ import annotations

import shutil
import stat
from dataclasses import dataclass
from enum import StrEnum
from importlib import metadata
from typing import TYPE_CHECKING

import httpx

from cli import running, zalo_checks
from notifications import mailbox
from notifications.mailbox import MailboxError
from notifications.smtp_line import Line
from office import opening
from office.house import office_day
from runtime import clock
from store import migrate
from store.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from runtime.settings import Settings

PACKAGES = (
    "directive",
    "runtime",
    "store",
    "notifications",
    "office",
    "tasks",
    "flows",
    "web",
    "cli",
)
PINS = {"prefect": "3.8.8", "fastapi": "0.139.0", "sqlalchemy": "2.0."}  # beginnings
_LEAST_FREE = 1_000_000_000  # bytes


class Grade(StrEnum):
    """How a thing stands."""

    OK = "ok"
    WARNING = "warning"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line: what was looked at, how it stands, what to do (empty when all well)."""

    check: str
    grade: Grade
    what: str
    to_do: str = ""


def findings(settings: Settings) -> Iterator[Finding]:
    """Yield what is found, one thing after the other; none stops the rest."""
    yield from _folder(settings.data_dir)
    yield from _database(settings)
    yield _mail(settings)
    yield _inbox(settings)
    yield from _zalo(settings)
    yield from _pins()
    yield _server(settings.data_dir)
    yield _calendar(settings)
    yield _clashes()


def _folder(data_dir: Path) -> Iterator[Finding]:
    if not data_dir.exists():
        yield Finding(
            "data folder",
            Grade.WRONG,
            f"{data_dir} does not exist",
            "start `namro up` once, or set NAMRO_DATA_DIR",
        )
        return
    mode = stat.S_IMODE(data_dir.stat().st_mode)
    if mode & stat.S_IRWXO:
        yield Finding(
            "data folder",
            Grade.WRONG,
            f"{data_dir} is open to every user ({mode:o})",
            f"chmod o-rwx {data_dir}",
        )
    else:
        yield Finding("data folder", Grade.OK, f"{data_dir} ({mode:o})")
    free = shutil.disk_usage(data_dir).free
    said = f"{free / 1e9:.1f} GB free"
    if free < _LEAST_FREE:
        yield Finding("disk", Grade.WRONG, said, f"make room where {data_dir} lies")
    else:
        yield Finding("disk", Grade.OK, said)


def _database(settings: Settings) -> Iterator[Finding]:
    try:
        revision = migrate.current(opening.database_url(settings))
    except StoreError as fault:
        yield Finding(
            "database",
            Grade.WRONG,
            str(fault),
            "start `namro up`, or correct NAMRO_DATABASE_URL",
        )
        return
    yield Finding("database", Grade.OK, "it answers")
    if revision == migrate.head():
        yield Finding("schema", Grade.OK, f"revision {revision}")
    else:
        said = f"revision {revision or 'none'}, this program needs {migrate.head()}"
        yield Finding("schema", Grade.WRONG, said, "run `namro db upgrade`")


def _mail(settings: Settings) -> Finding:
    server = opening.channels_config(settings).smtp
    if server is None:
        return Finding(
            "mail", Grade.WARNING, "no mail server is set", "set NAMRO_SMTP_HOST"
        )
    line = Line(server)
    line.connected()
    line.close()
    if line.fault is None:
        return Finding("mail", Grade.OK, f"{server.host}:{server.port} takes mail")
    to_do = "correct NAMRO_SMTP_HOST, _PORT, _SECURITY, _USER and _PASSWORD"
    return Finding("mail", Grade.WRONG, line.fault.detail, to_do)


def _inbox(settings: Settings) -> Finding:
    config = opening.mailbox_config(settings)
    if config is None:
        to_do = "set NAMRO_IMAP_HOST and NAMRO_IMAP_USER to collect evidence by mail"
        return Finding("mailbox", Grade.WARNING, "no mailbox is set", to_do)
    try:
        with mailbox.opened(config):
            pass
    except MailboxError as fault:
        to_do = "correct NAMRO_IMAP_HOST, _PORT, _SECURITY, _USER and _PASSWORD"
        return Finding("mailbox", Grade.WRONG, str(fault), to_do)
    return Finding("mailbox", Grade.OK, f"{config.user} can log in at {config.host}")


def _zalo(settings: Settings) -> Iterator[Finding]:
    for check, grade, what, to_do in zalo_checks.findings(settings):
        yield Finding(check, Grade(grade), what, to_do)


def _pins() -> Iterator[Finding]:
    for name, wanted in PINS.items():
        try:
            found = metadata.version(name)
        except metadata.PackageNotFoundError:
            found = "not installed"
        if found.startswith(wanted):
            yield Finding(name, Grade.OK, found)
        else:
            said = f"{found}; namro was tried with {wanted}"
            to_do = "install the locked requirements again"
            yield Finding(name, Grade.WRONG, said, to_do)


def _server(data_dir: Path) -> Finding:
    state = running.read(data_dir)
    if state is None:
        to_do = "start `namro up`: nothing is sent while it is down"
        return Finding("Prefect", Grade.WARNING, "namro is not up", to_do)
    try:
        answer = httpx.get(
            f"{state.prefect_url}/api/health", timeout=5, trust_env=False
        )
        said = f"answers {answer.status_code}"
        well = answer.is_success
    except httpx.HTTPError as fault:
        said, well = str(fault), False
    if well:
        return Finding("Prefect", Grade.OK, f"answers at {state.prefect_url}")
    to_do = f"look into {data_dir / 'logs' / 'prefect.log'}; start `namro up` again"
    return Finding("Prefect", Grade.WRONG, f"{state.prefect_url}: {said}", to_do)


def _calendar(settings: Settings) -> Finding:
    year = office_day(clock.now()).year
    warning = opening.house(settings).calendar.warn_if_unconfirmed(year)
    if warning is None:
        return Finding("calendar", Grade.OK, f"{year} is confirmed")
    to_do = f"confirm {year} in the file of working days once it is announced"
    return Finding("calendar", Grade.WARNING, warning, to_do)


def _clashes() -> Finding:
    """Find packages of others that bear one of our names, and would hide ours."""
    owners = metadata.packages_distributions()
    others = {
        name: foreign
        for name in PACKAGES
        if (foreign := sorted(set(owners.get(name, ())) - {"namro"}))
    }
    if not others:
        return Finding("packages", Grade.OK, "none clashes with ours")
    said = "; ".join(f"{name} also in {', '.join(who)}" for name, who in others.items())
    whom = " ".join(sorted({each for who in others.values() for each in who}))
    return Finding("packages", Grade.WRONG, said, f"pip uninstall {whom}")
