"""One page of obligations, filtered and in the order that needs attention first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, case, func, literal, or_, select, tuple_

from directive.lifecycle import Phase
from store.groups import group_is
from store.searching import speaks_of
from store.tables import (
    AgencyRow,
    AssignmentRow,
    DirectiveRow,
    InstructionRow,
    ObligationRow,
)
from store.timely import DOING, due_day, timeliness_is

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from directive.calendar import WorkCalendar
    from directive.timeliness import Timeliness
    from store.groups import Group

NEVER = date(9999, 12, 31)
"""Where what has no date stands in the order: after everything that has one."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed to; what is None does not narrow."""

    agency: str | None = None
    directive: int | None = None
    instruction: str | None = None  # its path; with a directive
    phase: Phase | None = None
    timeliness: Timeliness | None = None
    group: Group | None = None
    words: str = ""
    own: str | None = None  # an agency: what it owes, and what it collects


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place between two rows of the list: where the row beside it stands."""

    rank: int
    due: date
    obligation_id: int
    backwards: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One obligation as a list shows it."""

    obligation_id: int
    code: str
    what: str
    label: str
    kind: str
    role: str
    phase: str
    due_on: date | None
    due_at: datetime | None
    last_working_day: date | None
    submitted_at: datetime | None
    accepted_at: datetime | None
    agency_code: str
    agency_name: str
    directive_id: int
    directive_kind: str | None
    number: str | None
    symbol: str | None
    path: str
    rank: int
    place: date  # the due day, NEVER without one


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows, and the places before and after them where there are more."""

    lines: tuple[Line, ...]
    before: Cursor | None
    after: Cursor | None


def page(
    session: Session,
    filters: Filters,
    *,
    cursor: Cursor | None,
    limit: int,
    now: datetime,
    calendar: WorkCalendar,
) -> Page:
    """Return up to `limit` rows beside `cursor`, or the first ones without it.

    What is still to be done comes first, by due date, then what is done, then
    what does not count; what has no date comes last in each.
    """
    due = func.coalesce(due_day(calendar), literal(NEVER))
    key = (_RANK, due, ObligationRow.id)
    back = cursor is not None and cursor.backwards
    wanted = _narrowed(select(*_COLUMNS, due), filters, now, calendar).order_by(
        *(part.desc() if back else part.asc() for part in key)
    )
    if cursor is not None:
        place = tuple_(
            literal(cursor.rank), literal(cursor.due), literal(cursor.obligation_id)
        )
        beside = tuple_(*key) < place if back else tuple_(*key) > place
        wanted = wanted.where(beside)
    found = [Line(*row) for row in session.execute(wanted.limit(limit + 1))]
    more = len(found) > limit
    lines = tuple(reversed(found[:limit]) if back else found[:limit])
    if not lines:
        return Page((), None, None)
    return Page(
        lines,
        before=_at(lines[0], backwards=True) if (more if back else cursor) else None,
        after=_at(lines[-1], backwards=False) if more or back else None,
    )


def count(
    session: Session,
    filters: Filters,
    *,
    at_most: int,
    now: datetime,
    calendar: WorkCalendar,
) -> int:
    """Return how many rows the filters leave, and `at_most` when there are more."""
    wanted = _narrowed(select(literal(1)), filters, now, calendar).limit(at_most)
    return session.scalar(select(func.count()).select_from(wanted.subquery())) or 0


_RANK = case(
    (ObligationRow.phase.in_(DOING), 0),
    (ObligationRow.phase == Phase.ACCEPTED, 1),
    else_=2,
)
_COLUMNS = (
    ObligationRow.id,
    AssignmentRow.code,
    AssignmentRow.what,
    ObligationRow.label,
    ObligationRow.kind,
    AssignmentRow.role,
    ObligationRow.phase,
    ObligationRow.due_on,
    ObligationRow.due_at,
    ObligationRow.last_working_day,
    ObligationRow.submitted_at,
    ObligationRow.accepted_at,
    ObligationRow.agency_code,
    AgencyRow.name,
    ObligationRow.directive_id,
    DirectiveRow.kind,
    DirectiveRow.number,
    DirectiveRow.symbol,
    InstructionRow.path,
    _RANK,
)


def _narrowed(
    wanted: Select[Any], filters: Filters, now: datetime, calendar: WorkCalendar
) -> Select[Any]:
    return (
        wanted.select_from(ObligationRow)
        .join(AssignmentRow, AssignmentRow.id == ObligationRow.assignment_id)
        .join(AgencyRow, AgencyRow.code == ObligationRow.agency_code)
        .join(DirectiveRow, DirectiveRow.id == ObligationRow.directive_id)
        .join(InstructionRow, InstructionRow.id == AssignmentRow.instruction_id)
        .where(*_conditions(filters, now, calendar))
    )


def _conditions(
    filters: Filters, now: datetime, calendar: WorkCalendar
) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if filters.agency is not None:
        found.append(ObligationRow.agency_code == filters.agency)
    if filters.own is not None:
        found.append(is_own(filters.own))
    if filters.directive is not None:
        found.append(ObligationRow.directive_id == filters.directive)
    if filters.instruction is not None:
        found.append(InstructionRow.path == filters.instruction)
    if filters.phase is not None:
        found.append(ObligationRow.phase == filters.phase)
    if filters.timeliness is not None:
        found.append(timeliness_is(filters.timeliness, now=now, calendar=calendar))
    if filters.group is not None:
        found.append(group_is(filters.group, now=now, calendar=calendar))
    if filters.words.split():
        found.append(speaks_of(filters.words))
    return found


def is_own(agency: str) -> ColumnElement[bool]:
    """Return the condition that an agency owes an obligation, or collects it."""
    return or_(
        ObligationRow.agency_code == agency, AssignmentRow.collector_code == agency
    )


def _at(line: Line, *, backwards: bool) -> Cursor:
    return Cursor(line.rank, line.place, line.obligation_id, backwards)
