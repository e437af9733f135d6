"""Who may touch what: an agency its own, the collector what is reported to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from directive.acts import Party
from office.errors import ForbiddenError

if TYPE_CHECKING:
    from office.actor import Actor

EVERYWHERE = frozenset({Party.OFFICE, Party.LEADER, Party.CLOCK})
"""Parties that act for the whole province; the lifecycle says what they may do."""


def require(actor: Actor, *, agency_code: str, collector_code: str | None) -> None:
    """Refuse an actor who has nothing to do with an agency's assignment.

    Raises:
        ForbiddenError: Another agency's assignment, or one collected by another.
    """
    own = actor.party is Party.AGENCY and actor.agency == agency_code
    collects = actor.party is Party.COLLECTOR and actor.agency == collector_code
    if not (actor.party in EVERYWHERE or own or collects):
        raise ForbiddenError("Nhiệm vụ này thuộc cơ quan khác.")
