"""The signed address that a reply comes back to: it names the message it answers.

"vanthu@x" becomes "vanthu+t" + message number + "-" + tag + "@x", all in lower case,
as a mail server may change the case. The tag proves that the address is ours: who
makes up a number does not reach another message.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_TAG = 12  # hexadecimal digits: 48 bits, and the sender must be known as well
_TOKEN = re.compile(r"\+t(?P<number>\d{1,18})-(?P<tag>[0-9a-f]{12})@", re.IGNORECASE)


def reply_address(mailbox: str, secret: str, message: int) -> str:
    """Return the address that replies to a message go to.

    Args:
        mailbox: Where replies are read, such as vanthu@vpubnd.cao-bang.example.
        secret: The key of this installation.
        message: The number of the message.
    """
    local, _, domain = mailbox.rpartition("@")
    return f"{local}+t{message}-{_tag(secret, message)}@{domain}"


def answered(addresses: Iterable[str], secret: str) -> int | None:
    """Return the message that mail to these addresses answers; None if no token holds.

    Tokens of several messages name none.
    """
    numbers = {
        int(found["number"])
        for address in addresses
        for found in _TOKEN.finditer(address)
        if hmac.compare_digest(found["tag"].lower(), _tag(secret, int(found["number"])))
    }
    return numbers.pop() if len(numbers) == 1 else None


def _tag(secret: str, message: int) -> str:
    made = hmac.new(secret.encode(), f"reply:{message}".encode(), hashlib.sha256)
    return made.hexdigest()[:_TAG]
