"""Whatever counted days, or went by a ladder, names the versions in its event."""

from __future__ import annotations

from typing import TYPE_CHECKING

import small_office
from history import autumn, winter
from model_office import at
from small_office import HOUSE, attempt
from sqlalchemy import select

from office.reminding import escalate, remind
from store.engine import unit_of_work
from store.tables import EventRow

if TYPE_CHECKING:
    from conftest import Database
    from model_office import Issued

COUNTS_DAYS = {
    "issue",
    "return",
    "grant_extension",
    "refuse_extension",
    "set_due",
    "suspend",
    "resume",
    "withdraw",
    "reopen",
    "reassign",
    "remind",
    "escalate",
    "hold",
    "renew",
    "shift",
}
BY_A_LADDER = ("assignment", "clock")


def unnamed(*, calendar: bool) -> set[tuple[str, str]]:
    """Return (aggregate, act) of the events that leave a version out."""
    column = EventRow.calendar_version if calendar else EventRow.policy_version
    with unit_of_work() as session:
        found = session.execute(
            select(EventRow.aggregate, EventRow.act)
            .where(column.is_(None), EventRow.aggregate.in_((*BY_A_LADDER, "message")))
            .distinct()
        )
        return set(found.tuples())


def test_every_act_of_a_busy_life_names_its_calendar_and_policy(issued: Issued) -> None:
    autumn(issued)
    winter(issued)

    no_calendar = unnamed(calendar=True)
    no_policy = {one for one in unnamed(calendar=False) if one[0] != "message"}

    assert {act for what, act in no_calendar if what in BY_A_LADDER} & COUNTS_DAYS == (
        set()
    )
    assert ("message", "queue") not in no_calendar
    assert no_policy == set()


def test_what_is_held_back_names_them_too(database: Database) -> None:
    del database
    mine = small_office.found()[0]
    for clock in ("08:00", "10:00"):
        remind(house=HOUSE, now=at("2025-12-15", clock))
        escalate(house=HOUSE, now=at("2025-12-15", clock))
        for act in ("submit", "check", "accept", "reopen"):
            attempt(act, mine, now=at("2025-12-15", "09:00"))

    with unit_of_work() as session:
        held = session.scalars(select(EventRow).where(EventRow.act == "hold")).all()
    assert held
    assert {(one.calendar_version, one.policy_version) for one in held} == {
        (HOUSE.calendar.version, HOUSE.policy.version)
    }
