"""What is taken up to some posts and needs an answer of theirs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, case, false, func, or_, select

from directive.policy import Audience
from store.tables import (
    AgencyRow,
    AssignmentRow,
    ContactRow,
    DirectiveRow,
    EscalationRow,
    ObligationRow,
    PostRow,
    ReminderRow,
    UserRow,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date, datetime

    from sqlalchemy import ColumnElement, Select, Subquery
    from sqlalchemy.orm import Session

E = EscalationRow
SEVERITY = tuple(Audience)
"""The later an audience stands here, the higher something has climbed."""


@dataclass(frozen=True, slots=True)
class Desk:
    """A post above the agencies, and the addresses that reach it."""

    id: int
    agency: str
    duty: str
    title: str
    addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Raised:
    """An obligation at the highest rung that was told to the posts asked for."""

    escalation_id: int
    rung: str
    post: str
    why: str | None  # the rule, the days counted and what comes next
    opened_at: datetime
    acknowledged_at: datetime | None
    asked_at: datetime | None
    question: str | None
    returned_at: datetime | None
    obligation_id: int
    due_revision: int
    due_on: date | None
    original_due_on: date | None
    phase: str
    progress: str | None
    moved_on: date
    code: str
    what: str
    agency_code: str
    agency_name: str
    collector_code: str | None
    received_at: datetime | None  # when the agency acknowledged the assignment
    directive_id: int
    directive_kind: str | None
    number: str | None
    symbol: str | None
    issued_on: date | None
    title: str | None


def desks(
    session: Session, agencies: Collection[str], *, user: int | None
) -> tuple[list[Desk], str | None]:
    """Return the posts of some agencies, and the address an account signs in with.

    Addresses are in lower case.
    """
    login = select(UserRow.login).where(UserRow.id == user).scalar_subquery()
    found = session.execute(
        select(
            PostRow.id,
            PostRow.agency_code,
            PostRow.duty,
            PostRow.title,
            func.array_agg(func.lower(ContactRow.address)),
            login,
        )
        .outerjoin(ContactRow, ContactRow.post_id == PostRow.id)
        .where(PostRow.agency_code.in_(agencies))
        .group_by(PostRow.id)
        .order_by(PostRow.id)
    ).all()
    made = [
        Desk(number, agency, duty, title, tuple(one for one in ways if one))
        for number, agency, duty, title, ways, _ in found
    ]
    return made, found[0][-1] if found else None


def needing(
    session: Session,
    posts: Sequence[int],
    *,
    limit: int,
    offset: int = 0,
    instruction: int | None = None,
) -> tuple[list[Raised], int]:
    """Return what needs an answer of one of the posts, most severe first, and how much.

    Each obligation is listed once, at its highest rung; of those at one height the
    longest overdue comes first. `instruction` leaves those of one alone.
    """
    highest = highest_of(posts)
    due = ObligationRow.due_on.asc().nulls_last()
    order = (highest.c.height.desc(), due, highest.c.id)
    first = (  # narrow rows are put in order, wide ones are read for a page only
        select(highest.c.id, highest.c.height, func.count().over().label("total"))
        .join(ObligationRow, ObligationRow.id == highest.c.obligation_id)
        .order_by(*order)
        .limit(limit)
        .offset(offset)
    )
    if instruction is not None:
        first = first.join(
            AssignmentRow, AssignmentRow.id == ObligationRow.assignment_id
        ).where(AssignmentRow.instruction_id == instruction)
    page = first.subquery()
    found = session.execute(
        joined(
            select(*COLUMNS, page.c.total).select_from(page).join(E, E.id == page.c.id)
        ).order_by(page.c.height.desc(), due, E.id)
    ).all()
    return [Raised(*row[:-1]) for row in found], found[0][-1] if found else 0


def highest_of(posts: Sequence[int]) -> Subquery:
    """Return (id, obligation_id, height) of what needs an answer of the posts.

    Of each obligation only its highest rung.
    """
    height = case(
        {audience: place for place, audience in enumerate(SEVERITY)},
        value=E.audience,
        else_=-1,
    )
    return (
        select(E.id, E.obligation_id, height.label("height"))
        .where(E.post_id.in_(posts), needs_answer())
        .distinct(E.obligation_id)
        .order_by(E.obligation_id, height.desc(), E.id.desc())
        .subquery()
    )


def joined(wanted: Select[Any]) -> Select[Any]:
    """Return a query of escalations with all that COLUMNS are read from."""
    return (
        wanted.join(ObligationRow, ObligationRow.id == E.obligation_id)
        .join(AssignmentRow, AssignmentRow.id == ObligationRow.assignment_id)
        .join(AgencyRow, AgencyRow.code == ObligationRow.agency_code)
        .join(DirectiveRow, DirectiveRow.id == ObligationRow.directive_id)
        .join(PostRow, PostRow.id == E.post_id)
        .outerjoin(ReminderRow, promise_of())
    )


def waiting(session: Session, posts: Sequence[int]) -> int:
    """Return how many open escalations of the posts wait for somebody else."""
    wanted = select(func.count(E.obligation_id.distinct())).where(
        E.post_id.in_(posts), E.closed_at.is_(None), ~needs_answer()
    )
    return session.scalar(wanted) or 0


def place_of(
    session: Session, number: int, posts: Sequence[int]
) -> tuple[int, str] | None:
    """Return (obligation, code) of an escalation of the posts; None when it is none."""
    found = session.execute(
        select(ObligationRow.id, AssignmentRow.code)
        .join(E, E.obligation_id == ObligationRow.id)
        .join(AssignmentRow, AssignmentRow.id == ObligationRow.assignment_id)
        .where(E.id == number, E.post_id.in_(posts))
    ).one_or_none()
    return None if found is None else (found[0], found[1])


def of_obligation(
    session: Session, obligation_id: int, posts: Sequence[int]
) -> Sequence[EscalationRow]:
    """Return what of an obligation needs an answer of the posts, highest rung last."""
    return session.scalars(
        select(E)
        .where(E.obligation_id == obligation_id, E.post_id.in_(posts), needs_answer())
        .order_by(E.id)
    ).all()


def promise_of() -> ColumnElement[bool]:
    """Return the condition that joins an escalation with the promise that told it."""
    return and_(
        ReminderRow.obligation_id == E.obligation_id,
        ReminderRow.due_revision == E.due_revision,
        ReminderRow.rung == E.rung,
        ReminderRow.post_id == E.post_id,
    )


def needs_answer() -> ColumnElement[bool]:
    """Return the condition that an escalation is open and its post has to look at it.

    It need not once it was acknowledged, until it is told again or explained.
    """
    return and_(
        E.closed_at.is_(None),
        or_(
            E.acknowledged_at.is_(None),
            func.coalesce(E.returned_at > E.acknowledged_at, false()),
            func.coalesce(E.answered_at > E.acknowledged_at, false()),
        ),
    )


COLUMNS = (
    E.id,
    E.rung,
    PostRow.title,
    ReminderRow.why,
    E.opened_at,
    E.acknowledged_at,
    E.asked_at,
    E.question,
    E.returned_at,
    ObligationRow.id,
    ObligationRow.due_revision,
    ObligationRow.due_on,
    ObligationRow.original_due_on,
    ObligationRow.phase,
    ObligationRow.progress,
    ObligationRow.moved_on,
    AssignmentRow.code,
    AssignmentRow.what,
    ObligationRow.agency_code,
    AgencyRow.name,
    AssignmentRow.collector_code,
    AssignmentRow.acknowledged_at,
    DirectiveRow.id,
    DirectiveRow.kind,
    DirectiveRow.number,
    DirectiveRow.symbol,
    DirectiveRow.issued_on,
    DirectiveRow.title,
)
"""What a `Raised` is made of, in its order."""
