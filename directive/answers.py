"""Which questions of a ladder an act answers, while something is still owed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from directive.acts import Act, Phase
from directive.lifecycle import OWED, WAITING
from directive.policy import Track

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

_NAMES = frozenset({Act.NAME_PERSON, Act.DELEGATE})
_ANEW = frozenset({Act.REASSIGN, Act.REOPEN, Act.GRANT_EXTENSION})
"""Acts after which the ladder of the due date starts anew."""


def answered(act: Act, before: Phase, after: Phase) -> AbstractSet[Track]:
    """Return the tracks that an act ends; what they promised need not be told now.

    Once nothing is owed, every track of the agency ends and only the checker's runs;
    an act that gives a new agency or grants more time ends them all. A date that the
    office sets answers only what was told of the date.
    """
    if act is Act.SET_DUE:
        return frozenset({Track.DUE, Track.UNDATED})
    if act in _ANEW or after not in (*OWED, *WAITING):
        return frozenset(Track)
    if after in WAITING:
        return frozenset(Track) - {Track.CHECK}
    ended = set()
    if before in WAITING:
        ended.add(Track.CHECK)
    if before is Phase.ISSUED and after is not Phase.ISSUED:
        ended |= {Track.ACKNOWLEDGEMENT, Track.URGENT}
    if act in _NAMES:
        ended.add(Track.NAMING)
    if act is Act.REPORT_PROGRESS:
        ended.add(Track.UNDATED)
    return frozenset(ended)
