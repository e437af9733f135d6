"""A message as the bytes of a mail (RFC 5322, MIME)."""

from __future__ import annotations

from email.errors import MessageError
from email.header import Header
from email.headerregistry import Address, UniqueAddressHeader
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from notifications.channel import Outgoing


class _Folding(EmailPolicy):
    """Folds non-ASCII headers as whole encoded words.

    The standard library's own folding can lose a space where a long Vietnamese
    subject goes over to the next line (seen with Python 3.11).
    """

    def fold(self, name: str, value: str) -> str:
        if str(value).isascii():
            folded: str = super().fold(name, value)
            return folded
        if isinstance(value, UniqueAddressHeader):
            (address,) = value.addresses
            words, rest = address.display_name, f"\r\n <{address.addr_spec}>"
        else:
            words, rest = str(value), ""
        encoded = Header(words, "utf-8", header_name=name).encode(linesep="\r\n")
        return f"{name}: {encoded}{rest}\r\n"

    def fold_binary(self, name: str, value: str) -> bytes:
        return self.fold(name, value).encode("ascii")


_POLICY = _Folding(linesep="\r\n", cte_type="7bit")


def build(
    outgoing: Outgoing, *, sender: Address, reply_to: str | None, now: datetime
) -> bytes:
    """Return the mail, 7-bit and with CRLF, ready for SMTP DATA.

    Automatic mail says so (RFC 3834), so that an out-of-office reply does not
    answer it; `outgoing.headers` are set last and replace ours.

    Raises:
        ValueError: The address or a header cannot stand in a mail.
    """
    mail = EmailMessage(policy=_POLICY)
    headers = {
        "From": sender,
        "To": _address(outgoing.address),
        "Subject": outgoing.subject,
        "Date": format_datetime(now),
        "Message-ID": outgoing.message_id,
        "Auto-Submitted": "auto-generated",
        "X-Namro-Tracking": outgoing.tracking_id,
        **({"Reply-To": _address(reply_to)} if reply_to else {}),
        **dict(outgoing.headers),
    }
    for name, value in headers.items():
        mail[name] = value
    mail.set_content(outgoing.text, cte="base64")
    if outgoing.html is not None:
        mail.add_alternative(outgoing.html, subtype="html", cte="base64")
    return mail.as_bytes()


def _address(spec: str) -> Address:
    try:
        address = Address(addr_spec=spec)
    except (MessageError, IndexError) as error:
        raise ValueError(f"not a mail address: {spec!r}") from error
    if not (spec.isascii() and address.username and address.domain):
        raise ValueError(f"not a mail address: {spec!r}")
    return address
