"""Take in a document from a file or standard input, whatever its format."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from cli import errors
from directive.errors import DirectiveError
from store.documents import Document, DocumentError, extract, limit_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from directive.calendar import WorkCalendar

FORMATS = "A text, DOCX, ODT, PDF or edXML file; - reads standard input."
HEAD = 4_096  # bytes; enough to see what a file is


class SourceError(Exception):
    """The document cannot be taken in; one sentence says what, where, what to do."""


@dataclass(frozen=True, slots=True)
class Source:
    """A document as it came, and what was read from it."""

    data: bytes
    document: Document


def take_in(name: str) -> Source:
    """Read the document in file `name`, or in standard input for "-".

    What the document holds that is not read is said on stderr.

    Raises:
        SourceError: Missing, empty, too large (seen before reading), unreadable.
    """
    label = label_of(name)
    data = _whole(sys.stdin.buffer, label) if name == "-" else _bytes(Path(name))
    try:
        document = extract(data, label)
    except DocumentError as fault:
        raise SourceError(str(fault)) from None
    for note in document.notes:
        errors.say(f"{label}: {note}")
    return Source(data, document)


def say_differences(source: Source, name: str, calendar: WorkCalendar) -> None:
    """Say on stderr where an envelope and the document in it do not agree.

    Raises:
        DirectiveError: The document is no directive.
    """
    if source.document.envelope is None:
        return
    from directive.reading.encode import read  # noqa: PLC0415 - only for a message
    from store.documents.differing import differences  # noqa: PLC0415 - as above

    reading = read(
        source.document.text, working_day_on_or_before=calendar.last_working_day
    )
    for said in differences(source.document.envelope, reading.directive):
        errors.say(f"{label_of(name)}: {said}")


def read_source(name: str) -> str:
    """Return the text of file `name`, or of standard input for "-".

    Line ends become line feeds, as in any file that is opened as text.

    Raises:
        SourceError: As `take_in`.
    """
    return take_in(name).document.text


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
        with path.open("rb") as file:
            return _whole(file, str(path))
    except FileNotFoundError:
        raise SourceError(f"{path}: there is no such file; check the name") from None
    except OSError as fault:
        reason = fault.strerror or "unknown reason"
        raise SourceError(f"{path}: cannot be read ({reason})") from None


def _whole(file: BinaryIO, label: str) -> bytes:
    """Return all of a file; no more is read than its format may have."""
    head = file.read(HEAD)
    try:
        limit = limit_of(head, label)
    except DocumentError as fault:
        raise SourceError(str(fault)) from None
    data = head + file.read(limit + 1 - len(head))
    if len(data) > limit:
        raise SourceError(
            f"{label}: is larger than {limit // 1_000_000} MB; give the directive alone"
        )
    return data
