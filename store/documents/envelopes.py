"""Open an edXML message: what its header says, and the files it carries.

Two dialects are in use, under several namespaces; only the tags' own names count.
"""

from __future__ import annotations

import base64
import binascii
import re
from datetime import date
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError

from defusedxml.common import (  # type: ignore[import-untyped] # it has no types
    DefusedXmlException,
)
from defusedxml.ElementTree import (  # type: ignore[import-untyped] # it has no types
    fromstring,
)

from store.documents.model import DocumentError, Envelope

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

DAY = re.compile(r"(\d{4})[/-](\d{1,2})[/-](\d{1,2})")
HEADERS = ("messageheader", "header")
NAMES = ("attachmentname", "filename", "name")
CONTENTS = ("contenttransferencoded", "content", "data")
MOST_ATTACHMENTS = 100


def open_envelope(data: bytes) -> tuple[Envelope, tuple[tuple[str, bytes], ...]]:
    """Return the header's facts, and each attachment with its name.

    Args:
        data: The message, UTF-8 or as its declaration says.

    Raises:
        DocumentError: It is no whole message, declares entities, or carries no file.
    """
    try:
        root = fromstring(data, forbid_dtd=True)
    except DefusedXmlException:
        raise DocumentError("declares entities of its own; ask for it again") from None
    except (ParseError, ValueError, LookupError, RecursionError):
        raise DocumentError("is no whole edXML message; ask for it again") from None
    files = tuple(_attachments(root))
    if not files:
        raise DocumentError("is an edXML message without an attachment; give one")
    return _header(root), files


def _header(root: Element) -> Envelope:
    """Return the header's facts; those of the message that it answers are not ours."""
    header = next((one for one in root.iter() if _name(one) in HEADERS), None)
    if header is None:
        return Envelope()
    return Envelope(
        sender=_said(header, "from", "organname"),
        number=_said(header, "code", "codenumber"),
        symbol=_said(header, "code", "codenotation"),
        issued_on=_day(_said(header, "promulgationinfo", "promulgationdate")),
        subject=_said(header, "subject"),
        due_on=_day(_said(header, "duedate")),
    )


def _attachments(root: Element) -> Iterator[tuple[str, bytes]]:
    """Yield the files in their order; what is no Base64 is left out."""
    listed = {
        reference: name
        for one in root.iter()
        if _name(one) == "reference"
        and (reference := _said(one, "contentid"))
        and (name := _first(one, NAMES))
    }
    found = (one for one in root.iter() if _name(one) == "attachment")
    for number, one in zip(range(1, MOST_ATTACHMENTS + 1), found, strict=False):
        content = _first(one, CONTENTS) or (one.text or "").strip()
        try:
            data = base64.b64decode("".join(content.split()), validate=True)
        except (binascii.Error, ValueError):
            continue
        reference = _said(one, "contentid") or ""
        name = _first(one, NAMES) or listed.get(reference) or f"attachment {number}"
        if data:
            yield " ".join(name.split()), data


def _said(parent: Element, *path: str) -> str | None:
    """Return the text at a path of names from `parent`, None when it is blank."""
    for name in path:
        found = next((one for one in parent if _name(one) == name), None)
        if found is None:
            return None
        parent = found
    return (parent.text or "").strip() or None


def _first(parent: Element, names: tuple[str, ...]) -> str | None:
    return next((said for name in names if (said := _said(parent, name))), None)


def _day(text: str | None) -> date | None:
    found = DAY.match(text or "")
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _name(element: Element) -> str:
    """Return a tag's own name in lower case."""
    return element.tag.rpartition("}")[2].lower()
