"""Walk the ladders of the small office, and ask what was told."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from builders import a_directive, an_agency, an_assignment, an_obligation
from model_office import at
from small_office import HOUSE, Owed
from sqlalchemy import select

from office import actor
from office.reminding import escalate, remind
from office.rescheduling import document_in_force, put_calendar
from office.ruling import put_policy
from store import directives
from store.calendar_file import with_days
from store.engine import unit_of_work
from store.policy_file import policy_of, read_policy
from store.tables import MessageRow, ReminderRow

if TYPE_CHECKING:
    from datetime import date, datetime


def tick(day: str, clock: str = "08:00") -> None:
    remind(house=HOUSE, now=at(day, clock))
    escalate(house=HOUSE, now=at(day, clock))


def heard(owed: Owed, track: str = "T") -> list[str]:
    """Return the rungs told about an obligation, in order."""
    with unit_of_work() as session:
        found = select(ReminderRow.rung).where(
            ReminderRow.obligation_id == owed.id,
            ReminderRow.rung.startswith(track),
            ReminderRow.message_id.is_not(None),
        )
        return list(session.scalars(found.order_by(ReminderRow.id)))


def given(code: str, **changes: object) -> Owed:
    """Give one more agency a result to hand in."""
    with unit_of_work() as session:
        an_agency(session, code)
        (order,) = directives.instructions(session, a_directive(session).id)
        made = an_assignment(session, order, code)
        return Owed(an_obligation(session, made, **changes).id, made.code)


def digests() -> Counter[tuple[int, str, date]]:
    """Count the digests of each post, kind and office day."""
    with unit_of_work() as session:
        found = session.execute(
            select(MessageRow.post_id, MessageRow.kind, MessageRow.office_day)
        )
        return Counter((post, kind, on) for post, kind, on in found)


def set_ladder(version: str, *, now: datetime, **step: object) -> None:
    """Put the shipped ladder in force with one step only about due dates."""
    _, document = read_policy()
    ladders = document["ladders"] | {"due": [step | {"because": "quá hạn"}]}
    new = document | {"version": version, "ladders": ladders}
    put_policy(policy_of(new), new, house=HOUSE, actor=actor.OFFICE, now=now)


def set_day_off(day: date, *, now: datetime) -> None:
    """Put a calendar in force with one more holiday."""
    because = "nghỉ thêm"
    document = with_days(document_in_force(), off=[day], working=(), because=because)
    put_calendar(document, because=because, house=HOUSE, actor=actor.OFFICE, now=now)
