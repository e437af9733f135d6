"""What an act ends of the ladders that are running."""

import pytest

from directive.acts import Act, Phase
from directive.answers import answered
from directive.policy import Track

EVERYTHING = set(Track)
NOTHING: set[Track] = set()

CASES = {
    "acknowledging answers who has not read": (
        (Act.ACKNOWLEDGE, Phase.ISSUED, Phase.ACKNOWLEDGED),
        {Track.ACKNOWLEDGEMENT, Track.URGENT},
    ),
    "naming at once also acknowledges": (
        (Act.NAME_PERSON, Phase.ISSUED, Phase.ACKNOWLEDGED),
        {Track.ACKNOWLEDGEMENT, Track.URGENT, Track.NAMING},
    ),
    "naming later": (
        (Act.NAME_PERSON, Phase.IN_PROGRESS, Phase.IN_PROGRESS),
        {Track.NAMING},
    ),
    "progress answers what has no date": (
        (Act.REPORT_PROGRESS, Phase.ACKNOWLEDGED, Phase.IN_PROGRESS),
        {Track.UNDATED},
    ),
    "asking for more time answers nothing": (
        (Act.ASK_EXTENSION, Phase.IN_PROGRESS, Phase.IN_PROGRESS),
        NOTHING,
    ),
    "handing in leaves only the checker's clock": (
        (Act.SUBMIT, Phase.IN_PROGRESS, Phase.SUBMITTED),
        EVERYTHING - {Track.CHECK},
    ),
    "returning ends the checker's clock": (
        (Act.RETURN, Phase.SUBMITTED, Phase.RETURNED),
        {Track.CHECK},
    ),
    "accepting ends all": ((Act.ACCEPT, Phase.CHECKED, Phase.ACCEPTED), EVERYTHING),
    "a new agency starts anew": (
        (Act.REASSIGN, Phase.IN_PROGRESS, Phase.ISSUED),
        EVERYTHING,
    ),
    "a new date starts anew": (
        (Act.GRANT_EXTENSION, Phase.IN_PROGRESS, Phase.IN_PROGRESS),
        EVERYTHING,
    ),
}


@pytest.mark.parametrize(("move", "ended"), CASES.values(), ids=CASES)
def test_answered(move: tuple[Act, Phase, Phase], ended: set[Track]) -> None:
    assert answered(*move) == ended
