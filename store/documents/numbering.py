"""The lists of a DOCX file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from store.documents.counting import Level, Numbering
from store.documents.oxml import is_on, value_in, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from store.documents.oxml import Element


def numbering_of(element: Element) -> Numbering:
    """Read the lists of `w:numbering`."""
    found = Numbering()
    defined: dict[str | None, str] = {}  # lists that a style stands for
    links: dict[str, str | None] = {}  # lists that are such a style's
    for abstract in element.iterchildren(qn("w:abstractNum")):
        name = abstract.get(qn("w:abstractNumId"))
        found.levels[name] = dict(_levels(abstract))
        for level in abstract.iterchildren(qn("w:lvl")):
            style = value_in(level, "w:pStyle")
            if style is not None:
                found.styled[name, style] = whole(level.get(qn("w:ilvl")), 0)
        defined[value_in(abstract, "w:styleLink")] = name
        links[name] = value_in(abstract, "w:numStyleLink")
    for one in element.iterchildren(qn("w:num")):
        abstract_name = value_in(one, "w:abstractNumId") or ""
        linked = links.get(abstract_name)
        abstract_name = defined.get(linked, abstract_name) if linked else abstract_name
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
                legal=is_on(one, "w:isLgl"),
            ),
        )
