"""What narrows the list of obligations, as conditions that its indexes can use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import ARRAY, BigInteger, and_, any_, literal, or_, select, union_all

from directive.in_charge import OTHERWISE
from directive.lifecycle import OWED, WAITING
from directive.progress import LONG_OVERDUE_DAYS
from directive.timeliness import Timeliness
from store.collected import of_others
from store.groups import Group, group_is
from store.ordering import NEVER, placed, ranked
from store.searching import speaks_of
from store.tables import (
    AgencyGroupRow,
    AgencyRow,
    AssignmentRow,
    DirectiveRow,
    EscalationRow,
    InstructionRow,
    ObligationRow,
)
from store.timely import no_longer_soon, timeliness_is

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from sqlalchemy import ColumnElement, CompoundSelect, Select
    from sqlalchemy.orm import Session

    from directive.acts import Phase
    from directive.calendar import WorkCalendar

Conditions = list["ColumnElement[bool]"]


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed to; what is None does not narrow."""

    agency: str | None = None
    agencies: str | None = None  # code of a group of agencies
    directive: int | None = None
    instruction: str | None = None  # its path; with a directive
    phase: Phase | None = None
    timeliness: Timeliness | None = None
    group: Group | None = None
    leader: int | None = None  # a post that an open escalation was taken up to
    in_charge: str | None = None  # the duty of who signed the document
    due_from: date | None = None
    due_to: date | None = None  # the last day of the range
    words: str = ""
    own: str | None = None  # an agency: what it owes, and what it collects
    collects: bool = False  # what agencies send to `own`, or to any collector


def branches(
    session: Session, filters: Filters, *, now: datetime, calendar: WorkCalendar
) -> list[Conditions]:
    """Return conditions on obligations joined to their assignment and instruction.

    A row fulfils all conditions of one branch, and of no other one: what lies in two
    stretches of an order is found in each by itself.
    """
    always = _always(session, filters)
    today = calendar.day_of(now)
    soon = no_longer_soon(today, calendar)
    found = [[*always, *_bounds(filters, today, soon)]]
    if filters.timeliness is Timeliness.IN_TIME or filters.group is Group.DOING_IN_TIME:
        found = [
            [*always, ObligationRow.phase.in_(OWED), ranked == 0, today <= placed],
            [*always, ObligationRow.phase.in_(WAITING)],
        ]
    for one in found:
        if filters.timeliness is not None:
            one.append(timeliness_is(filters.timeliness, now=now, calendar=calendar))
        if filters.group is not None:
            one.append(group_is(filters.group, now=now, calendar=calendar))
    return found


def _always(session: Session, filters: Filters) -> Conditions:
    row = ObligationRow
    narrowed = None if filters.collects else filters.own  # implied there
    wanted = (
        (filters.agency, lambda code: row.agency_code == code),
        (filters.agencies, lambda code: row.agency_code.in_(_grouped(session, code))),
        (narrowed, lambda code: row.id.in_(within(code))),
        (
            filters.collects or None,
            lambda _: row.assignment_id.in_(of_others(filters.own)),
        ),
        (filters.directive, lambda number: row.directive_id == number),
        (filters.instruction, lambda path: InstructionRow.path == path),
        (filters.phase, lambda phase: row.phase == phase),
        (filters.in_charge, lambda duty: _signed_by(session, duty)),
        (filters.leader, lambda post: row.id.in_(_taken_up_to(post))),
        (filters.due_from, lambda day: and_(day <= placed, placed < NEVER)),
        (filters.due_to, lambda day: day >= placed),
        (filters.words.split() or None, lambda _: speaks_of(session, filters.words)),
    )
    return [say(given) for given, say in wanted if given is not None]


def _grouped(session: Session, code: str) -> Sequence[str]:
    """Return the agencies of a group."""
    return session.scalars(
        select(AgencyRow.code)
        .join(
            AgencyGroupRow,
            or_(
                AgencyGroupRow.kinds.op("?")(AgencyRow.kind),
                AgencyGroupRow.codes.op("?")(AgencyRow.code),
            ),
        )
        .where(AgencyGroupRow.code == code)
    ).all()


def _signed_by(session: Session, duty: str) -> ColumnElement[bool]:
    """Return the condition that the document's leader in charge has a duty.

    The documents are named: so the planner knows how many rows to expect of them.
    """
    is_his = DirectiveRow.signed_by == duty
    if duty == OTHERWISE:
        is_his |= DirectiveRow.signed_by.is_(None)
    found = session.scalars(select(DirectiveRow.id).where(is_his)).all()
    return ObligationRow.directive_id == any_(literal(list(found), ARRAY(BigInteger)))


def _taken_up_to(post: int) -> Select[tuple[int]]:
    """Return the obligations that a leader's post was told of, and not yet answered."""
    return select(EscalationRow.obligation_id).where(
        EscalationRow.post_id == post, EscalationRow.closed_at.is_(None)
    )


def within(agency: str) -> CompoundSelect[tuple[int]]:
    """Return the obligations that an agency owes, and those it collects."""
    owes = select(ObligationRow.id).where(ObligationRow.agency_code == agency)
    collects = (
        select(ObligationRow.id)
        .join(AssignmentRow, AssignmentRow.id == ObligationRow.assignment_id)
        .where(AssignmentRow.collector_code == agency)
    )
    return union_all(owes, collects)


_FIRST = {
    Timeliness.OVERDUE: 0,
    Timeliness.DUE_SOON: 0,
    Timeliness.ON_TIME: 1,
    Timeliness.LATE: 1,
    Timeliness.NOT_COUNTED: 2,
    Group.DONE: 1,
    Group.DONE_ON_TIME: 1,
    Group.DONE_LATE: 1,
    Group.DONE_UNDATED: 1,
    Group.DOING: 0,
    Group.DOING_OVERDUE: 0,
    Group.DOING_UNDATED: 0,
    Group.DUE_SOON: 0,
    Group.WAITING: 0,
    Group.OVERDUE_OVER_30: 0,
    Group.SILENT: 0,
    Group.RETURNED: 0,
    Group.NOT_ACKNOWLEDGED: 0,
    Group.NO_PERSON: 0,
    Group.NOT_COUNTED: 2,
    Group.ORIGINAL_ON_TIME: 1,
    Group.ORIGINAL_LATE: 1,
    Group.ORIGINAL_OVERDUE: 0,
    Group.NOT_SENT: 0,
}
"""The rank that all rows have which are so."""
_LATE = {Timeliness.OVERDUE, Group.DOING_OVERDUE}
_SOON = {Timeliness.DUE_SOON, Group.DUE_SOON}
_UNDATED = {
    Timeliness.NO_DEADLINE,
    Group.DONE_UNDATED,
    Group.DOING_UNDATED,
    Group.SILENT,
}


def _bounds(filters: Filters, today: date, soon: date) -> Conditions:
    """Return where in the order all such rows stand: what is asked for implies it."""
    found = Conditions()
    long_ago = today - timedelta(days=LONG_OVERDUE_DAYS)
    for one in (filters.timeliness, filters.group):
        if one is None:
            continue
        if one in _FIRST:
            found.append(ranked == literal(_FIRST[one]))
        if one in _LATE:
            found.append(placed <= literal(today))
        if one in _SOON:
            found.append(and_(placed >= literal(today), placed < literal(soon)))
        if one in _UNDATED:
            found.append(placed == literal(NEVER))
        if one is Group.OVERDUE_OVER_30:
            found.append(placed < literal(long_ago))
    return found


def is_own(agency: str) -> ColumnElement[bool]:
    """Return the condition that an agency owes an obligation, or collects it."""
    return or_(
        ObligationRow.agency_code == agency, AssignmentRow.collector_code == agency
    )
