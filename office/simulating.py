"""Try a ladder on the office's own past, before it is put in force."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from directive.comparison import Comparison, Difference, compare, differences
from directive.lives import Circumstances
from directive.past import Rounds
from directive.promises import Days
from directive.replay import Kinds, Replay
from directive.resounding import Climb
from directive.seats import Seats
from notifications.messages import (
    EscalationDigest,
    OverdueDigest,
    ReminderDigest,
)
from office.climbing import digest_of
from office.gathering import AT_ONCE
from office.in_force import ladders
from store import past, promised
from store.engine import unit_of_work

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sqlalchemy.orm import Session

    from directive.policy import Policy
    from office.house import House
    from store.past import Desk

KINDS = Kinds(
    gathered={
        False: frozenset({ReminderDigest.kind}),
        True: frozenset({OverdueDigest.kind, EscalationDigest.kind, AT_ONCE}),
    },
    at_once=AT_ONCE,
    leaders=EscalationDigest.kind,
)
ASKED_FOR = frozenset({*KINDS.gathered[False], *KINDS.gathered[True]})
"""The kinds of message that a ladder asks for; the others stay what they are."""


@dataclass(frozen=True, slots=True)
class Simulation:
    """What another ladder would have done with the past.

    Attributes:
        version: Of the ladder that was tried.
        assignments: How many were replayed.
        walks: How many walks of the ladders the history has.
        compared: Messages under the ladders in force (old) and the one tried (new).
        differences: Where the replay of the ladders in force is not what was sent.
        others: Messages that no ladder asks for: they stay as they were.
        desks: The posts.
    """

    version: str
    assignments: int
    walks: int
    compared: Comparison
    differences: tuple[Difference, ...]
    others: int
    desks: Mapping[int, Desk]


def simulate(
    policy: Policy,
    *,
    house: House,
    begin: Callable[[int], Callable[[int], None]] = lambda _: lambda _: None,
) -> Simulation:
    """Replay every assignment there was under another ladder; nothing is written.

    Agencies behave as they did, the ladders are walked when they were, calendars and
    absences are those of the day, and so is the budget of messages. The ladders that
    were frozen on the assignments are replayed as well: what they come to is compared
    with the messages that there really are. The same history gives the same numbers.

    Args:
        policy: The ladder to try, checked.
        house: Calendar and posts of the office.
        begin: Told how many assignments there are; what it returns hears of each
            batch that is done.
    """
    with unit_of_work() as session:
        session.connection(
            execution_options={
                "isolation_level": "REPEATABLE READ",
                "postgresql_readonly": True,
            }
        )
        circumstances = _circumstances(session, house)
        frozen, tried = (
            _replay(session, ladder, circumstances, house=house)
            for ladder in (None, policy)
        )
        whole = past.assignments(session)
        advance = begin(whole)
        for done, lives in past.batches(session, circumstances):
            for life in lives:
                frozen.take(life)
                tried.take(life)
            advance(done)
        old, new = frozen.sent(), tried.sent()
        return Simulation(
            version=policy.version,
            assignments=whole,
            walks=len(frozen.climb.rounds.all),
            compared=compare(old, new),
            differences=differences(past.sent(session, ASKED_FOR), old),
            others=past.others(session, ASKED_FOR),
            desks=past.desks(session),
        )


def _circumstances(session: Session, house: House) -> Circumstances:
    later = [(at, Days(calendar)) for at, calendar in promised.calendars(session)]
    return Circumstances(
        calendars=((None, Days(house.calendar)), *later),
        by_request=promised.by_request(session),
        urgencies=promised.urgencies(session),
    )


def _replay(
    session: Session,
    policy: Policy | None,
    circumstances: Circumstances,
    *,
    house: House,
) -> Replay:
    versions = ladders(session, house)
    return Replay(
        climb=Climb(
            policy=policy,
            policies=lambda version: versions.get(version, house.policy),
            rounds=Rounds(
                promised.walks(session),
                lambda at: circumstances.days_at(at).calendar.is_working_time(at),
            ),
            seats=Seats(
                posts=promised.posts(session),
                away=promised.absences(session),
                office=house.office_code,
                chair=house.chair_code,
            ),
            digest_of=digest_of,
        ),
        kinds=KINDS,
        calendar_at=lambda at: circumstances.days_at(at).calendar,
    )
