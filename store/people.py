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


def registry(session: Session) -> Registry:
    """Return the agencies and groups that the office knows."""
    agencies = session.scalars(select(AgencyRow).order_by(AgencyRow.sort_key))
    groups = session.scalars(select(AgencyGroupRow).order_by(AgencyGroupRow.code))
    return Registry(
        agencies=tuple(
            Agency(
                code=row.code,
                name=row.name,
                kind=row.kind,
                abbrev=row.abbrev,
                aliases=tuple(row.aliases),
                by_request=row.by_request,
            )
            for row in agencies
        ),
        groups=tuple(
            AgencyGroup(row.code, tuple(row.phrases), tuple(row.kinds))
            for row in groups
        ),
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
    """Return the post of an agency that has a duty (a ladder audience)."""
    return session.scalars(
        select(PostRow).where(PostRow.agency_code == agency_code, PostRow.duty == duty)
    ).one_or_none()


def first_post(session: Session, agency_code: str) -> PostRow | None:
    """Return the oldest post of an agency."""
    return session.scalars(
        select(PostRow)
        .where(PostRow.agency_code == agency_code)
        .order_by(PostRow.id)
        .limit(1)
    ).one_or_none()


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
    """Return every agency, in Vietnamese order."""
    return session.scalars(select(AgencyRow).order_by(AgencyRow.sort_key)).all()
