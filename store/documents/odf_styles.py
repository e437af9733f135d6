"""What the styles of an ODT file say that can be read: capitals, the middle, lists."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from store.documents.counting import Level, Numbering

if TYPE_CHECKING:
    from collections.abc import Iterator

    import odfdo

Element: TypeAlias = Any  # odfdo has no types
LISTS = frozenset({"text:list-style", "text:outline-style"})
OUTLINE = "the outline of headings"
NUMBERED = frozenset({"text:list-level-style-number", "text:outline-level-style"})
LONGEST_CHAIN = 20  # styles based on one another
FORMATS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman",
           "I": "upperRoman", "": "none"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Look:
    """What a style says; None says nothing."""

    upper: bool | None
    centred: bool | None
    based_on: str | None
    list_: str | None = None


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of one document by their names, and its lists."""

    looks: dict[str, Look]
    numbering: Numbering = field(default_factory=Numbering)

    @classmethod
    def of(cls, file: odfdo.Document) -> Styles:
        """Read the named and the automatic styles."""
        found = cls({})
        for style in file.get_styles():
            name = str(style.get_attribute("style:name") or "")
            if style.tag == "style:style" and name:
                found.looks[name] = _look(style)
            elif style.tag in LISTS:
                name = OUTLINE if style.tag == "text:outline-style" else name
                found.numbering.levels[name] = dict(_levels(style))
                found.numbering.lists[name] = (name, {})
        return found

    def is_upper(self, element: Element, *, inherited: bool) -> bool:
        """Tell whether a paragraph or a part of it is shown in capitals."""
        for look in self._chain(element):
            if look.upper is not None:
                return look.upper
        return inherited

    def is_centred(self, element: Element) -> bool:
        """Tell whether a paragraph stands in the middle."""
        said = (look.centred for look in self._chain(element))
        return bool(next((one for one in said if one is not None), False))

    def point(self, item: Element, paragraph: Element, list_: str, depth: int) -> str:
        """Return the number of a point; its paragraph's style may name the list."""
        if not list_:
            named = (look.list_ for look in self._chain(paragraph))
            list_ = str(next((one for one in named if one), ""))
        if item.get_attribute("text:start-value") is not None:
            first = _number(item, "text:start-value")
            self.numbering.begin_at(list_, depth, first)
        return self.numbering.mark(list_, depth)

    def heading(self, element: Element) -> str:
        """Return the number that a heading outside of lists shows."""
        level = element.get_attribute("text:outline-level")
        if element.tag != "text:h" or level is None:
            return ""
        if element.get_attribute("text:is-list-header") in {"true", True}:
            return ""
        return self.numbering.mark(OUTLINE, _number(element, "text:outline-level") - 1)

    def begin(self, list_: Element) -> str:
        """Begin a list, or go on with it; return the name of its style."""
        name = str(list_.get_attribute("text:style-name") or "")
        goes_on = list_.get_attribute("text:continue-numbering") in {"true", True}
        if not goes_on and not list_.get_attribute("text:continue-list"):
            self.numbering.restart(name)
        return name

    def _chain(self, element: Element) -> Iterator[Look]:
        """Yield an element's style and those it is based on."""
        name = element.get_attribute("text:style-name")
        for _ in range(LONGEST_CHAIN):
            look = self.looks.get(str(name))
            if look is None:
                return
            yield look
            name = look.based_on


def _look(style: Element) -> Look:
    text = style.get_element("style:text-properties")
    paragraph = style.get_element("style:paragraph-properties")
    transform = text.get_attribute("fo:text-transform") if text else None
    aligned = paragraph.get_attribute("fo:text-align") if paragraph else None
    return Look(
        None if transform is None else transform == "uppercase",
        None if aligned is None else aligned == "center",
        style.get_attribute("style:parent-style-name"),
        style.get_attribute("style:list-style-name"),
    )


def _levels(style: Element) -> Iterator[tuple[int, Level]]:
    for one in style.children:
        depth = _number(one, "text:level") - 1
        if one.tag == "text:list-level-style-bullet":
            yield depth, Level("bullet", str(one.get_attribute("text:bullet-char")))
        elif one.tag in NUMBERED:
            first = depth - _number(one, "text:display-levels") + 1
            numbers = ".".join(f"%{at + 1}" for at in range(max(first, 0), depth + 1))
            before = str(one.get_attribute("style:num-prefix") or "")
            after = str(one.get_attribute("style:num-suffix") or "")
            shown = str(one.get_attribute("style:num-format") or "")
            yield (
                depth,
                Level(
                    FORMATS.get(shown, "decimal"),
                    f"{before}{numbers}{after}" if shown else "",
                    _number(one, "text:start-value"),
                ),
            )


def _number(element: Element, name: str) -> int:
    found = str(element.get_attribute(name) or "")
    return int(found) if found.isdecimal() else 1
