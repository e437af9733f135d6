"""What the office or a leader does to an assignment as it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from directive.acts import Act
from office import moving, telling
from office.announcing import announcements
from office.errors import NotFoundError, OfficeError
from office.house import office_day
from store import people
from store.engine import unit_of_work
from store.tables import DirectiveRow
from store.trail import record

if TYPE_CHECKING:
    from datetime import datetime

    from office.actor import Actor
    from office.house import House
    from store.tables import Kept


def suspend(assignment_code: str, *, reason: str, actor: Actor, now: datetime) -> None:
    """Stop the clock of an assignment."""
    _steer(assignment_code, Act.SUSPEND, reason, actor, now)


def resume(assignment_code: str, *, reason: str, actor: Actor, now: datetime) -> None:
    """Let a suspended assignment go on where it was."""
    _steer(assignment_code, Act.RESUME, reason, actor, now)


def withdraw(assignment_code: str, *, reason: str, actor: Actor, now: datetime) -> None:
    """Take an assignment back: nothing is owed any more (NĐ 30/2020 art. 18)."""
    _steer(assignment_code, Act.WITHDRAW, reason, actor, now)


def reopen(assignment_code: str, *, reason: str, actor: Actor, now: datetime) -> None:
    """Open an accepted assignment again; its due date stays what it was."""
    with unit_of_work() as session:
        cases = moving.load_all(session, assignment_code, actor=actor)
        rows: list[Kept] = []
        for case in moving.movable(cases, Act.REOPEN, actor=actor):
            rows += moving.advance(session, case, Act.REOPEN, actor=actor, now=now)
            case.obligation.submitted_at = None
            case.obligation.accepted_at = None
            rows.append(moving.revise(session, case, reason, now=now))
        entry = moving.entry(cases[0], Act.REOPEN, rows)
        record(session, [entry], actor=str(actor), now=now)


def reassign(
    assignment_code: str,
    *,
    agency_code: str,
    reason: str,
    house: House,
    actor: Actor,
    now: datetime,
) -> None:
    """Give an assignment to another agency and tell it; acknowledgement starts anew.

    Raises:
        NotFoundError: There is no such agency.
        OfficeError: That agency has this instruction already.
    """
    with unit_of_work() as session:
        cases = moving.load_all(session, assignment_code, actor=actor)
        receiver = people.agency(session, agency_code)
        if receiver is None:
            raise NotFoundError(f"Không có cơ quan mang mã {agency_code}.")
        assignment = cases[0].assignment
        if people.has_instruction(session, agency_code, assignment.instruction_id):
            raise OfficeError(f"{receiver.name} đã được giao nội dung này.")
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
        entry = moving.entry(cases[0], Act.REASSIGN, [assignment, *rows])
        letters = announcements(
            session,
            session.get_one(DirectiveRow, assignment.directive_id),
            {agency_code: cases},
            why=f"Nhiệm vụ này được chuyển cho cơ quan. Lý do: {reason}",
            once=f"{assignment.code}:{cases[0].obligation.due_revision}",
            house=house,
            now=now,
        )
        queued = telling.queue(session, list(letters), house=house, now=now)
        record(session, [entry, *queued], actor=str(actor), now=now)


def _steer(
    assignment_code: str, act: Act, reason: str, actor: Actor, now: datetime
) -> None:
    if not reason.strip():
        raise OfficeError("Phải nêu lý do.")
    with unit_of_work() as session:
        cases = moving.load_all(session, assignment_code, actor=actor)
        rows = [
            row
            for case in moving.movable(cases, act, actor=actor)
            for row in moving.advance(session, case, act, actor=actor, now=now)
        ]
        entry = moving.entry(cases[0], act, rows, reason=reason)
        record(session, [entry], actor=str(actor), now=now)
