"""What can be wrong with a document or with an act, said in one sentence."""

from __future__ import annotations

from directive.sentence import Sentence


class RefusedError(Exception):
    """Somebody is told no: one Vietnamese sentence, which a page can translate.

    It is given as a template with the values that fill it, or as a `Sentence`;
    `str()` of it is that `Sentence`.
    """

    def __init__(self, said: str, /, **values: object) -> None:
        whole = said if isinstance(said, Sentence) else Sentence(said, **values)
        super().__init__(whole)

    def __str__(self) -> Sentence:
        return self.sentence

    @property
    def sentence(self) -> Sentence:
        """What is said, with its template."""
        said: Sentence = self.args[0]
        return said


class DirectiveError(Exception):
    """The document is wrong, or is not a directive; the message says what and where."""


class SecretDocumentError(DirectiveError):
    """The document bears a secrecy mark and must not enter (Luật Bảo vệ BMNN)."""


class ImpossibleDateError(DirectiveError):
    """The document names a day that does not exist, such as 31/6."""


class NotAllowedError(RefusedError):
    """The lifecycle has no such move, or not for this role."""
