"""One page of obligations, filtered and in the order that needs attention first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select, union_all

from store.groups import Group
from store.narrowing import Filters, branches, is_own
from store.ordering import NEVER, Cursor, Sort, beside, order, placed, ranked
from store.tables import (
    AgencyRow,
    AssignmentRow,
    DirectiveRow,
    InstructionRow,
    ObligationRow,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from sqlalchemy import Select, Subquery
    from sqlalchemy.orm import Session

    from directive.calendar import WorkCalendar
    from store.narrowing import Conditions

__all__ = [
    "NEVER",
    "Cursor",
    "Filters",
    "Line",
    "Look",
    "Page",
    "Sort",
    "is_own",
]


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


@dataclass(frozen=True, slots=True)
class Look:
    """One look at the list: what it is narrowed to, and at which moment."""

    session: Session
    filters: Filters
    found: tuple[Conditions, ...]

    @classmethod
    def at(
        cls,
        session: Session,
        filters: Filters,
        *,
        now: datetime,
        calendar: WorkCalendar,
    ) -> Look:
        """Return a look at the list as it is at `now`."""
        found = branches(session, filters, now=now, calendar=calendar)
        return cls(session, filters, tuple(found))

    def page(
        self, *, cursor: Cursor | None, limit: int, sort: Sort = Sort.URGENT
    ) -> Page:
        """Return up to `limit` rows beside `cursor`, or the first ones without it.

        By `Sort.URGENT`, what is still to be done comes first, by due date, then what
        is done, then what does not count; what has no date comes last in each.
        """
        back = cursor is not None and cursor.backwards
        ordered = order(sort, backwards=back)
        parts = []
        for conditions in self.found:
            part = _narrowed(self.filters, conditions, sort).order_by(*ordered)
            if cursor is not None:
                part = part.where(beside(sort, cursor))
            parts.append(part.limit(limit + 1))
        wanted = (
            _told(select(*_COLUMNS))
            .where(ObligationRow.id.in_(select(_all(parts).c.id)))
            .order_by(*ordered)
            .limit(limit + 1)
        )
        lines = [Line(*row) for row in self.session.execute(wanted)]
        more = len(lines) > limit
        lines = lines[:limit][::-1] if back else lines[:limit]
        if not lines:
            return Page((), None, None)
        return Page(
            tuple(lines),
            before=_at(lines[0], backwards=True)
            if (more if back else cursor)
            else None,
            after=_at(lines[-1], backwards=False) if more or back else None,
        )

    def count(self, *, at_most: int) -> int:
        """Return how many rows the filters leave; `at_most` when there are more."""
        parts = [
            _narrowed(self.filters, conditions).limit(at_most)
            for conditions in self.found
        ]
        found = self.session.scalar(select(func.count()).select_from(_all(parts))) or 0
        return min(found, at_most)


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
    ranked,
    placed,
)


def _all(parts: Sequence[Select[tuple[int]]]) -> Subquery:
    return (parts[0] if len(parts) == 1 else union_all(*parts)).subquery()


def _narrowed(
    filters: Filters, conditions: Conditions, sort: Sort | None = None
) -> Select[tuple[int]]:
    """Join no more than what is asked about: a million rows are many to join."""
    found = select(ObligationRow.id)
    unnamed = filters.group is Group.NO_PERSON
    if unnamed or filters.instruction or filters.words.split():
        found = found.join(
            AssignmentRow, AssignmentRow.id == ObligationRow.assignment_id
        )
    if filters.instruction:
        found = found.join(
            InstructionRow, InstructionRow.id == AssignmentRow.instruction_id
        )
    if sort is Sort.AGENCY:
        found = found.join(AgencyRow, AgencyRow.code == ObligationRow.agency_code)
    return found.where(*conditions)


def _told(wanted: Select[Any]) -> Select[Any]:
    return (
        wanted.select_from(ObligationRow)
        .join(AssignmentRow, AssignmentRow.id == ObligationRow.assignment_id)
        .join(AgencyRow, AgencyRow.code == ObligationRow.agency_code)
        .join(DirectiveRow, DirectiveRow.id == ObligationRow.directive_id)
        .join(InstructionRow, InstructionRow.id == AssignmentRow.instruction_id)
    )


def _at(line: Line, *, backwards: bool) -> Cursor:
    return Cursor(
        line.rank, line.place, line.obligation_id, backwards, line.agency_code
    )
