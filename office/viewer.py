"""Who is looking: the role, and for an agency which one."""

from __future__ import annotations

from dataclasses import dataclass

from directive.acts import Party
from office.actor import Actor
from office.rights import PARTIES, Right, Role, may


@dataclass(frozen=True, slots=True)
class Viewer:
    """Whoever asks for a page.

    `agency` is the code of the account's, or of the link's, agency. `directive` is
    set for the bearer of a link: it opens one document and no other.
    """

    role: Role
    title: str = ""
    agency: str | None = None
    agency_name: str = ""
    user: int | None = None
    directive: int | None = None

    def may(self, right: Right) -> bool:
        """Tell whether the table of rights lets this viewer."""
        return may(self.role, right)

    @property
    def party(self) -> Party:
        """Return on whose behalf the viewer acts.

        Raises:
            KeyError: Nobody is signed in.
        """
        return PARTIES[self.role]

    @property
    def actor(self) -> Actor:
        """Return the viewer as acts know him.

        Raises:
            KeyError: Nobody is signed in.
        """
        own = self.agency if self.party is Party.AGENCY else None
        return Actor(self.party, own, self.user)

    @property
    def as_agency(self) -> Actor:
        """Return the viewer as one who answers for his own agency, be it the office."""
        return Actor(Party.AGENCY, self.agency, self.user)

    @property
    def as_collector(self) -> Actor:
        """Return an agency's viewer as one who checks others' results."""
        return Actor(Party.COLLECTOR, self.agency, self.user)


NOBODY = Viewer(Role.NOBODY)
