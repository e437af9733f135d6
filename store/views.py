"""What the status page asks: figures, open escalations, the office's tasks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import case, exists, func, select, true

from directive.acts import Phase
from directive.lifecycle import OWED
from directive.policy import Audience
from directive.progress import Tally
from store.groups import Group, group_is
from store.listing import is_own
from store.tables import (
    AgencyRow,
    AssignmentRow,
    BreakdownRow,
    DirectiveRow,
    EscalationRow,
    FigureRow,
    ObligationRow,
    OfficeTaskRow,
    PostRow,
)
from store.timely import submitted_day

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from sqlalchemy.orm import Session

    from directive.calendar import WorkCalendar

SEVERITY = tuple(Audience)
"""The later an audience stands here, the higher an obligation has climbed."""


@dataclass(frozen=True, slots=True)
class Climbed:
    """An obligation with an open escalation, at the highest post told of it."""

    obligation_id: int
    code: str
    what: str
    agency_code: str
    agency_name: str
    phase: str
    due_on: date | None
    rung: str
    audience: str
    post: str
    opened_at: datetime


@dataclass(frozen=True, slots=True)
class OfficeTask:
    """Something that waits for a person of the office."""

    id: int
    kind: str
    reason: str
    opened_at: datetime
    assignment_code: str | None
    message_id: int | None


@dataclass(frozen=True, slots=True)
class DirectiveLine:
    """A document as lists name it, and how many assignments it became."""

    id: int
    kind: str | None
    number: str | None
    symbol: str | None
    title: str | None
    issued_on: date | None
    stage: str
    assignments: int


def tallies(session: Session) -> list[Tally]:
    """Return the figures that stand in their own table, alike rows counted."""
    found = session.execute(
        select(
            FigureRow.agency_code,
            FigureRow.directive_id,
            FigureRow.phase,
            FigureRow.due_on,
            FigureRow.submitted_on,
            FigureRow.n,
        ).where(FigureRow.n != 0)
    )
    return [
        Tally(agency, str(directive), Phase(phase), due_on, submitted_on, n)
        for agency, directive, phase, due_on, submitted_on, n in found
    ]


def tallies_by_instruction(
    session: Session, directive_id: int, calendar: WorkCalendar, *, own: str | None
) -> Mapping[int, list[Tally]]:
    """Return the obligations of a document counted by instruction id.

    `own` counts only what that agency owes or collects.
    """
    mine = is_own(own) if own is not None else true()
    handed_in = submitted_day(calendar)
    found = session.execute(
        select(
            AssignmentRow.instruction_id,
            ObligationRow.phase,
            ObligationRow.due_on,
            handed_in,
            func.count(),
        )
        .join(AssignmentRow, AssignmentRow.id == ObligationRow.assignment_id)
        .where(ObligationRow.directive_id == directive_id, mine)
        .group_by(
            AssignmentRow.instruction_id,
            ObligationRow.phase,
            ObligationRow.due_on,
            handed_in,
        )
    )
    counted: dict[int, list[Tally]] = {}
    for instruction, phase, due_on, submitted_on, n in found:
        tally = Tally("", str(directive_id), Phase(phase), due_on, submitted_on, n)
        counted.setdefault(instruction, []).append(tally)
    return counted


def not_in_figures(
    session: Session, *, now: datetime, calendar: WorkCalendar
) -> tuple[int, int]:
    """Return what the figures do not know: (silent, without a person named)."""
    silent = group_is(Group.SILENT, now=now, calendar=calendar)
    no_person = group_is(Group.NO_PERSON, now=now, calendar=calendar)
    found = session.execute(
        select(func.count().filter(silent), func.count().filter(no_person))
        .select_from(ObligationRow)
        .join(AssignmentRow, AssignmentRow.id == ObligationRow.assignment_id)
        .where(ObligationRow.phase.in_(OWED))
    ).one()
    return found[0], found[1]


def directives(session: Session, *, limit: int | None = None) -> list[DirectiveLine]:
    """Return the documents, the newest first; all of them without a limit."""
    counted = (
        select(func.count())
        .where(AssignmentRow.directive_id == DirectiveRow.id)
        .scalar_subquery()
    )
    found = session.execute(
        select(
            DirectiveRow.id,
            DirectiveRow.kind,
            DirectiveRow.number,
            DirectiveRow.symbol,
            DirectiveRow.title,
            DirectiveRow.issued_on,
            DirectiveRow.stage,
            counted,
        )
        .order_by(DirectiveRow.id.desc())
        .limit(limit)
    )
    return [DirectiveLine(*row) for row in found]


def assignments(session: Session) -> int:
    """Return how many assignments there are."""
    return session.scalar(select(func.count()).select_from(AssignmentRow)) or 0


def open_escalations(
    session: Session, *, limit: int, offset: int = 0
) -> tuple[list[Climbed], int]:
    """Return the obligations that are escalated, most severe first, and how many.

    Each is listed once, at the highest post told; of those at one post the
    longest overdue comes first.
    """
    height = case(
        {audience: place for place, audience in enumerate(SEVERITY)},
        value=EscalationRow.audience,
        else_=-1,
    )
    highest = (
        select(EscalationRow.id, EscalationRow.obligation_id, height.label("height"))
        .where(EscalationRow.closed_at.is_(None))
        .distinct(EscalationRow.obligation_id)
        .order_by(EscalationRow.obligation_id, height.desc(), EscalationRow.id.desc())
        .subquery()
    )
    due = ObligationRow.due_on.asc().nulls_last()
    first = (  # narrow rows are put in order, wide ones are read for a page only
        select(highest.c.id, highest.c.height, func.count().over().label("total"))
        .join(ObligationRow, ObligationRow.id == highest.c.obligation_id)
        .join(EscalationRow, EscalationRow.id == highest.c.id)
        .order_by(
            highest.c.height.desc(), due, EscalationRow.opened_at, ObligationRow.id
        )
        .limit(limit)
        .offset(offset)
        .subquery()
    )
    found = session.execute(
        select(
            ObligationRow.id,
            AssignmentRow.code,
            AssignmentRow.what,
            ObligationRow.agency_code,
            AgencyRow.name,
            ObligationRow.phase,
            ObligationRow.due_on,
            EscalationRow.rung,
            EscalationRow.audience,
            PostRow.title,
            EscalationRow.opened_at,
            first.c.total,
        )
        .select_from(first)
        .join(EscalationRow, EscalationRow.id == first.c.id)
        .join(ObligationRow, ObligationRow.id == EscalationRow.obligation_id)
        .join(AssignmentRow, AssignmentRow.id == ObligationRow.assignment_id)
        .join(AgencyRow, AgencyRow.code == ObligationRow.agency_code)
        .join(PostRow, PostRow.id == EscalationRow.post_id)
        .order_by(first.c.height.desc(), due, EscalationRow.opened_at, ObligationRow.id)
    ).all()
    return [Climbed(*row[:-1]) for row in found], found[0][-1] if found else 0


def open_tasks(session: Session, *, limit: int) -> tuple[list[OfficeTask], int]:
    """Return the office's open tasks, the oldest first, and how many there are."""
    found = session.execute(
        select(
            OfficeTaskRow.id,
            OfficeTaskRow.kind,
            OfficeTaskRow.reason,
            OfficeTaskRow.opened_at,
            OfficeTaskRow.assignment_code,
            OfficeTaskRow.message_id,
            func.count().over(),
        )
        .where(OfficeTaskRow.closed_at.is_(None))
        .order_by(OfficeTaskRow.id)
        .limit(limit)
    ).all()
    return [OfficeTask(*row[:-1]) for row in found], found[0][-1] if found else 0


def without_breakdown(session: Session) -> list[tuple[str, str, int]]:
    """Return (code, name, assignments) of agencies that owe and broke nothing down."""
    owed = exists().where(
        ObligationRow.assignment_id == AssignmentRow.id, ObligationRow.phase.in_(OWED)
    )
    broken_down = exists().where(BreakdownRow.assignment_id == AssignmentRow.id)
    found = session.execute(
        select(AgencyRow.code, AgencyRow.name, func.count())
        .join(AssignmentRow, AssignmentRow.agency_code == AgencyRow.code)
        .where(owed, ~broken_down)
        .group_by(AgencyRow.code, AgencyRow.name, AgencyRow.sort_key)
        .order_by(AgencyRow.sort_key)
    )
    return [(code, name, n) for code, name, n in found]


def agency_names(session: Session) -> dict[str, str]:
    """Return the names of the agencies that were given something, in order."""
    given = exists().where(AssignmentRow.agency_code == AgencyRow.code)
    found = session.execute(
        select(AgencyRow.code, AgencyRow.name).where(given).order_by(AgencyRow.sort_key)
    )
    return dict(found.tuples().all())
