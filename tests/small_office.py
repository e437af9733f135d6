"""A small office: few agencies, one directive, and every act to try on it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from builders import (
    CALENDAR,
    READING,
    a_directive,
    a_post,
    an_agency,
    an_assignment,
    an_instruction,
    an_obligation,
)

from directive.errors import NotAllowedError
from directive.ladder import DEFAULT_POLICY
from office import actor, answering, extending, judging, steering
from office.errors import OfficeError
from office.house import House
from office.submitting import Document, submit
from store import directives
from store.engine import unit_of_work
from store.tables import AssignmentRow, ObligationRow

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from office.actor import Actor

HOUSE = House(calendar=CALENDAR, policy=DEFAULT_POLICY)
COLLECTOR, SPARE = "SNV", "SYT"
AGENCIES = ("STP", "STC", "MTTQ", COLLECTOR)  # MTTQ is not under the chairman
REPORT = Document(number="12/BC", dated=date(2025, 12, 1))
_ABOVE = {"VPUB": ("monitoring", "deputy_chief"), "UBND": ("vice_chairman", "chairman")}


@dataclass(frozen=True)
class Owed:
    """An obligation of the small office."""

    id: int
    code: str


def found(vacant: str | None = None, **directive: object) -> list[Owed]:
    """Found the office in the bound database; return what is owed, in order.

    Each of AGENCIES owes a dated result, collected by SNV, and an undated one.
    `vacant` is a duty that nobody holds.
    """
    with unit_of_work() as session:
        for code in (*_ABOVE, *AGENCIES, SPARE):
            an_agency(session, code, by_request=code == "MTTQ")
            for duty in _ABOVE.get(code, ()):
                if duty != vacant:
                    a_post(session, code, duty)
        row = a_directive(session, **directive)
        (order,) = directives.instructions(session, row.id)
        more = an_instruction(session, row.id, reading=READING | {"path": "1.4"})
        owed = []
        for instruction, due_on in ((order, date(2025, 12, 14)), (more, None)):
            for code in AGENCIES:
                made = an_assignment(
                    session,
                    instruction,
                    code,
                    collector_code=COLLECTOR if due_on else None,
                )
                one = an_obligation(
                    session, made, due_on=due_on, issued_at=row.issued_at
                )
                owed.append(Owed(one.id, made.code))
        return owed


def holder(owed: Owed) -> str:
    """Return the agency that owes it now: it may have been reassigned."""
    with unit_of_work() as session:
        row = session.get_one(ObligationRow, owed.id)
        return session.get_one(AssignmentRow, row.assignment_id).agency_code


def _later(now: datetime, days: int) -> date:
    return now.date() + timedelta(days=days)


def _acknowledge(owed: Owed, who: Actor, now: datetime) -> None:
    with unit_of_work() as session:
        directive_id = session.get_one(ObligationRow, owed.id).directive_id
    answering.acknowledge(directive_id, actor=who, now=now)


def _submit(owed: Owed, who: Actor, now: datetime) -> None:
    submit({owed.id: "Xong"}, REPORT, channel="web", actor=who, now=now)


def _check(owed: Owed, _: Actor, now: datetime) -> None:
    judging.check(owed.id, actor=actor.collector(COLLECTOR), now=now)


def _accept(owed: Owed, _: Actor, now: datetime) -> None:
    judging.accept(owed.id, actor=actor.OFFICE, now=now)


def _return(owed: Owed, _: Actor, now: datetime) -> None:
    judging.return_(owed.id, reason="Thiếu", house=HOUSE, actor=actor.OFFICE, now=now)


def _progress(owed: Owed, who: Actor, now: datetime) -> None:
    answering.report_progress(owed.code, note="Một nửa", actor=who, now=now)


def _name(owed: Owed, who: Actor, now: datetime) -> None:
    answering.name_person(owed.code, name="A", post="B", phone="", actor=who, now=now)


def _decline(owed: Owed, who: Actor, now: datetime) -> None:
    answering.decline(owed.code, reason="Không thuộc", actor=who, now=now)


def _extend(owed: Owed, who: Actor, now: datetime) -> None:
    until = max(_later(now, 9), date(2025, 12, 20))
    extending.ask(owed.id, until=until, reason="Chờ", actor=who, now=now)
    extending.grant(owed.id, until=until, house=HOUSE, actor=actor.LEADER, now=now)


def _reassign(owed: Owed, _: Actor, now: datetime) -> None:
    steering.reassign(
        owed.code,
        agency_code=SPARE,
        reason="Đúng",
        house=HOUSE,
        actor=actor.OFFICE,
        now=now,
    )


def _suspend(owed: Owed, _: Actor, now: datetime) -> None:
    steering.suspend(owed.code, reason="Chờ", house=HOUSE, actor=actor.OFFICE, now=now)


def _resume(owed: Owed, _: Actor, now: datetime) -> None:
    steering.resume(owed.code, reason="Tiếp", house=HOUSE, actor=actor.OFFICE, now=now)


def _withdraw(owed: Owed, _: Actor, now: datetime) -> None:
    steering.withdraw(
        owed.code, reason="Thôi", house=HOUSE, actor=actor.OFFICE, now=now
    )


def _reopen(owed: Owed, _: Actor, now: datetime) -> None:
    steering.reopen(owed.code, reason="Sai", house=HOUSE, actor=actor.OFFICE, now=now)


ACTS: Mapping[str, Callable[[Owed, Actor, datetime], None]] = {
    "acknowledge": _acknowledge,
    "submit": _submit,
    "check": _check,
    "accept": _accept,
    "return": _return,
    "progress": _progress,
    "name": _name,
    "decline": _decline,
    "extend": _extend,
    "reassign": _reassign,
    "suspend": _suspend,
    "resume": _resume,
    "withdraw": _withdraw,
    "reopen": _reopen,
}


def attempt(act: str, owed: Owed, *, now: datetime) -> None:
    """Do an act if the office allows it; what it refuses changes nothing."""
    with suppress(OfficeError, NotAllowedError):
        ACTS[act](owed, actor.agency(holder(owed)), now)
