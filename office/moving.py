"""Load an obligation, let the lifecycle decide, and gather what the move leaves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from directive.acts import Act, Phase
from directive.answers import answered
from directive.lifecycle import OWED, allowed, move
from directive.policy import prefixes_of
from directive.taking_up import ANSWERED_BY
from office import rights
from office.errors import NotFoundError
from office.house import office_day
from store import extensions, ids, obligations
from store.tables import DueRevisionRow, EscalationRow
from store.trail import Entry

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from directive.calendar import WorkCalendar
    from office.actor import Actor
    from store.tables import AssignmentRow, Kept, ObligationRow


@dataclass(frozen=True, slots=True)
class Case:
    """An obligation and its assignment, locked for this transaction."""

    assignment: AssignmentRow
    obligation: ObligationRow

    @property
    def has_collector(self) -> bool:
        """Tell whether a collector checks first; its own report goes straight up."""
        collector = self.assignment.collector_code
        return collector is not None and collector != self.assignment.agency_code


def load(session: Session, obligation_id: int, *, actor: Actor) -> Case:
    """Lock an obligation and its assignment for an actor who may touch it.

    Raises:
        NotFoundError: There is no such obligation.
        ForbiddenError: It is another agency's.
    """
    found = obligations.lock(session, obligation_id)
    if found is None:
        raise NotFoundError("Không tìm thấy nghĩa vụ này.")
    case = Case(*found)
    rights.require(
        actor,
        agency_code=case.assignment.agency_code,
        collector_code=case.assignment.collector_code,
    )
    return case


def load_all(session: Session, assignment_code: str, *, actor: Actor) -> list[Case]:
    """Lock all obligations of an assignment, named by its code.

    Raises:
        NotFoundError: No assignment has this code.
        ForbiddenError: It is another agency's.
    """
    numbers = obligations.of_assignment(session, assignment_code)
    if not numbers:
        raise NotFoundError(
            "Không có nhiệm vụ mang mã {code}.",
            code=assignment_code,
        )
    return [load(session, number, actor=actor) for number in numbers]


def movable(cases: Sequence[Case], act: Act, *, actor: Actor) -> list[Case]:
    """Return those of an assignment's obligations that an act can move now.

    Where it moves none, all are returned: moving them then says why not.
    """
    can = [
        case
        for case in cases
        if act
        in allowed(
            Phase(case.obligation.phase),
            actor.party,
            has_collector=case.has_collector,
            same_agency=actor.agency == case.assignment.agency_code,
        )
    ]
    return can or list(cases)


def advance(
    session: Session, case: Case, act: Act, *, actor: Actor, now: datetime
) -> list[Kept]:
    """Move the obligation as the lifecycle allows; return the rows that changed.

    What the act answers ends: open escalations close, promises that were not sent
    yet are superseded, and a request for more time lapses once nothing is owed.

    Raises:
        NotAllowedError: The lifecycle has no such move.
    """
    row = case.obligation
    before = Phase(row.phase)
    after = move(
        before,
        act,
        actor.party,
        before_suspension=Phase(row.before_suspension or before),
        has_collector=case.has_collector,
        same_agency=actor.agency == case.assignment.agency_code,
    )
    row.phase = after
    row.moved_on = office_day(now)
    if act is Act.SUSPEND:
        row.before_suspension = before
    prefixes = {name for t in answered(act, before, after) for name in prefixes_of(t)}
    ended = obligations.end_promises(
        session, row.id, prefixes=prefixes, because=act, now=now
    )
    for one in ended:
        if isinstance(one, EscalationRow) and act in ANSWERED_BY:
            one.answered_at, one.answer = now, ANSWERED_BY[act]
    lapsed = (
        []
        if after in OWED
        else extensions.lapse(session, case.assignment.code, row.id, now=now)
    )
    return [row, *ended, *lapsed]


def revise(
    session: Session, case: Case, reason: str, *, now: datetime
) -> DueRevisionRow:
    """Begin a new revision of the due date as it now stands; its ladder starts anew."""
    row = case.obligation
    row.due_revision += 1
    return DueRevisionRow(
        id=ids.take(session),
        obligation_id=row.id,
        n=row.due_revision,
        due_on=row.due_on,
        last_working_day=row.last_working_day,
        reason=reason,
        set_at=now,
    )


def entry(
    case: Case,
    act: Act,
    rows: list[Kept],
    *,
    reason: str | None = None,
    calendar: WorkCalendar | None = None,
) -> Entry:
    """Return the event of an act on an assignment, with its reason if it has one.

    `calendar` is the one that the act counted days with, if it counted any.
    """
    return Entry(
        "assignment",
        str(case.assignment.id),
        act,
        tuple(rows),
        policy_version=case.assignment.policy_version,
        calendar_version=calendar.version if calendar else None,
        reason=reason,
    )
