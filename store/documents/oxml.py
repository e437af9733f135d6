"""What the modules for DOCX share: an element of its XML, and how to ask it."""

from __future__ import annotations

from typing import Any, TypeAlias

from docx.oxml.ns import qn

Element: TypeAlias = Any  # lxml has no types


def value_in(element: Element, tag: str) -> str | None:
    """Return the value of an element's child, None when either is missing."""
    found = None if element is None else element.find(qn(tag))
    return None if found is None else found.get(qn("w:val"))


def is_on(element: Element, tag: str) -> bool:
    """Tell whether an element has a switch, and the switch is not off."""
    found = element.find(qn(tag))
    return found is not None and found.get(qn("w:val")) not in {"0", "false", "off"}


def whole(text: str | None, otherwise: int) -> int:
    """Return a whole number as the file has it; `otherwise` when it has none."""
    try:
        return int(text) if text is not None else otherwise
    except ValueError:
        return otherwise
