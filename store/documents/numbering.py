"""The lists of a DOCX file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from store.documents.counting import Level, Numbering
from store.documents.oxml import value_in, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from store.documents.oxml import Element


def numbering_of(element: Element) -> Numbering:
    """Read the lists of `w:numbering`."""
    found = Numbering()
    for abstract in element.iterchildren(qn("w:abstractNum")):
        name = abstract.get(qn("w:abstractNumId"))
        found.levels[name] = dict(_levels(abstract))
    for one in element.iterchildren(qn("w:num")):
        abstract_name = value_in(one, "w:abstractNumId") or ""
        starts: dict[int, int] = {}
        for override in one.iterchildren(qn("w:lvlOverride")):
            start = value_in(override, "w:startOverride")
            if start is not None:
                starts[whole(override.get(qn("w:ilvl")), 0)] = whole(start, 1)
        found.lists[one.get(qn("w:numId"))] = (abstract_name, starts)
    return found


def _levels(abstract: Element) -> Iterator[tuple[int, Level]]:
    for one in abstract.iterchildren(qn("w:lvl")):
        yield (
            whole(one.get(qn("w:ilvl")), 0),
            Level(
                value_in(one, "w:numFmt") or "decimal",
                value_in(one, "w:lvlText") or "",
                whole(value_in(one, "w:start"), 1),
            ),
        )
