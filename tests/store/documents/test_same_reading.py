"""The model directive in every format gives the instructions of its text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from model_office import model_text
from printing import Look, as_docx, as_edxml, as_odt, as_pdf

from directive.calendar import WorkCalendar
from directive.reading.contract import as_json
from directive.reading.encode import read
from directive.reading.text import collapse
from store.documents import extract

if TYPE_CHECKING:
    from collections.abc import Callable

FORMATS: dict[str, Callable[[], bytes]] = {
    "text": lambda: model_text().encode(),
    "DOCX": as_docx,
    "DOCX that counts its points": lambda: as_docx(automatic=True),
    "ODT": as_odt,
    "edXML": as_edxml,
    "edXML without a prefix, a PDF in it": lambda: as_edxml(
        ("a.pdf", as_pdf()), prefix=""
    ),
    "PDF": as_pdf,
    "PDF without space between paragraphs": lambda: as_pdf(Look(after=0)),
    "PDF in large letters, with a footer": lambda: as_pdf(
        Look(size=18, after=4, footer="VX-TT, trang {}")
    ),
}


def without_spans(found: object) -> object:
    if isinstance(found, dict):
        return {k: without_spans(v) for k, v in found.items() if k != "span"}
    return [without_spans(one) for one in found] if isinstance(found, list) else found


def reading_of(text: str) -> dict[str, Any]:
    return as_json(read(text, working_day_on_or_before=WorkCalendar().last_working_day))


@pytest.mark.parametrize("made", FORMATS.values(), ids=FORMATS)
def test_the_same_instructions(made: Callable[[], bytes]) -> None:
    document = extract(made(), "model")
    found = reading_of(document.text)

    assert without_spans(found) == without_spans(reading_of(model_text()))
    assert len(found["instructions"]) == 11
    for one in found["instructions"]:
        start, end = one["span"]
        assert collapse(document.text[start:end]) == collapse(one["text"])
        assert document.place(start).paragraph or document.place(start).page
