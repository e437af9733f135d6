"""A mail server that keeps what it is given: for the demo, and for tests."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import dataclass
from email import message_from_bytes, policy
from typing import TYPE_CHECKING

from aiosmtpd.smtp import SMTP

if TYPE_CHECKING:
    from email.message import EmailMessage
    from pathlib import Path
    from types import TracebackType
    from typing import Self

    from aiosmtpd.smtp import Envelope, Session

LOOPBACK = "127.0.0.1"
_LARGEST = 64 * 1024 * 1024  # bytes


@dataclass(frozen=True, slots=True)
class CaughtMail:
    """One mail as it arrived, with the recipients of its envelope."""

    sender: str
    recipients: tuple[str, ...]
    raw: bytes

    def parsed(self) -> EmailMessage:
        """Return the mail with its headers decoded."""
        return message_from_bytes(self.raw, policy=policy.default)

    @property
    def subject(self) -> str:
        """The subject, decoded."""
        return str(self.parsed()["Subject"] or "")

    @property
    def message_id(self) -> str:
        """The Message-ID with its angle brackets."""
        return str(self.parsed()["Message-ID"] or "")

    @property
    def tracking_id(self) -> str:
        """X-Namro-Tracking, or empty."""
        return str(self.parsed()["X-Namro-Tracking"] or "")

    def text(self) -> str:
        """Return the plain text, its lines ended by a newline alone."""
        part = self.parsed().get_body(("plain",))
        return part.get_content().replace("\r\n", "\n") if part is not None else ""


class MailCatcher:
    """An SMTP server on a free loopback port, in a thread of its own.

    Use it as a context manager, or call `start` and `stop`. With a folder, every
    mail is also written there as 000001.eml and so on.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.port = 0
        self._folder = folder
        self._mails: list[CaughtMail] = []
        self._lock = threading.Lock()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._ready = threading.Event()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def start(self) -> int:
        """Listen, and return the port."""
        if self._folder is not None:
            self._folder.mkdir(parents=True, exist_ok=True)
        self._thread.start()
        self._ready.wait()
        return self.port

    def stop(self) -> None:
        """Close the port and the connections; what was caught stays readable."""
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join()

    def count(self) -> int:
        """Return how many mails were taken."""
        with self._lock:
            return len(self._mails)

    def messages(self) -> tuple[CaughtMail, ...]:
        """Return the mails taken so far, oldest first."""
        with self._lock:
            return tuple(self._mails)

    def clear(self) -> None:
        """Forget the mails kept in memory."""
        with self._lock:
            self._mails.clear()

    async def handle_DATA(  # noqa: N802 - aiosmtpd looks for this name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """Keep one mail; called by aiosmtpd, the answer goes to the client."""
        del server, session
        mail = CaughtMail(
            sender=envelope.mail_from or "",
            recipients=tuple(envelope.rcpt_tos),
            raw=envelope.original_content or b"",
        )
        with self._lock:
            self._mails.append(mail)
            number = len(self._mails)
        if self._folder is not None:
            (self._folder / f"{number:06}.eml").write_bytes(mail.raw)
        return f"250 2.0.0 Ok: queued as {number}"

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(
            self._loop.create_server(self._session, LOOPBACK, 0)
        )
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        self._loop.run_forever()
        server.close()
        self._loop.run_until_complete(self._loop.shutdown_asyncgens())
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.run_until_complete(asyncio.sleep(0))
        self._loop.close()

    def _session(self) -> SMTP:
        return SMTP(
            self,
            data_size_limit=_LARGEST,
            hostname="catcher.example",
            loop=self._loop,
        )
