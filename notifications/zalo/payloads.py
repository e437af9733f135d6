"""What is given to Zalo: the code, the deadline and a link, never more."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from notifications.channel import Outgoing

LONGEST_TEXT = 2000  # characters, after NFC: decomposed Vietnamese counts for more
_LINE = re.compile(
    r"^(?P<code>[A-Z0-9-]+): (?:hạn (?P<due>[0-9/]+) \(.*\)|không ấn định ngày)$",
    re.MULTILINE,
)
_MORE = re.compile(r"^và ([0-9]+) nhiệm vụ khác$", re.MULTILINE)
_LINK = re.compile(r"^https?://\S+$", re.MULTILINE)
_PHONE = re.compile(r"(?:\+?84|0)([0-9]{9})")


class PayloadError(ValueError):
    """A message cannot be said in this way; the words are for the office."""


def text_of(outgoing: Outgoing) -> str:
    """Return the text of a chat: `Outgoing.short`, else the subject; composed (NFC).

    Raises:
        PayloadError: It is longer than Zalo takes.
    """
    text = unicodedata.normalize("NFC", outgoing.short or outgoing.subject)
    if len(text) > LONGEST_TEXT:
        raise PayloadError(
            f"text has {len(text)} characters, Zalo takes {LONGEST_TEXT}"
        )
    return text


def phone_of(address: str) -> str:
    """Return a Vietnamese phone number as ZNS wants it: 84 and nine digits.

    Raises:
        PayloadError: This is no such number.
    """
    found = _PHONE.fullmatch(re.sub(r"[ .-]", "", address))
    if found is None:
        raise PayloadError("the address is not a Vietnamese phone number")
    return f"84{found[1]}"


def facts_of(outgoing: Outgoing) -> dict[str, str]:
    """Return the pieces of `Outgoing.short` that a template may be filled with.

    "code" (of the most late assignment), "deadline" (14/12/2025, absent when there
    is none), "count" (how many assignments), "link" and "path" (the link without the
    site's address; a message about several assignments links to the site and has
    none). What is not there is absent.
    """
    short = unicodedata.normalize("NFC", outgoing.short or "")
    named = list(_LINE.finditer(short))
    more = _MORE.search(short)
    link = _LINK.search(short)
    facts = {"count": str(len(named) + (int(more[1]) if more else 0))}
    if named:
        facts["code"] = named[0]["code"]
    if named and named[0]["due"]:
        facts["deadline"] = named[0]["due"]
    if link:
        facts["link"] = link[0]
    if link and (path := urlsplit(link[0]).path.lstrip("/")):
        facts["path"] = path
    return facts
