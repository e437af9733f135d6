"""The language of a page: Vietnamese as the templates have it, English by catalogue.

The words of a template are their own key: `_("Nhiệm vụ")`. A catalogue for each
area lies in `web/locale/en/*.po`; a test finds what a catalogue lacks.
"""

from __future__ import annotations

from contextvars import ContextVar
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from directive.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

VIETNAMESE = "vi"
ENGLISH = "en"
LANGUAGES = {VIETNAMESE: "Tiếng Việt", ENGLISH: "English"}

spoken: ContextVar[str] = ContextVar("spoken", default=VIETNAMESE)
"""The language of the page that is being made."""


def say(words: str, **values: object) -> str:
    """Return words in the language of the page, with `%(name)s` filled in.

    A `Sentence` has its own values and is translated as a whole.
    """
    if isinstance(words, Sentence):
        return words.said(say)
    said = catalogue().get(words, words) if spoken.get() == ENGLISH else words
    return said % values if values else said


@cache
def catalogue() -> Mapping[str, str]:
    """Return every English word of the site by its Vietnamese one."""
    from babel.messages.pofile import read_po  # noqa: PLC0415 - only English needs it

    found: dict[str, str] = {}
    for file in resources.files("web").joinpath("locale", ENGLISH).iterdir():
        if file.name.endswith(".po"):
            with file.open("rb") as opened:
                for one in read_po(opened, locale=ENGLISH):
                    if one.id and isinstance(one.id, str) and one.string:
                        found[one.id] = str(one.string)
    return found
