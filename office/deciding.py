"""Tell agencies at once what was decided about their assignments, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from directive.acts import PARTY_NAMES
from directive.policy import Audience
from notifications.messages import AssignmentDecided
from office import telling
from office.hearing import hearers
from office.house import office_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from directive.acts import Act
    from office.actor import Actor
    from office.house import House
    from office.moving import Case
    from store.queueing import Letter

_WHY = "Cơ quan được giao nhiệm vụ này."


def letters(
    session: Session,
    cases: Mapping[str, Sequence[Case]],
    act: Act,
    *,
    reason: str,
    house: House,
    actor: Actor,
    now: datetime,
) -> Iterator[Letter]:
    """Yield one letter for each agency about what was stopped, taken back or resumed.

    Args:
        session: Where names and posts are.
        cases: What was decided about, by the agency to tell, as it stands after it.
        act: What was done: see `AssignmentDecided`.
        reason: Why, as the event keeps it.
        house: Calendar, name and address of the office.
        actor: On whose behalf.
        now: The moment, aware.
    """
    who = hearers(session, house=house, now=now)
    for code, own in cases.items():
        post, note = who.stand_in(code, Audience.FOCAL_POINT)
        payload = AssignmentDecided(
            to=post.title,
            office=house.office_name,
            act=act,
            lines=tuple(
                telling.line(session, case, why=_WHY + note, house=house, now=now)
                for case in own
            ),
            reason=reason,
            decided_by=PARTY_NAMES[actor.party],
            decided_on=office_day(now),
        )
        yield telling.letter(
            payload,
            post=post,
            once=f"{own[0].obligation.id}:{act}:{now.isoformat()}",
            assignment_ids=tuple(dict.fromkeys(case.assignment.id for case in own)),
            house=house,
            now=now,
        )
