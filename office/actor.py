"""On whose behalf an act is done."""

from __future__ import annotations

from dataclasses import dataclass

from directive.acts import Party


@dataclass(frozen=True, slots=True)
class Actor:
    """A party and, for an agency or a collector, which one; never a person's name."""

    party: Party
    agency: str | None = None

    def __str__(self) -> str:
        return f"{self.party}:{self.agency}" if self.agency else str(self.party)


CLOCK = Actor(Party.CLOCK)
OFFICE = Actor(Party.OFFICE)
LEADER = Actor(Party.LEADER)


def agency(code: str) -> Actor:
    """Return the actor that stands for an agency."""
    return Actor(Party.AGENCY, code)


def collector(code: str) -> Actor:
    """Return the actor that stands for the collector of others' results."""
    return Actor(Party.COLLECTOR, code)
