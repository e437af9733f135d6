"""What ends with an agency, and what it still owes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import aliased

from directive.acts import Phase
from directive.lifecycle import OWED, WAITING
from directive.policy import ABOVE_HEAD
from store.tables import (
    AbsenceRow,
    AgencyRow,
    AssignmentRow,
    ContactRow,
    ObligationRow,
    PostRow,
    UserRow,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

_RESTING = (Phase.SUSPENDED, Phase.DECLINED)


@dataclass(frozen=True, slots=True)
class Owes:
    """How many obligations of an agency are open, by what has to be done about them."""

    doing: int  # owed, or waiting for a judgement
    suspended: int
    declined: int  # "not ours", and nobody has decided yet
    coming: int  # accepted, but another period follows

    @property
    def total(self) -> int:
        """Return how many hold the agency in being."""
        return self.doing + self.suspended + self.declined + self.coming


@dataclass(frozen=True, slots=True)
class Parts:
    """What is open in the name of an agency."""

    posts: Sequence[PostRow]
    contacts: Sequence[ContactRow]
    absences: Sequence[AbsenceRow]
    accounts: Sequence[UserRow]


def owes(session: Session, code: str) -> Owes:
    """Return what an agency still owes."""
    mine = ObligationRow.agency_code == code
    later = aliased(ObligationRow)
    follows = exists().where(
        later.assignment_id == ObligationRow.assignment_id,
        later.kind == ObligationRow.kind,
        later.original_due_on > ObligationRow.original_due_on,
    )
    counts = (
        select(func.count()).where(mine, ObligationRow.phase.in_((*OWED, *WAITING))),
        select(func.count()).where(mine, ObligationRow.phase == Phase.SUSPENDED),
        select(func.count()).where(mine, ObligationRow.phase == Phase.DECLINED),
        select(func.count()).where(
            mine,
            ObligationRow.phase == Phase.ACCEPTED,
            ObligationRow.deadline["kind"].as_string() == "recurring",
            ObligationRow.original_due_on.is_not(None),
            ~follows,
        ),
    )
    found = session.execute(select(*(one.scalar_subquery() for one in counts))).one()
    return Owes(*found)


def has_duties(session: Session, post: PostRow) -> bool:
    """Tell whether anything is open that a post hears of.

    That is what its agency owes or collects; above the heads, what anybody owes.
    """
    is_open = ObligationRow.phase.in_((*OWED, *WAITING, *_RESTING))
    found = select(ObligationRow.id).where(is_open)
    if post.duty not in ABOVE_HEAD:
        mine = select(AssignmentRow.id).where(
            or_(
                AssignmentRow.agency_code == post.agency_code,
                AssignmentRow.collector_code == post.agency_code,
            )
        )
        found = found.where(ObligationRow.assignment_id.in_(mine))
    return session.scalar(found.limit(1)) is not None


def parts(session: Session, code: str, *, ended_at: datetime | None = None) -> Parts:
    """Return what is open in the name of an agency, or what ended at a moment.

    Its absences are those that are open: those entered at that moment, if one is given.
    """
    its = select(PostRow.id).where(PostRow.agency_code == code)
    return Parts(
        session.scalars(
            select(PostRow).where(PostRow.agency_code == code).order_by(PostRow.id)
        ).all(),
        session.scalars(
            select(ContactRow)
            .where(
                ContactRow.post_id.in_(its),
                ContactRow.ended_at.is_not_distinct_from(ended_at),
            )
            .order_by(ContactRow.id)
        ).all(),
        session.scalars(
            select(AbsenceRow)
            .where(
                AbsenceRow.post_id.in_(its),
                AbsenceRow.ended_at.is_(None),
                AbsenceRow.entered_at == (ended_at or AbsenceRow.entered_at),
            )
            .order_by(AbsenceRow.id)
        ).all(),
        session.scalars(
            select(UserRow)
            .where(
                UserRow.agency_code == code,
                UserRow.ended_at.is_not_distinct_from(ended_at),
            )
            .order_by(UserRow.id)
        ).all(),
    )


def lock(session: Session, code: str) -> AgencyRow | None:
    """Return an agency; until the transaction ends nobody gives it anything."""
    return session.get(AgencyRow, code, with_for_update=True)


def ended(session: Session, codes: Collection[str]) -> Sequence[AgencyRow]:
    """Return those of some agencies that have ended; no other ends meanwhile."""
    held = session.scalars(
        select(AgencyRow)
        .where(AgencyRow.code.in_(codes))
        .order_by(AgencyRow.code)
        .with_for_update(read=True, key_share=True)
        .execution_options(populate_existing=True)
    ).all()
    return [row for row in held if row.ended_at is not None]
