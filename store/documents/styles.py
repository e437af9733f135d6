"""What the styles of a DOCX file say that can be read: capitals, and lists."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from store.documents.oxml import value_in, whole

if TYPE_CHECKING:
    from store.documents.oxml import Element

LONGEST_CHAIN = 20  # styles based on one another


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph looks, or a style lets it look; None says nothing."""

    upper: bool | None = None
    centred: bool | None = None
    list_: str | None = None
    depth: int | None = None
    counted_by: str | None = None  # the style that says so
    font: str | None = None
    based_on: str | None = None


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of one document, by their names in the file."""

    looks: dict[str, Look]
    default: str | None
    font: str | None = None  # where nothing else says so

    @classmethod
    def of(cls, element: Element) -> Styles:
        """Read `w:styles`."""
        looks: dict[str, Look] = {}
        default = None
        for style in element.iterchildren(qn("w:style")):
            name = style.get(qn("w:styleId"))
            based_on = value_in(style, "w:basedOn")
            looks[name] = replace(_own(style), based_on=based_on)
            if style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default")):
                default = name
        fonts = element.xpath("w:docDefaults/w:rPrDefault/w:rPr")
        return cls(looks, default, _font(fonts[0]) if fonts else None)

    def look(self, paragraph: Element) -> Look:
        """Return how a paragraph looks: what it says itself, then its style."""
        properties = paragraph.find(qn("w:pPr"))
        own = _own(paragraph)
        style = value_in(properties, "w:pStyle")
        inherited = self._inherited(style or self.default)
        centred = inherited.centred if own.centred is None else own.centred
        counted = inherited if own.list_ is None else own
        depth = counted.depth if own.depth is None else own.depth
        return replace(inherited, centred=centred, list_=counted.list_, depth=depth)

    def is_upper(self, run: Element, look: Look) -> bool:
        """Tell whether a run is shown in capitals."""
        properties = run.find(qn("w:rPr"))
        if properties is None:
            return bool(look.upper)
        own = _upper(properties)
        if own is None:
            own = self._inherited(value_in(properties, "w:rStyle")).upper
        return bool(look.upper if own is None else own)

    def font_of(self, run: Element, look: Look) -> str | None:
        """Return the font that a run is shown in."""
        properties = run.find(qn("w:rPr"))
        own = None
        if properties is not None:
            styled = self._inherited(value_in(properties, "w:rStyle"))
            own = _font(properties) or styled.font
        return own or look.font or self.font

    def _inherited(self, name: str | None) -> Look:
        """Return what a style and those it is based on say."""
        found = Look()
        for _ in range(LONGEST_CHAIN):
            style = self.looks.get(name or "")
            if style is None:
                break
            if found.upper is None:
                found = replace(found, upper=style.upper)
            if found.font is None:
                found = replace(found, font=style.font)
            if found.centred is None:
                found = replace(found, centred=style.centred)
            if found.list_ is None:
                found = replace(
                    found, list_=style.list_, depth=style.depth, counted_by=name
                )
            name = style.based_on
        return found


def _own(element: Element) -> Look:
    """Return what a paragraph or a style says itself."""
    runs = element.find(qn("w:rPr"))
    upper, font = (_upper(runs), _font(runs)) if runs is not None else (None, None)
    properties = element.find(qn("w:pPr"))
    if properties is None:
        return Look(upper, font=font)
    aligned = value_in(properties, "w:jc")
    centred = None if aligned is None else aligned == "center"
    numbers = properties.find(qn("w:numPr"))
    if numbers is None:
        return Look(upper, centred, font=font)
    depth = value_in(numbers, "w:ilvl")
    return Look(
        upper,
        centred,
        value_in(numbers, "w:numId"),
        None if depth is None else whole(depth, 0),
        font=font,
    )


def _font(properties: Element) -> str | None:
    """Return the font of Western letters, in which old fonts write all."""
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        return None
    font: str | None = fonts.get(qn("w:ascii")) or fonts.get(qn("w:hAnsi"))
    return font


def _upper(properties: Element) -> bool | None:
    found = properties.find(qn("w:caps"))
    if found is None:
        return None
    return found.get(qn("w:val")) not in {"0", "false", "off"}
