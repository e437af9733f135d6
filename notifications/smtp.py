"""Mail over SMTP: one connection for a whole batch."""

from __future__ import annotations

import smtplib
from email.headerregistry import Address
from typing import TYPE_CHECKING

from notifications import mail, reply_tokens
from notifications.channel import Outcome, Status
from notifications.smtp_line import Fault, Line, Security, SmtpServer, spoken
from runtime import clock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from notifications.channel import Outgoing

__all__ = ["Security", "SmtpChannel", "SmtpServer"]

_DEAD = (smtplib.SMTPServerDisconnected, OSError)
_CLOSING = 421
_OK = 250
_GO_ON = 354
_PERMANENT = range(500, 600)
_TOO_LARGE = 552
_ASKS_LOGIN = (530, 535, 538)


class SmtpChannel:
    """The office's mail server.

    4xx and lost connections are temporary, 5xx is permanent, except what is no
    fault of the message (the server, the login or the sender is refused): that is
    temporary, because somebody will mend it.
    """

    name = "email"

    def __init__(
        self, server: SmtpServer, *, now: Callable[[], datetime] = clock.now
    ) -> None:
        self._server = server
        self._now = now
        self._sender = Address(server.sender_name, addr_spec=server.sender)

    def send(
        self,
        batch: Sequence[Outgoing],
        *,
        handing_over: Callable[[Outgoing], None],
    ) -> Iterator[Outcome]:
        """Send the batch over one connection; see `Channel.send`."""
        line = Line(self._server)
        try:
            for outgoing in batch:
                yield self._send_one(line, outgoing, handing_over)
        finally:
            line.close()

    def _send_one(
        self,
        line: Line,
        outgoing: Outgoing,
        handing_over: Callable[[Outgoing], None],
    ) -> Outcome:
        try:
            raw = mail.build(
                outgoing,
                sender=self._sender,
                reply_to=self._reply_to(outgoing),
                now=self._now(),
            )
        except ValueError as error:
            return Outcome(outgoing.id, Status.PERMANENT, "invalid", str(error))
        while (smtp := line.connected()) is not None:
            try:
                refusal = self._envelope(smtp, outgoing, len(raw))
            except _DEAD as error:
                line.died(Fault("lost", f"connection lost: {error}"))
                continue
            if refusal is None:
                handing_over(outgoing)
                return _give_away(line, smtp, outgoing, raw)
            if refusal.code != str(_CLOSING):
                return refusal
            line.died(Fault(refusal.code, refusal.detail))
        fault = line.fault or Fault("lost", "connection lost")
        return Outcome(outgoing.id, Status.TEMPORARY, fault.code, fault.detail)

    def _reply_to(self, outgoing: Outgoing) -> str | None:
        mailbox, secret = self._server.reply_to, self._server.reply_secret
        if mailbox is None or secret is None:
            return mailbox
        return reply_tokens.reply_address(mailbox, secret, outgoing.id)

    def _envelope(
        self, smtp: smtplib.SMTP, outgoing: Outgoing, size: int
    ) -> Outcome | None:
        """Name sender and recipient; return the refusal, if the server refuses."""
        told = f" size={size}" if smtp.has_extn("size") else ""
        code, reply = smtp.docmd("MAIL", f"FROM:<{self._server.sender}>{told}")
        if code != _OK:
            smtp.rset()
            status = Status.PERMANENT if code == _TOO_LARGE else Status.TEMPORARY
            return Outcome(
                outgoing.id, status, str(code), f"sender refused: {spoken(reply)}"
            )
        code, reply = smtp.docmd("RCPT", f"TO:<{outgoing.address}>")
        if code in (_OK, 251):
            return None
        smtp.rset()
        return Outcome(outgoing.id, _status(code), str(code), spoken(reply))


def _give_away(
    line: Line, smtp: smtplib.SMTP, outgoing: Outgoing, raw: bytes
) -> Outcome:
    try:
        code, said = smtp.docmd("DATA")
        given = code == _GO_ON  # else not a byte was given away
        if given:
            smtp.send(_with_an_end(raw))
            code, said = smtp.getreply()
    except _DEAD as error:
        detail = f"no answer after the message was handed over: {error}"
        line.died(Fault("lost", detail))
        return Outcome(outgoing.id, Status.TEMPORARY, "lost", detail, ambiguous=True)
    detail = spoken(said)
    if given and code == _OK:
        line.worked()
        return Outcome(outgoing.id, Status.SENT, str(code), detail)
    if code == _CLOSING:
        line.died(Fault(str(code), detail))
    return Outcome(outgoing.id, _status(code), str(code), detail)


def _with_an_end(raw: bytes) -> bytes:
    """Return a mail as DATA carries it: a point more where a line begins with one."""
    if b"\r\n." in raw:
        raw = raw.replace(b"\r\n.", b"\r\n..")
    end = b".\r\n" if raw.endswith(b"\r\n") else b"\r\n.\r\n"
    return raw + end


def _status(code: int) -> Status:
    if code in _PERMANENT and code not in _ASKS_LOGIN:
        return Status.PERMANENT
    return Status.TEMPORARY
