"""The mailbox that results are sent to, over IMAP."""

from __future__ import annotations

import imaplib
import re
import ssl
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from imap_tools import AND, MailBox, MailBoxUnencrypted
from imap_tools.errors import ImapToolsError

from notifications import inbound

if TYPE_CHECKING:
    from collections.abc import Iterator

    from imap_tools import BaseMailBox

    from notifications.inbound import InboundMail

_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")
_INTERNAL_DATE = re.compile(rb'INTERNALDATE "\s?([^"]+)"')


class MailboxError(Exception):
    """The mailbox cannot be read; the message says where and why, in one line."""


@dataclass(frozen=True, slots=True)
class MailboxConfig:
    """Where the mail is. Mails larger than `largest` bytes are read without body."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    security: str = "tls"  # or "none"
    folder: str = "INBOX"
    ca_file: str | None = None
    timeout_seconds: float = 30.0
    largest: int = 60 * 1024 * 1024
    reply_secret: str | None = field(default=None, repr=False)  # of `reply_tokens`


class Mailbox:
    """An open mailbox."""

    def __init__(self, box: BaseMailBox, largest: int) -> None:
        self._box = box
        self._largest = largest

    def fetch_new(self) -> Iterator[InboundMail]:
        """Yield the mails that are not marked as seen, oldest first, one at a time.

        They stay unseen until `mark_seen`: the caller marks each one after its
        transaction, and knows a mail that comes again by its Message-ID.
        """
        for uid in self._box.uids(AND(seen=False)):
            yield self._fetch(uid)

    def mark_seen(self, uid: str) -> None:
        r"""Set \Seen, so that the mail is not fetched again."""
        self._box.flag(uid, "\\Seen", value=True)

    def _fetch(self, uid: str) -> InboundMail:
        about, _ = self._ask(uid, "(INTERNALDATE RFC822.SIZE)")
        size = _SIZE.search(about)
        date = _INTERNAL_DATE.search(about)
        if size is None or date is None:
            raise MailboxError(f"the mail server gave no size and date for mail {uid}")
        oversize = int(size[1]) > self._largest
        _, raw = self._ask(uid, "(BODY.PEEK[HEADER])" if oversize else "(BODY.PEEK[])")
        received_at = datetime.strptime(date[1].decode(), "%d-%b-%Y %H:%M:%S %z")
        return inbound.read(raw, uid=uid, received_at=received_at, oversize=oversize)

    def _ask(self, uid: str, what: str) -> tuple[bytes, bytes]:
        """Return what the server says about the mail, and the literal it sends."""
        _, parts = self._box.client.uid("FETCH", uid, what)
        about = b" ".join(
            part[0] if isinstance(part, tuple) else part for part in parts if part
        )
        literals = [part[1] for part in parts if isinstance(part, tuple)]
        return about, literals[0] if literals else b""


@contextmanager
def opened(config: MailboxConfig) -> Iterator[Mailbox]:
    """Log in, and log out at the end.

    Raises:
        MailboxError: The server cannot be reached, refuses the login or breaks off.
    """
    where = f"mailbox {config.user} at {config.host}:{config.port}"
    try:
        box = _connected(config)
    except (imaplib.IMAP4.error, ImapToolsError, OSError) as error:
        raise MailboxError(f"{where} cannot be opened: {_said(error)}") from None
    try:
        yield Mailbox(box, config.largest)
    except (imaplib.IMAP4.error, ImapToolsError) as error:
        raise MailboxError(f"{where} broke off: {_said(error)}") from error
    finally:
        with suppress(imaplib.IMAP4.error, ImapToolsError, OSError):
            box.logout()


def _connected(config: MailboxConfig) -> BaseMailBox:
    box: BaseMailBox
    if config.security == "tls":
        box = MailBox(
            config.host,
            config.port,
            timeout=config.timeout_seconds,
            ssl_context=ssl.create_default_context(cafile=config.ca_file),
        )
    else:
        box = MailBoxUnencrypted(
            config.host, config.port, timeout=config.timeout_seconds
        )
    try:
        box.login(config.user, config.password, config.folder)
    except BaseException:
        box.client.shutdown()
        raise
    return box


def _said(error: Exception) -> str:
    return " ".join(str(error).split())
