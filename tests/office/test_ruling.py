"""A ladder holds for what is issued from now on; what was issued keeps its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import small_office
from model_office import at
from small_office import HOUSE
from sqlalchemy import select

from directive.policy import Audience, Track, rung
from office import actor
from office.errors import OfficeError
from office.in_force import in_force
from office.reminding import escalate, remind
from office.ruling import policy_of_version, put_policy
from store.engine import unit_of_work
from store.policy_file import policy_of, read_policy
from store.tables import AssignmentRow, ObligationRow, ReminderRow
from store.trail import Entry, record

if TYPE_CHECKING:
    from typing import Any

    from small_office import Owed

pytestmark = pytest.mark.usefixtures("database")

NOW = at("2025-12-01")


def stricter() -> dict[str, Any]:
    """Return the shipped document, with T+2 to the chairman as all that follows."""
    _, document = read_policy()
    step = {"working_days": 2, "tell": "chairman", "because": "quá hạn 2 ngày"}
    ladders = document["ladders"] | {"due": [step]}
    return document | {"version": "2026-1", "ladders": ladders}


def set_it(document: dict[str, Any]) -> None:
    put_policy(policy_of(document), document, house=HOUSE, actor=actor.OFFICE, now=NOW)


def heard(owed: Owed) -> list[str]:
    with unit_of_work() as session:
        found = select(ReminderRow.rung).where(
            ReminderRow.obligation_id == owed.id, ReminderRow.rung.startswith("T")
        )
        return list(session.scalars(found.order_by(ReminderRow.id)))


def issued_under(owed: Owed, version: str) -> None:
    """Let an assignment be one that was issued under a version."""
    with unit_of_work() as session:
        row = session.get_one(ObligationRow, owed.id)
        assignment = session.get_one(AssignmentRow, row.assignment_id)
        assignment.policy_version = version
        entry = Entry("assignment", str(assignment.id), "issue", (assignment,))
        record(session, [entry], actor="office", now=NOW)


def test_each_assignment_climbs_the_ladder_it_was_issued_under() -> None:
    old, new = small_office.found()[:2]
    set_it(stricter())
    issued_under(new, "2026-1")

    for day in ("2025-12-11", "2025-12-15", "2025-12-16", "2025-12-17"):
        remind(house=HOUSE, now=at(day))
        escalate(house=HOUSE, now=at(day))

    assert heard(old) == ["T-1", "T+1", "T+3"]
    assert heard(new) == ["T+2"]


def test_the_newest_is_in_force_and_the_old_ones_stay_readable() -> None:
    set_it(stricter())

    with unit_of_work() as session:
        now_ = in_force(session, HOUSE).policy
    policy, document = policy_of_version("default-1", house=HOUSE)

    assert now_.version == policy_of_version(None, house=HOUSE)[0].version == "2026-1"
    assert (policy.version, document["version"]) == ("default-1", "default-1")


def test_a_version_is_never_set_twice() -> None:
    set_it(stricter())

    with pytest.raises(OfficeError, match="2026-1"):
        set_it(stricter())
    with pytest.raises(OfficeError, match="default-1"):
        set_it(stricter() | {"version": "default-1"})


def test_a_house_with_a_ladder_of_its_own_needs_no_database() -> None:
    mine = small_office.found()[0]
    only = rung(Track.DUE, 1, Audience.CHAIRMAN, "quá hạn")
    house = replace(HOUSE, policy=replace(HOUSE.policy, version="own", rungs=(only,)))
    issued_under(mine, "own")

    escalate(house=house, now=at("2025-12-15"))

    assert heard(mine) == ["T+1"]
