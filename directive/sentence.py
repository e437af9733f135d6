"""Words for people that remember how they were made, so that a page can translate them.

They are Vietnamese text like any other: a mail, an event and the log keep them so. A
page in another language asks for the template and fills the same values into its own.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_PADDED_MONTHS = (1, 2)


class Sentence(str):
    """Vietnamese words, made of a template with `{names}` and their values.

    A value is data and stands as it is, unless it is a `Sentence` itself; a day is
    written as officials do.

    Attributes:
        template: The words with their places to fill, the key of a translation.
        values: What fills them.
    """

    __slots__ = ("template", "values")
    template: str
    values: Mapping[str, object]

    def __new__(cls, template: str, /, **values: object) -> Self:
        """Fill the values into a template; a template without any is left alone."""
        made = super().__new__(cls, _filled(template, values, str))
        made.template, made.values = template, values
        return made

    def filled(self, *values: object, **named: object) -> Self:
        """Return the same template with values; without names they fill {a}, {b}."""
        ordered = dict(zip("abcd", values, strict=False))
        return type(self)(self.template, **ordered, **named)

    def mapped(self, change: Callable[[str, object], object]) -> Self:
        """Return the same sentence with each value changed, in its parts too."""
        values = {
            name: value.mapped(change)
            if isinstance(value, Sentence)
            else change(name, value)
            for name, value in self.values.items()
        }
        return type(self)(self.template, **values)

    def said(self, translate: Callable[[str], str]) -> str:
        """Return the sentence in the language of `translate`, template by template."""
        return _filled(translate(self.template), self.values, translate)


def named(words: str) -> Sentence:
    """Return a name from a dictionary of the program, translated where it stands."""
    return Sentence(words)


def joined(parts: Iterable[str], by: str) -> Sentence:
    """Return words one after the other, each of them still to be translated."""
    values = {f"p{n}": part for n, part in enumerate(parts)}
    return Sentence(by.join(f"{{{name}}}" for name in values), **values)


def recalled(words: str, templates: Iterable[Sentence]) -> Sentence:
    """Return words that were kept as text as the first of these that made them."""
    for one in templates:
        if found := _pattern(one.template).fullmatch(words):
            values = {name: named(value) for name, value in found.groupdict().items()}
            return one.filled(**values)
    return named(words)


@cache
def _pattern(template: str) -> re.Pattern[str]:
    places = re.sub(r"\\{(\w+)\\}", r"(?P<\1>.+?)", re.escape(template))
    return re.compile(places, re.DOTALL)


def day(on: date) -> str:
    """Return 14/12/2025; a zero before days under 10 and months 1, 2 (NĐ 30/2020)."""
    month = f"{on.month:02}" if on.month in _PADDED_MONTHS else f"{on.month}"
    return f"{on.day:02}/{month}/{on.year}"


def _filled(
    template: str, values: Mapping[str, object], translate: Callable[[str], str]
) -> str:
    if not values:
        return template
    return template.format(
        **{name: _spelled(value, translate) for name, value in values.items()}
    )


def _spelled(value: object, translate: Callable[[str], str]) -> str:
    if isinstance(value, Sentence):
        return value.said(translate)
    return day(value) if isinstance(value, date) else str(value)
