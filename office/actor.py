"""On whose behalf an act is done."""

from __future__ import annotations

from dataclasses import dataclass

from directive.acts import Party


@dataclass(frozen=True, slots=True)
class Actor:
    """A party, for an agency or a collector which one, and the account that acted.

    Never a person's name: an account belongs to a post.
    """

    party: Party
    agency: str | None = None
    user: int | None = None

    def __str__(self) -> str:
        """Return it as events keep it: "agency:SNV", "office#12"."""
        where = f":{self.agency}" if self.agency else ""
        account = f"#{self.user}" if self.user is not None else ""
        return f"{self.party}{where}{account}"


CLOCK = Actor(Party.CLOCK)
OFFICE = Actor(Party.OFFICE)
LEADER = Actor(Party.LEADER)


def agency(code: str) -> Actor:
    """Return the actor that stands for an agency."""
    return Actor(Party.AGENCY, code)


def collector(code: str) -> Actor:
    """Return the actor that stands for the collector of others' results."""
    return Actor(Party.COLLECTOR, code)
