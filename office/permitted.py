"""What whoever looks at an assignment may do to it now, as the lifecycle allows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from directive.acts import Act, Party
from directive.lifecycle import WAITING, allowed
from office.rights import Right, may_judge

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from directive.acts import Phase
    from office.viewer import Viewer
    from office.viewing import AssignmentView, Owed

WHOLE = (Act.SUSPEND, Act.RESUME, Act.WITHDRAW, Act.REOPEN, Act.REASSIGN)
"""Acts on an assignment; the others are on one thing owed under it."""
JUDGING = (Act.CHECK, Act.ACCEPT, Act.RETURN)
STEERING = (Act.SET_DUE, Act.GRANT_EXTENSION, Act.REFUSE_EXTENSION)
_DECIDED = {Act.GRANT_EXTENSION, Act.REFUSE_EXTENSION}


@dataclass(frozen=True, slots=True)
class Permitted:
    """The acts on the assignment, and on each obligation by its number.

    `answers` says that the viewer's own agency has something to answer. `for_others`
    says that something was handed in which the viewer would judge, were it not his own
    agency's.
    """

    whole: tuple[Act, ...] = ()
    owed: Mapping[int, tuple[Act, ...]] | None = None
    answers: bool = False
    for_others: bool = False

    def on(self, number: int) -> tuple[Act, ...]:
        """Return the acts on an obligation."""
        return (self.owed or {}).get(number, ())


def permitted(seen: AssignmentView, viewer: Viewer) -> Permitted:
    """Return the acts that are open to a viewer: by table, phase, party and agency."""
    head = seen.head.assignment
    own = viewer.agency == head.agency_code
    phases = [one.phase for one in seen.owed]
    answers = own and viewer.may(Right.ANSWER) and _any(phases, Party.AGENCY)
    if viewer.party is Party.AGENCY and own:
        return Permitted(answers=answers)
    party = viewer.party
    if party is Party.AGENCY:
        party = Party.COLLECTOR
    judges_it = may_judge(viewer.role, home=viewer.agency, agency_code=head.agency_code)
    collected = head.collector_code not in {None, head.agency_code}

    def may(phase: Phase) -> tuple[Act, ...]:
        return allowed(phase, party, has_collector=collected, same_agency=not judges_it)

    judges, steers = viewer.may(Right.JUDGE), viewer.may(Right.STEER)
    rights = {**dict.fromkeys(JUDGING, judges), **dict.fromkeys(STEERING, steers)}
    found = {act for phase in phases for act in may(phase)}
    return Permitted(
        whole=tuple(act for act in WHOLE if steers and act in found),
        owed={
            one.row.id: tuple(
                act
                for act in may(one.phase)
                if rights.get(act) and (act not in _DECIDED or _asks(one))
            )
            for one in seen.owed
        },
        answers=answers,
        for_others=not judges_it and any(phase in WAITING for phase in phases),
    )


def _any(phases: Iterable[Phase], party: Party) -> bool:
    return any(allowed(phase, party) for phase in phases)


def _asks(owed: Owed) -> bool:
    return any(one.status == "asked" for one in owed.extensions)
