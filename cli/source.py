"""Take in a document's text from a file or standard input; refuse what is no text."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from directive.errors import DirectiveError

if TYPE_CHECKING:
    from collections.abc import Iterator

LIMIT = 10_000_000  # bytes; the longest directive of the corpus has 0.1 MB
# What a file begins with when it is not text, and what to do then.
OTHER_FORMATS = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a DOCX, ODT or other ZIP file",
    b"\xd0\xcf\x11\xe0": "an old Word file",
    b"{\\rtf": "an RTF file",
}


class SourceError(Exception):
    """The document cannot be taken in; one sentence says what, where, what to do."""


def read_source(name: str) -> str:
    """Return the text of file `name`, or of standard input for "-".

    Line ends become line feeds, as in any file that is opened as text.

    Raises:
        SourceError: Missing, empty, too large (seen before reading), not text.
    """
    label = label_of(name)
    data = sys.stdin.buffer.read(LIMIT + 1) if name == "-" else _bytes(Path(name))
    if len(data) > LIMIT:
        raise SourceError(_too_large(label))
    if not data.strip():
        raise SourceError(f"{label}: is empty; give the directive's text")
    for head, format_ in OTHER_FORMATS.items():
        if data.startswith(head):
            raise SourceError(f"{label}: is {format_}; save the document as UTF-8 text")
    if b"\x00" in data:
        raise SourceError(
            f"{label}: is not text (a zero byte at {data.index(0)}); "
            "save the document as UTF-8 text"
        )
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as fault:
        raise SourceError(
            f"{label}: is not UTF-8 (byte {fault.start}); save it as UTF-8 text"
        ) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def label_of(name: str) -> str:
    """Return how people call the source `name`."""
    return "standard input" if name == "-" else name


@contextmanager
def blaming(name: str) -> Iterator[None]:
    """Put the name of the source before what is wrong with its document.

    Raises:
        SourceError: The document is wrong; says where.
    """
    try:
        yield
    except DirectiveError as fault:
        raise SourceError(f"{label_of(name)}: {fault}") from None


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise SourceError(f"{path}: is a folder; give one file")
        if path.stat().st_size > LIMIT:
            raise SourceError(_too_large(str(path)))
        return path.read_bytes()
    except FileNotFoundError:
        raise SourceError(f"{path}: there is no such file; check the name") from None
    except OSError as fault:
        reason = fault.strerror or "unknown reason"
        raise SourceError(f"{path}: cannot be read ({reason})") from None


def _too_large(label: str) -> str:
    return (
        f"{label}: is larger than {LIMIT // 1_000_000} MB; "
        "give the directive alone, without its scans"
    )
