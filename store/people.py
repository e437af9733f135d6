"""Queries about agencies, their posts and how to reach them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from directive.registry import Agency, AgencyGroup, Registry
from store.tables import (
    AgencyGroupRow,
    AgencyRow,
    AssignmentRow,
    ContactRow,
    PostRow,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy.orm import Session


def registry(session: Session, *, with_ended: bool = False) -> Registry:
    """Return the agencies and groups that the office knows, by default those of now."""
    agencies = all_agencies(session) if with_ended else agencies_of_now(session)
    kept = groups(session)
    return Registry(
        agencies=tuple(map(agency_of, agencies)),
        groups=tuple(
            AgencyGroup(
                row.code, tuple(row.phrases), tuple(row.kinds), tuple(row.codes or ())
            )
            for row in kept
            if with_ended or row.ended_at is None
        ),
    )


def agency_of(row: AgencyRow) -> Agency:
    """Return an agency as the registry has it."""
    return Agency(
        code=row.code,
        name=row.name,
        kind=row.kind,
        abbrev=row.abbrev,
        aliases=tuple(row.aliases),
        by_request=row.by_request,
    )


def agency(session: Session, code: str) -> AgencyRow | None:
    """Return one agency."""
    return session.get(AgencyRow, code)


def names(session: Session) -> Mapping[str, str]:
    """Return the name of every agency by its code."""
    return dict(session.execute(select(AgencyRow.code, AgencyRow.name)).tuples().all())


def has_instruction(session: Session, code: str, instruction_id: int) -> bool:
    """Tell whether an agency was given an instruction."""
    found = session.scalar(
        select(AssignmentRow.id).where(
            AssignmentRow.agency_code == code,
            AssignmentRow.instruction_id == instruction_id,
        )
    )
    return found is not None


def post(session: Session, agency_code: str, duty: str) -> PostRow | None:
    """Return the post of an agency that has a duty (a ladder audience).

    An agency that has ended has none.
    """
    return session.scalars(
        select(PostRow)
        .join(AgencyRow, AgencyRow.code == PostRow.agency_code)
        .where(
            PostRow.agency_code == agency_code,
            PostRow.duty == duty,
            AgencyRow.ended_at.is_(None),
        )
    ).one_or_none()


def groups(session: Session) -> Sequence[AgencyGroupRow]:
    """Return all groups of agencies, those that have ended too, by code."""
    return session.scalars(select(AgencyGroupRow).order_by(AgencyGroupRow.code)).all()


def posts_of(session: Session, agency_code: str) -> Sequence[PostRow]:
    """Return the posts of an agency, the oldest first."""
    return session.scalars(
        select(PostRow).where(PostRow.agency_code == agency_code).order_by(PostRow.id)
    ).all()


def ways_to(session: Session, post: int) -> Sequence[ContactRow]:
    """Return the open ways to a post."""
    return session.scalars(
        select(ContactRow).where(
            ContactRow.post_id == post, ContactRow.ended_at.is_(None)
        )
    ).all()


def posts_with_agency(
    session: Session, agency_code: str | None
) -> Sequence[tuple[PostRow, str]]:
    """Return the posts of the agencies of now or of one, with the agency's name."""
    asked = (
        select(PostRow, AgencyRow.name)
        .join(AgencyRow, AgencyRow.code == PostRow.agency_code)
        .where(AgencyRow.ended_at.is_(None))
        .order_by(AgencyRow.sort_key, PostRow.id)
    )
    if agency_code is not None:
        asked = asked.where(PostRow.agency_code == agency_code)
    return session.execute(asked).tuples().all()


def open_contacts(session: Session, agency_code: str | None) -> Sequence[ContactRow]:
    """Return the open ways to the posts of all agencies or of one, by rank."""
    asked = (
        select(ContactRow)
        .join(PostRow, PostRow.id == ContactRow.post_id)
        .where(ContactRow.ended_at.is_(None))
        .order_by(ContactRow.rank, ContactRow.channel)
    )
    if agency_code is not None:
        asked = asked.where(PostRow.agency_code == agency_code)
    return session.scalars(asked).all()


def first_post(session: Session, agency_code: str) -> PostRow | None:
    """Return the oldest post of an agency."""
    return next(iter(posts_of(session, agency_code)), None)


def posts(session: Session) -> Mapping[tuple[str, str], PostRow]:
    """Return all posts by (agency, duty)."""
    return {
        (row.agency_code, row.duty): row for row in session.scalars(select(PostRow))
    }


def contacts(session: Session) -> Mapping[tuple[int, str], ContactRow]:
    """Return all ways to reach posts by (post, channel), those that ended too."""
    return {
        (row.post_id, row.channel): row for row in session.scalars(select(ContactRow))
    }


def agency_of_address(session: Session, address: str) -> str | None:
    """Return the agency one of whose posts has this address; None when unknown.

    An address that serves two agencies names neither.
    """
    found = session.scalars(
        select(PostRow.agency_code)
        .join(ContactRow, ContactRow.post_id == PostRow.id)
        .where(
            func.lower(ContactRow.address) == address.lower(),
            ContactRow.ended_at.is_(None),
        )
        .distinct()
    ).all()
    return found[0] if len(found) == 1 else None


def head_title(session: Session, agency_code: str) -> str:
    """Return the title of the post that answers for an agency."""
    head = post(session, agency_code, "head")
    return head.title if head else "Thủ trưởng cơ quan"


def all_agencies(session: Session) -> Sequence[AgencyRow]:
    """Return every agency, those that have ended too, in Vietnamese order."""
    return session.scalars(select(AgencyRow).order_by(AgencyRow.sort_key)).all()


def agencies_of_now(session: Session) -> Sequence[AgencyRow]:
    """Return the agencies that have not ended, in Vietnamese order."""
    return session.scalars(
        select(AgencyRow)
        .where(AgencyRow.ended_at.is_(None))
        .order_by(AgencyRow.sort_key)
    ).all()
