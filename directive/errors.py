"""What can be wrong with a document or with an act, said in one sentence."""

from __future__ import annotations


class DirectiveError(Exception):
    """The document is wrong, or is not a directive; the message says what and where."""


class SecretDocumentError(DirectiveError):
    """The document bears a secrecy mark and must not enter (Luật Bảo vệ BMNN)."""


class ImpossibleDateError(DirectiveError):
    """The document names a day that does not exist, such as 31/6."""


class NotAllowedError(Exception):
    """The lifecycle has no such move, or not for this role."""
