"""Review files: write one, take one back with the source that it is about."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cli.source import label_of, take_in
from directive.correcting import corrected, distinct
from directive.reading.encode import read
from store.review_file import read_review
from store.review_writing import plain, review_text, sha256_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from directive.calendar import WorkCalendar
    from directive.correcting import Change, Corrected
    from directive.model import Reading
    from store.review_file import ReviewFile

SUFFIXES = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A review file with its source, and the reading that it makes."""

    name: str
    source: str
    original: bytes | None  # the file that the text is from, where it still lies
    corrected: Corrected


def write(reading: Reading, source: str, *, file: str, out: Path) -> None:
    """Write the review file of a reading, and say where it lies."""
    place = None if file == "-" else os.path.relpath(file, out.parent)
    text = review_text(
        distinct(reading), source, name=Path(label_of(file)).name, file=place
    )
    out.write_text(text, "utf-8")
    sys.stdout.write(f"Đã ghi: {out}. Sửa xong: namro import {out}\n")


def is_review(file: str) -> bool:
    """Tell whether a file is to be read as a review file: by the end of its name."""
    return file.endswith(SUFFIXES)


def load(
    path: Path,
    calendar: WorkCalendar,
    *,
    kept: Callable[[str], bytes] | None = None,
) -> Reviewed:
    """Read a review file and its source, and apply the one to the other.

    Args:
        path: The review file.
        calendar: The working days.
        kept: Gives the bytes of a SHA-256 that the office keeps, if it does.

    Raises:
        ReviewFileError: It does not hold to its form, or the source is gone or is
            another one now.
        DirectiveError: The source is not a directive.
    """
    file = read_review(path)
    source, original = _source(file, kept)
    machine = distinct(read(source, working_day_on_or_before=calendar.last_working_day))
    return Reviewed(
        name=file.form.source.name,
        source=source,
        original=original,
        corrected=corrected(
            machine,
            file.form.directive.values(),
            file.corrections(machine, source),
            source=source,
            calendar=calendar,
        ),
    )


def as_plain(change: Change) -> dict[str, Any]:
    """Return a change as plain values."""
    return {
        "path": change.path or None,
        "field": change.field,
        "machine": plain(change.machine),
        "person": plain(change.person),
    }


def _source(
    file: ReviewFile, kept: Callable[[str], bytes] | None
) -> tuple[str, bytes | None]:
    """Return the text that was reviewed: where it was, else as the office keeps it."""
    said = file.form.source
    place = file.path.parent / said.file if said.file else None
    there = place is not None and place.is_file()
    if there:
        found = take_in(str(place))
        if sha256_of(found.document.text) == said.sha256:
            return found.document.text, found.data
    if kept is not None:
        try:
            return kept(said.sha256).decode(), None
        except (OSError, ValueError):
            pass
    if there:
        raise file.fault(
            ("source", "file"),
            f"{place} has changed since it was reviewed: its text has another SHA-256;"
            " write a new review file with `namro encode --out`",
        )
    raise file.fault(
        ("source", "file"),
        f"{said.name} is not there: put the document back at {place or said.name}, or"
        " write where it lies",
    )
