"""What the office or a leader does to an assignment as it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from directive.acts import Act
from office import moving, telling
from office.announcing import announcements
from office.deciding import letters
from office.ending import require_there
from office.errors import NotFoundError, OfficeError
from office.house import office_day
from office.in_force import in_force
from store import people
from store.engine import unit_of_work
from store.tables import DirectiveRow
from store.trail import record

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from office.actor import Actor
    from office.house import House
    from office.moving import Case
    from store.tables import Kept


def suspend(
    assignment_code: str, *, reason: str, house: House, actor: Actor, now: datetime
) -> None:
    """Stop the clock of an assignment, and tell its agency why."""
    _steer(assignment_code, Act.SUSPEND, reason, house=house, actor=actor, now=now)


def resume(
    assignment_code: str, *, reason: str, house: House, actor: Actor, now: datetime
) -> None:
    """Let a suspended assignment go on where it was, and tell its agency."""
    _steer(assignment_code, Act.RESUME, reason, house=house, actor=actor, now=now)


def withdraw(
    assignment_code: str, *, reason: str, house: House, actor: Actor, now: datetime
) -> None:
    """Take an assignment back and tell its agency: NĐ 30/2020 art. 18."""
    _steer(assignment_code, Act.WITHDRAW, reason, house=house, actor=actor, now=now)


def reopen(
    assignment_code: str, *, reason: str, house: House, actor: Actor, now: datetime
) -> None:
    """Open an accepted assignment again, and tell its agency; its due date stays."""
    _reasoned(reason)
    with unit_of_work() as session:
        house = in_force(session, house)
        cases = moving.load_all(session, assignment_code, actor=actor)
        require_there(session, [cases[0].assignment.agency_code])
        cases = moving.movable(cases, Act.REOPEN, actor=actor)
        rows: list[Kept] = []
        for case in cases:
            rows += moving.advance(session, case, Act.REOPEN, actor=actor, now=now)
            case.obligation.submitted_at = None
            case.obligation.accepted_at = None
            rows.append(moving.revise(session, case, reason, now=now))
        _settle(
            session,
            cases,
            Act.REOPEN,
            rows,
            reason=reason,
            house=house,
            actor=actor,
            now=now,
        )


def reassign(
    assignment_code: str,
    *,
    agency_code: str,
    reason: str,
    house: House,
    actor: Actor,
    now: datetime,
) -> None:
    """Give an assignment to another agency and tell both; acknowledgement starts anew.

    Raises:
        NotFoundError: There is no such agency.
        OfficeError: That agency has ended or has this instruction already, or no
            reason is given.
    """
    _reasoned(reason)
    with unit_of_work() as session:
        house = in_force(session, house)
        cases = moving.load_all(session, assignment_code, actor=actor)
        receiver = people.agency(session, agency_code)
        if receiver is None:
            raise NotFoundError("Không có cơ quan mang mã {code}.", code=agency_code)
        require_there(session, [agency_code])
        assignment = cases[0].assignment
        former = assignment.agency_code
        if people.has_instruction(session, agency_code, assignment.instruction_id):
            raise OfficeError(
                "{agency} đã được giao nội dung này.", agency=receiver.name
            )
        rows: list[Kept] = []
        cases = moving.movable(cases, Act.REASSIGN, actor=actor)
        for case in cases:
            rows += moving.advance(session, case, Act.REASSIGN, actor=actor, now=now)
            case.obligation.agency_code = agency_code
            case.obligation.issued_on = office_day(now)
            case.obligation.issued_at = now
            rows.append(moving.revise(session, case, reason, now=now))
        assignment.agency_code = agency_code
        assignment.accountable = people.head_title(session, agency_code)
        assignment.acknowledged_at = assignment.named_at = assignment.person_id = None
        entry = moving.entry(
            cases[0],
            Act.REASSIGN,
            [assignment, *rows],
            reason=reason,
            calendar=house.calendar,
        )
        given = announcements(
            session,
            session.get_one(DirectiveRow, assignment.directive_id),
            {agency_code: cases},
            why=f"Nhiệm vụ này được chuyển cho cơ quan. Lý do: {reason}",
            once=f"{assignment.code}:{cases[0].obligation.due_revision}",
            house=house,
            now=now,
        )
        taken = letters(
            session,
            {former: cases},
            Act.REASSIGN,
            reason=reason,
            house=house,
            actor=actor,
            now=now,
        )
        queued = telling.queue(session, [*given, *taken], house=house, now=now)
        record(session, [entry, *queued], actor=str(actor), now=now)


def _steer(
    assignment_code: str,
    act: Act,
    reason: str,
    *,
    house: House,
    actor: Actor,
    now: datetime,
) -> None:
    _reasoned(reason)
    with unit_of_work() as session:
        house = in_force(session, house)
        cases = moving.load_all(session, assignment_code, actor=actor)
        cases = moving.movable(cases, act, actor=actor)
        rows = [
            row
            for case in cases
            for row in moving.advance(session, case, act, actor=actor, now=now)
        ]
        _settle(
            session, cases, act, rows, reason=reason, house=house, actor=actor, now=now
        )


def _settle(
    session: Session,
    cases: Sequence[Case],
    act: Act,
    rows: list[Kept],
    *,
    reason: str,
    house: House,
    actor: Actor,
    now: datetime,
) -> None:
    """Write what an act leaves, and the letter to the agency about it."""
    told = letters(
        session,
        {cases[0].assignment.agency_code: cases},
        act,
        reason=reason,
        house=house,
        actor=actor,
        now=now,
    )
    entry = moving.entry(cases[0], act, rows, reason=reason, calendar=house.calendar)
    queued = telling.queue(session, list(told), house=house, now=now)
    record(session, [entry, *queued], actor=str(actor), now=now)


def _reasoned(reason: str) -> None:
    if not reason.strip():
        raise OfficeError("Phải nêu lý do.")
