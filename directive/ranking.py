"""Agencies compared fairly: by the share done in time, where there is enough to share.

A count says who was given much; a share of two says nothing. So a rate is formed of
all that had to be done by now, and ranked only where that is at least `MINIMUM`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MINIMUM = 5


@dataclass(frozen=True, slots=True)
class Settled:
    """What had to be done by now, against one of the two due dates.

    Attributes:
        on_time: Accepted and handed in by the date.
        late: Accepted and handed in after it.
        overdue: Still owed past the date, or handed in after it and not decided yet.
    """

    on_time: int = 0
    late: int = 0
    overdue: int = 0

    @property
    def whole(self) -> int:
        """All that had to be done by now."""
        return self.on_time + self.late + self.overdue

    @property
    def rate(self) -> float | None:
        """Share (0 to 1) done in time; None when nothing had to be done."""
        return self.on_time / self.whole if self.whole else None


@dataclass(frozen=True, slots=True)
class Record:
    """One agency against the agreed and against the original due dates."""

    code: str
    name: str
    agreed: Settled
    original: Settled


@dataclass(frozen=True, slots=True)
class Ranked:
    """An agency with its place; None where there is too little to compare."""

    place: int | None
    record: Record


def rank(records: Iterable[Record], *, minimum: int = MINIMUM) -> list[Ranked]:
    """Return the agencies by their rate against the agreed date, the best first.

    Of equal rates the better one against the original date comes first; agencies
    that are equal in both share a place. Those with less than `minimum` to be done
    by now come last, without a place. Equal ones stay in the order they are given.
    """
    given = list(records)
    enough = sorted((x for x in given if x.agreed.whole >= minimum), key=_worth)
    places: dict[tuple[float, float], int] = {}
    for n, one in enumerate(enough, start=1):
        places.setdefault(_worth(one), n)
    few = (one for one in given if one.agreed.whole < minimum)
    return [
        *(Ranked(places[_worth(one)], one) for one in enough),
        *(Ranked(None, one) for one in few),
    ]


def _worth(one: Record) -> tuple[float, float]:
    return (-(one.agreed.rate or 0.0), -(one.original.rate or 0.0))
