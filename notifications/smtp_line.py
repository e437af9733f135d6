"""A connection to the mail server that is opened again when it dies."""

from __future__ import annotations

import smtplib
import socket
import ssl
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum


class Security(StrEnum):
    """How the connection is protected."""

    NONE = "none"
    STARTTLS = "starttls"
    TLS = "tls"


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """The mail server of the office and the address it sends as.

    `reply_to` is where replies are read; with `reply_secret` each message has its own
    address there, which names the message (`reply_tokens`).
    `hello_name` is what EHLO says; None is the domain of `sender`. `ca_file` is a
    PEM file for a server whose certificate no public authority signed.
    """

    host: str
    port: int
    sender: str
    sender_name: str = ""
    reply_to: str | None = None
    reply_secret: str | None = field(default=None, repr=False)
    security: Security = Security.NONE
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    hello_name: str | None = None
    ca_file: str | None = None
    timeout_seconds: float = 30.0


@dataclass(frozen=True, slots=True)
class Fault:
    """Why there is no connection: the server's code if it gave one, and words."""

    code: str
    detail: str


class Line:
    """The connection of one batch.

    It is opened on first use. When it dies it is opened once more; a message that
    the server takes earns another re-opening. A server that cannot be reached or
    refuses us is not asked twice.
    """

    def __init__(self, server: SmtpServer) -> None:
        self._server = server
        self._smtp: smtplib.SMTP | None = None
        self._spare = True
        self.fault: Fault | None = None  # set: no further try in this batch

    def connected(self) -> smtplib.SMTP | None:
        """Return the open connection, or None when `fault` says why there is none."""
        if self._smtp is None and self.fault is None:
            try:
                self._smtp = _open(self._server)
            except (smtplib.SMTPException, OSError, ValueError) as error:
                self.fault = _at_opening(self._server, error)
        return self._smtp

    def worked(self) -> None:
        """Note that the server took a message."""
        self._spare = True

    def died(self, fault: Fault) -> None:
        """Note that the connection is lost."""
        if self._smtp is not None:
            self._smtp.close()
            self._smtp = None
        if not self._spare:
            self.fault = fault
        self._spare = False

    def close(self) -> None:
        """Say goodbye, if there is somebody to say it to."""
        if self._smtp is not None:
            with suppress(smtplib.SMTPException, OSError):
                self._smtp.quit()
            self._smtp.close()


def _open(server: SmtpServer) -> smtplib.SMTP:
    name = server.hello_name or server.sender.rpartition("@")[2]
    where = (server.host, server.port, name)
    if server.security is Security.TLS:
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(
            *where, timeout=server.timeout_seconds, context=_tls(server)
        )
    else:
        smtp = smtplib.SMTP(*where, timeout=server.timeout_seconds)
    try:
        if server.security is Security.STARTTLS:
            smtp.starttls(context=_tls(server))
        if server.user is not None:
            smtp.login(server.user, server.password or "")
        smtp.ehlo_or_helo_if_needed()
    except BaseException:
        smtp.close()
        raise
    if smtp.sock is not None:  # a mail is longer than one packet: do not wait for ACKs
        smtp.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return smtp


def _tls(server: SmtpServer) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=server.ca_file)


def _at_opening(server: SmtpServer, error: Exception) -> Fault:
    where = f"{server.host}:{server.port}"
    if isinstance(error, smtplib.SMTPAuthenticationError):
        said = spoken(error.smtp_error)
        return Fault(
            str(error.smtp_code),
            f"mail server {where} refused the login of {server.user}: {said}",
        )
    if isinstance(error, smtplib.SMTPResponseException):
        said = spoken(error.smtp_error)
        return Fault(
            str(error.smtp_code), f"mail server {where} refused the connection: {said}"
        )
    return Fault("connect", f"mail server {where} cannot be used: {error}")


def spoken(reply: bytes | str) -> str:
    """Return what a server said as one line of text."""
    text = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
    return " ".join(text.split())
