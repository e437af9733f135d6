"""Who hears in the place of a post that is vacant or whose holder is away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from directive.policy import Audience

if TYPE_CHECKING:
    from collections.abc import Iterator

LINE = (
    Audience.FOCAL_POINT,
    Audience.HEAD,
    Audience.MONITORING,
    Audience.DEPUTY_CHIEF,
    Audience.VICE_CHAIRMAN,
    Audience.CHAIRMAN,
)
"""The reporting line, from the agency up to the chairman."""

Place = tuple[str, Audience]
"""An agency and the duty of a post in it."""


@dataclass(frozen=True, slots=True)
class Seats:
    """Where the posts of a reporting line are: an agency's own, and the province's."""

    agency: str
    office: str
    chair: str

    def of(self, audience: Audience) -> Place:
        """Return the place of a post of the line."""
        if audience in (Audience.FOCAL_POINT, Audience.HEAD):
            return self.agency, audience
        if audience in (Audience.MONITORING, Audience.DEPUTY_CHIEF):
            return self.office, audience
        return self.chair, audience


def upward(audience: Audience, seats: Seats) -> Iterator[Place]:
    """Yield the place of a post and then those above it; at last who monitors.

    Whoever monitors is told when nobody further up can be, so that nothing that is
    promised falls through.
    """
    for above in LINE[LINE.index(audience) :]:
        yield seats.of(above)
    if audience is not Audience.MONITORING:
        yield seats.of(Audience.MONITORING)
