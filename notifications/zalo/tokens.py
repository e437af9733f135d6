"""Where an access token of the Official Account comes from; ZNS uses it as well."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol


class NoTokenError(Exception):
    """There is no token that Zalo would take; the words say what the office does.

    `passing`: nobody has to do anything, Zalo did not answer just now.
    """

    def __init__(self, words: str, *, passing: bool = False) -> None:
        super().__init__(words)
        self.passing = passing


class TokenSource(Protocol):
    """Gives an access token that holds now."""

    def access_token(self, *, refused: str | None = None) -> str:
        """Return a token; `refused` is one that Zalo just called invalid.

        Raises:
            NoTokenError: Nobody is logged in, or the login was lost.
        """
        ...


@dataclass(frozen=True, slots=True)
class FixedToken:
    """A token somebody wrote down: it lasts a day and is never renewed."""

    token: str = field(repr=False)

    def access_token(self, *, refused: str | None = None) -> str:
        """Return it, unless it was refused."""
        if refused == self.token:
            raise NoTokenError("the access token is not valid any more")
        return self.token
