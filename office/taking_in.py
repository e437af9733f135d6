"""Take in a file as it came from anybody: hostile until its content says what it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from directive.errors import DirectiveError
from directive.reading.encode import read
from office import intake, refusals
from office.errors import OfficeError
from store.documents import DocumentError, extract
from store.documents.differing import differences

if TYPE_CHECKING:
    from datetime import datetime

    from directive.sentence import Sentence
    from office.actor import Actor
    from office.house import House
    from office.intake import Review
    from store.documents import Document

LONGEST_NAME = 150  # characters


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that was taken in, and what in it was not read."""

    name: str
    review: Review
    notes: tuple[Sentence, ...]


def take_in(
    data: bytes, *, name: str, house: House, actor: Actor, now: datetime
) -> Taken:
    """Read a file of any format and keep it as a document that waits for its check.

    Nothing of a refused file is kept or logged.

    Args:
        data: The whole file.
        name: What the sender calls it; only shown, never a place.
        house: The office's settings.
        actor: Who takes it in.
        now: The moment, aware.

    Raises:
        OfficeError: It cannot be read, is no directive, bears a secrecy mark, or was
            taken in and confirmed before; one sentence says so.
    """
    if not _is_plain(name):
        raise OfficeError(
            "Tên tệp không hợp lệ: tên không được chứa đường dẫn hay ký tự lạ; hãy đổi"
            " tên tệp rồi gửi lại."
        )
    try:
        document = extract(data, name)
        review = intake.receive(
            document.text,
            name=name,
            original=data,
            house=house,
            actor=actor,
            now=now,
        )
    except (DocumentError, DirectiveError) as fault:
        raise OfficeError(refusals.sentence(name, fault)) from None
    notes = [*document.notes, *_differences(document, house)]
    return Taken(name, review, tuple(map(refusals.said, notes)))


def _differences(document: Document, house: House) -> tuple[str, ...]:
    """Return where an envelope and the document in it do not agree."""
    if document.envelope is None:
        return ()
    last_working_day = house.calendar.last_working_day
    reading = read(document.text, working_day_on_or_before=last_working_day)
    return differences(document.envelope, reading.directive)


def _is_plain(name: str) -> bool:
    return (
        0 < len(name) <= LONGEST_NAME
        and name.isprintable()
        and not set(name) & set('/\\:*?"<>|')
        and name.strip(". ") != ""
    )
