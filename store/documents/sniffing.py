"""What a file is, by what is in it; its name may say anything."""

from __future__ import annotations

import re

from store.documents.model import DocumentError

PDF_WITHIN = 1024  # bytes; some programs write a line before "%PDF-"
TEXT_LIMIT = 10_000_000  # bytes; the longest directive known has 0.1 MB
FILE_LIMIT = 100_000_000  # bytes; a scan has up to 1 MB a page
ZIP = b"PK\x03\x04"
# A message of the national exchange, in whichever of its dialects.
EDXML = re.compile(
    rb"<(?:\w+:)?(?:edxml|edoc|edxmlenvelope|edocument)\b", re.IGNORECASE
)
REFUSED = {
    b"\xd0\xcf\x11\xe0": "is an old Word file; save it as DOCX",
    b"{\\rtf": "is an RTF file; save it as DOCX",
}


def limit_of(head: bytes) -> int:
    """Return how many bytes a file may have that begins so."""
    return TEXT_LIMIT if kind_of(head) == "txt" else FILE_LIMIT


def kind_of(data: bytes) -> str:
    """Return pdf, zip, edxml or txt, by the first bytes.

    Raises:
        DocumentError: It is in a format that is not read.
    """
    for head, reason in REFUSED.items():
        if data.startswith(head):
            raise DocumentError(reason)
    if b"%PDF-" in data[:PDF_WITHIN]:
        return "pdf"
    if data.startswith(ZIP):
        return "zip"
    start = (
        data[:PDF_WITHIN].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe\t\r\n ")
    )
    if start.startswith(b"<") and EDXML.search(start):
        return "edxml"
    return "txt"
